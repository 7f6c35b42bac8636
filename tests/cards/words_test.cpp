#include "engine/cards/words.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

// 2026-11-24 03:42:07 UTC: 10.42.07 in Jakarta, 11.42.07 in Makassar, 12.42.07 in Jayapura.
constexpr int64_t kNowMs = 1795491727000;
constexpr int64_t kMinute = 60'000;
constexpr int64_t kDay = 24 * 60 * kMinute;

WallTime at(int64_t unix_ms) {
    return WallTime(Milliseconds(unix_ms));
}
const WallTime kNow = at(kNowMs);

TEST(Words, SayEveryStateInBothLanguages) {
    struct Row {
        TileState state;
        const char* indonesian;
        const char* english;
    };
    const Row staff[] = {
        {TileState::live, "Langsung", "Live"},
        {TileState::connecting, "Menyambungkan", "Connecting"},
        {TileState::delayed, "Tertunda", "Delayed"},
        {TileState::stale, "Berhenti", "Stopped"},
        {TileState::offline, "Tidak tersambung", "Not connected"},
        {TileState::wrong_password, "Kata sandi salah", "Wrong password"},
        {TileState::unsupported, "Format tidak didukung", "Format not supported"},
        {TileState::unknown_card, "Kartu tidak dikenal", "Unknown card"},
        {TileState::no_camera, "Belum ada kamera", "No camera yet"},
        {TileState::closed, "Ditutup", "Closed"},
        {TileState::waiting_for_keyframe, "Menunggu gambar", "Waiting for a picture"},
        {TileState::degraded, "Gambar terganggu", "Picture disturbed"},
        {TileState::frozen, "Gambar diam", "Picture frozen"},
        {TileState::at_limit, "Kamera sedang penuh", "Camera at its limit"},
        {TileState::misconfigured, "Alamat kamera salah", "Camera address wrong"},
        {TileState::masked, "Disamarkan", "Masked"},
        {TileState::off_by_plan, "Dimatikan sesuai jadwal", "Off by schedule"},
        {TileState::not_shown, "Tidak tampil", "Not shown"},
    };
    EXPECT_EQ(std::size(staff), words_of(TileState{}).size());
    const Words id("id", "Asia/Jakarta");
    const Words en("en", "Asia/Jakarta");
    for (const Row& row : staff) {
        EXPECT_EQ(id.state(row.state, Audience::staff), row.indonesian);
        EXPECT_EQ(en.state(row.state, Audience::staff), row.english);
    }
}

TEST(Words, TellEveryoneNoCause) {
    const Words id("id", "Asia/Jakarta");
    const Words en("en", "Asia/Jakarta");
    for (const TileState state : {TileState::wrong_password, TileState::unsupported,
                                  TileState::at_limit, TileState::misconfigured}) {
        EXPECT_EQ(id.state(state, Audience::everyone), "Gangguan kamera");
        EXPECT_EQ(en.state(state, Audience::everyone), "Camera fault");
    }
    EXPECT_EQ(id.state(TileState::unknown_card, Audience::everyone), "Informasi belum tersedia");
    EXPECT_EQ(id.state(TileState::offline, Audience::everyone), "Tidak tersambung");
}

TEST(Words, SinceIsTheTimeOnTheSameDay) {
    const int64_t since = kNowMs - 17 * kMinute;
    EXPECT_EQ(Words("id", "Asia/Jakarta").since(TileState::stale, since, kNow), "sejak 10.25");
    EXPECT_EQ(Words("en", "Asia/Jakarta").since(TileState::stale, since, kNow), "since 10:25");
    EXPECT_EQ(Words("id", "Asia/Makassar").since(TileState::stale, since, kNow), "sejak 11.25");
}

