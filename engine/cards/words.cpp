#include "engine/cards/words.h"

#include <fmt/format.h>
#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>

#include <algorithm>
#include <utility>

namespace pendopo {
namespace {

struct StateWords {
    TileState state;
    const char* indonesian;
    const char* english;
    // What everyone reads instead; nullptr: the same.
    const char* public_indonesian = nullptr;
    const char* public_english = nullptr;
};
constexpr StateWords kStates[] = {
    {TileState::live, "Langsung", "Live"},
    {TileState::connecting, "Menyambungkan", "Connecting"},
    {TileState::delayed, "Tertunda", "Delayed"},
    {TileState::stale, "Berhenti", "Stopped"},
    {TileState::offline, "Tidak tersambung", "Not connected"},
    {TileState::wrong_password, "Kata sandi salah", "Wrong password", "Gangguan kamera",
     "Camera fault"},
    {TileState::unsupported, "Format tidak didukung", "Format not supported", "Gangguan kamera",
     "Camera fault"},
    {TileState::unknown_card, "Kartu tidak dikenal", "Unknown card", "Informasi belum tersedia",
     "Information not available yet"},
    {TileState::no_camera, "Belum ada kamera", "No camera yet"},
    {TileState::closed, "Ditutup", "Closed"},
    {TileState::waiting_for_keyframe, "Menunggu gambar", "Waiting for a picture"},
    {TileState::degraded, "Gambar terganggu", "Picture disturbed"},
    {TileState::frozen, "Gambar diam", "Picture frozen"},
    {TileState::at_limit, "Kamera sedang penuh", "Camera at its limit", "Gangguan kamera",
     "Camera fault"},
    {TileState::misconfigured, "Alamat kamera salah", "Camera address wrong", "Gangguan kamera",
     "Camera fault"},
    {TileState::masked, "Disamarkan", "Masked"},
    {TileState::off_by_plan, "Dimatikan sesuai jadwal", "Off by schedule"},
    {TileState::not_shown, "Tidak tampil", "Not shown"},
};

std::string duration(int64_t ms, bool english) {
    const int64_t seconds = (ms + 500) / 1000;
    if (seconds < 60) {
        return fmt::format("{} {}", seconds, english ? "s" : "dtk");
    }
    if (seconds < 3600) {
        return fmt::format("{} {}", seconds / 60, english ? "min" : "mnt");
    }
    return fmt::format("{} {}", seconds / 3600, english ? "h" : "jam");
}

int64_t to_ms(WallTime time) {
    return std::chrono::duration_cast<Milliseconds>(time.time_since_epoch()).count();
}

}  // namespace

// Two formats whose patterns are set as needed: each holds all the names of its language.
struct Words::Formats {
    Formats(const icu::Locale& locale, const icu::TimeZone& zone)
        : dates("y", locale, status),
          // Only the Indonesian names know WIB, WITA and WIT.
          zones("z", icu::Locale("id", "ID"), status) {
        dates.setTimeZone(zone);
        zones.setTimeZone(zone);
    }

    static std::string print(const icu::SimpleDateFormat& format, int64_t unix_ms) {
        icu::UnicodeString text;
        format.format(static_cast<UDate>(unix_ms), text);
        std::string utf8;
        return text.toUTF8String(utf8);
    }
    std::string date(const char* pattern, int64_t unix_ms) {
        dates.applyPattern(icu::UnicodeString::fromUTF8(pattern));
        return print(dates, unix_ms);
    }

    UErrorCode status = U_ZERO_ERROR;
    icu::SimpleDateFormat dates;
    icu::SimpleDateFormat zones;
};

Words::Words(const std::string& language, const std::string& timezone_name)
    : english_(language == "en") {
    if (language != "en" && language != "id") {
        problem_ = fmt::format("cards: language \"{}\" — expected \"id\" or \"en\"; using \"id\"",
                               language);
    }
    const std::unique_ptr<icu::TimeZone> zone(
        icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(timezone_name)));
    if (*zone == icu::TimeZone::getUnknown()) {
        problem_ = fmt::format(
            "cards: time zone \"{}\" — expected a name such as \"Asia/Jakarta\"; using UTC",
            timezone_name);
    }
    formats_ = std::make_unique<Formats>(
        english_ ? icu::Locale("en", "GB") : icu::Locale("id", "ID"), *zone);
}
Words::Words(Words&&) noexcept = default;
Words& Words::operator=(Words&&) noexcept = default;
Words::~Words() = default;

std::string Words::state(TileState state, Audience audience) const {
    const auto* words = std::ranges::find(kStates, state, &StateWords::state);
    if (audience == Audience::everyone && words->public_indonesian != nullptr) {
        return english_ ? words->public_english : words->public_indonesian;
    }
    return english_ ? words->english : words->indonesian;
}

std::string Words::since(TileState state, int64_t since_ms, WallTime now) const {
    const bool timeless = state == TileState::live || state == TileState::no_camera ||
                          state == TileState::unknown_card || state == TileState::closed ||
                          state == TileState::off_by_plan || state == TileState::not_shown ||
                          state == TileState::delayed;
    if (since_ms == 0 || timeless) {
        return "";
    }
    const int64_t now_ms = to_ms(now);
    const auto same = [&](const char* pattern) {
        return formats_->date(pattern, since_ms) == formats_->date(pattern, now_ms);
    };
    const char* pattern = !same("y")     ? "d MMM y"
                          : !same("D y") ? (english_ ? "d MMM HH:mm" : "d MMM HH.mm")
                                         : (english_ ? "HH:mm" : "HH.mm");
    return fmt::format("{} {}", english_ ? "since" : "sejak", formats_->date(pattern, since_ms));
}

std::string Words::delay(int64_t delay_ms) const {
    return delay_ms < 500 ? "" : duration(delay_ms, english_);
}

std::string Words::level(AlertLevel level, CardKind kind) const {
    switch (level) {
        case AlertLevel::emergency:
            return english_ ? "Emergency" : "Darurat";
        case AlertLevel::warning:
            return english_ ? "Warning" : "Peringatan";
        case AlertLevel::info:
            break;
    }
    if (kind != CardKind::alarm) {
        return "";
    }
    return english_ ? "Attention" : "Perhatian";
}
std::string Words::display(int number) const {
    return fmt::format("{} {}", english_ ? "Display" : "Layar", number);
}
std::string Words::no_output() const {
    return english_ ? "No output" : "Tanpa keluaran";
}

std::string Words::time_of_day(WallTime now) const {
    return formats_->date(english_ ? "HH:mm:ss" : "HH.mm.ss", to_ms(now));
}
std::string Words::hour_and_minute(WallTime now) const {
    return formats_->date(english_ ? "HH:mm" : "HH.mm", to_ms(now));
}
std::string Words::date(WallTime now) const {
    return formats_->date("EEEE, d MMMM y", to_ms(now));
}
std::string Words::zone(WallTime now) const {
    return Formats::print(formats_->zones, to_ms(now));
}

}  // namespace pendopo