TEST(Words, SinceNamesTheDayWhenItWasAnother) {
    const Words id("id", "Asia/Jakarta");
    EXPECT_EQ(id.since(TileState::offline, kNowMs - kDay, kNow), "sejak 23 Nov 10.42");
    EXPECT_EQ(id.since(TileState::offline, kNowMs - 365 * kDay, kNow), "sejak 24 Nov 2025");
    // Midnight is the wall's: 23.59 yesterday in Jakarta was 16.59 UTC of the same UTC evening.
    const int64_t just_before_midnight = kNowMs - (10 * 60 + 43) * kMinute;
    EXPECT_EQ(id.since(TileState::offline, just_before_midnight, kNow), "sejak 23 Nov 23.59");
    EXPECT_EQ(Words("en", "Asia/Jakarta").since(TileState::offline, kNowMs - kDay, kNow),
              "since 23 Nov 10:42");
}

TEST(Words, ADelayIsHowLatePicturesComeAndNotSinceWhen) {
    const Words id("id", "Asia/Jakarta");
    const Words en("en", "Asia/Jakarta");
    EXPECT_EQ(id.delay(4'400), "4 dtk");
    EXPECT_EQ(id.delay(4'500), "5 dtk");
    EXPECT_EQ(id.delay(59'499), "59 dtk");
    EXPECT_EQ(id.delay(60'000), "1 mnt");
    EXPECT_EQ(id.delay(2 * 3'600'000), "2 jam");
    EXPECT_EQ(en.delay(4'000), "4 s");
    EXPECT_EQ(en.delay(120'000), "2 min");
    EXPECT_EQ(en.delay(3'600'000), "1 h");
    EXPECT_EQ(id.delay(0), "");  // not known
    EXPECT_EQ(id.delay(-5'000), "");
    EXPECT_EQ(id.since(TileState::delayed, kNowMs - kMinute, kNow), "");
}

TEST(Words, SinceIsSilentWhereThereIsNothingToSay) {
    const Words id("id", "Asia/Jakarta");
    EXPECT_EQ(id.since(TileState::stale, 0, kNow), "");
    EXPECT_EQ(id.since(TileState::no_camera, kNowMs, kNow), "");
    EXPECT_EQ(id.since(TileState::unknown_card, kNowMs, kNow), "");
    EXPECT_EQ(id.since(TileState::off_by_plan, kNowMs, kNow), "");
    EXPECT_EQ(id.since(TileState::closed, kNowMs, kNow), "");
}

TEST(Words, ClockReadsLocalTimeDateAndZone) {
    const Words id("id", "Asia/Jakarta");
    EXPECT_EQ(id.time_of_day(kNow), "10.42.07");
    EXPECT_EQ(id.date(kNow), "Selasa, 24 November 2026");
    EXPECT_EQ(id.zone(kNow), "WIB");
    EXPECT_EQ(Words("id", "Asia/Makassar").zone(kNow), "WITA");
    EXPECT_EQ(Words("id", "Asia/Jayapura").zone(kNow), "WIT");
    const Words en("en", "Asia/Jakarta");
    EXPECT_EQ(en.time_of_day(kNow), "10:42:07");
    EXPECT_EQ(en.date(kNow), "Tuesday, 24 November 2026");
    EXPECT_EQ(en.zone(kNow), "WIB");
    // The day changes with the zone.
    EXPECT_EQ(Words("id", "Pacific/Honolulu").date(kNow), "Senin, 23 November 2026");
}

TEST(Words, SayWhatIsWrongWithLanguageAndZone) {
    EXPECT_EQ(Words("id", "Asia/Jakarta").problem(), "");
    const Words lost("id", "Asia/Banyuwangi");
    EXPECT_EQ(lost.problem(),
              "cards: time zone \"Asia/Banyuwangi\" — expected a name such as \"Asia/Jakarta\"; "
              "using UTC");
    EXPECT_EQ(lost.time_of_day(kNow), "03.42.07");
    const Words foreign("fr", "Asia/Jakarta");
    EXPECT_EQ(foreign.problem(),
              "cards: language \"fr\" — expected \"id\" or \"en\"; using \"id\"");
    EXPECT_EQ(foreign.state(TileState::offline, Audience::staff), "Tidak tersambung");
}

}  // namespace
}  // namespace pendopo
