#include "engine/control/notices.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "config/zone_time.h"

namespace pendopo {
namespace {

// A fault that comes and goes counts as one while its pauses are shorter than this part of what it
// has to last.
constexpr int kPauseShare = 4;
constexpr size_t kMostLines = 50;  // of each kind, in a text

struct StateWords {
    std::string_view state;
    LocalText words;
};
// The states of a camera that somebody has to do something about.
const std::array kCameraFaults = std::to_array<StateWords>({
    {"offline", {"tidak tersambung", "cannot be reached"}},
    {"wrong_password", {"kata sandi salah", "refuses the password"}},
    {"camera_at_limit", {"kamera menolak, terlalu banyak penonton", "has too many viewers"}},
    {"misconfigured", {"alamat salah", "has a wrong address"}},
    {"unsupported", {"format tidak didukung", "has a format that is not supported"}},
    {"stale", {"gambar berhenti", "sends no new picture"}},
    {"frozen", {"gambar diam", "always sends the same picture"}},
    {"masked", {"topeng privasi belum dipastikan", "waits for its masks to be confirmed"}},
});
const std::array kSourceFaults = std::to_array<StateWords>({
    {"failed", {"gagal diperbarui", "cannot be fetched"}},
    {"expired", {"kedaluwarsa dan tidak ditampilkan", "has expired and is not shown"}},
});

template <class Table>
void add_fault(const Table& table, std::string_view kind, const LocalText& noun,
               const std::string& id, const std::string& name, const std::string& state,
               std::vector<Fault>& faults) {
    const auto row = std::ranges::find(table, std::string_view(state), &StateWords::state);
    if (row != table.end()) {
        faults.push_back({fmt::format("{}/{}", kind, id),
                          {fmt::format("{} {}: {}", noun.id, name, row->words.id),
                           fmt::format("{} {}: {}", noun.en, name, row->words.en)}});
    }
}

// "2026-11-26 20.31", as people in Indonesia write it; English with a colon.
std::string local_clock(WallTime at, const WallStatus& wall) {
    const LocalTime local = Zone(wall.timezone).local(at);
    const int minute = local.second_of_day / 60;
    return fmt::format("{:04}-{:02}-{:02} {:02}{}{:02}", local.date.year, local.date.month,
                       local.date.day, minute / 60, wall.language == "en" ? ':' : '.', minute % 60);
}

std::string lines_of(const std::vector<Notice::Line>& lines, std::string_view heading,
                     const WallStatus& wall) {
    if (lines.empty()) {
        return {};
    }
    std::string text = fmt::format("{}\n", heading);
    for (size_t i = 0; i < std::min(lines.size(), kMostLines); ++i) {
        text += fmt::format("- {} ({})\n", lines[i].fault.text.in(wall.language),
                            local_clock(lines[i].since, wall));
    }
    if (lines.size() > kMostLines) {
        text += fmt::format("- … +{}\n", lines.size() - kMostLines);
    }
    return text + "\n";
}

nlohmann::ordered_json lines_json(const std::vector<Notice::Line>& lines,
                                  std::string_view language) {
    auto list = nlohmann::ordered_json::array();
    for (const Notice::Line& line : lines) {
        list.push_back(
            {{"key", line.fault.key},
             {"text", line.fault.text.in(language)},
             {"since_ms",
              std::chrono::duration_cast<Milliseconds>(line.since.time_since_epoch()).count()}});
    }
    return list;
}

}  // namespace

std::vector<Fault> faults_of(const WallStatus& wall, std::string_view why_not_ready) {
    std::vector<Fault> faults;
    if (!why_not_ready.empty()) {
        faults.push_back(
            {"wall/ready", {"Dinding tidak menampilkan apa pun", "The wall shows nothing"}});
    }
    for (const DisplayStatus& display : wall.displays) {
        if (why_not_ready.empty() && !display.connected && !display.is_off()) {
            faults.push_back({"display/" + display.id,
                              {fmt::format("Layar {}: gelap", display.name),
                               fmt::format("Display {}: is dark", display.name)}});
        }
    }
    for (const CameraStatus& camera : wall.cameras) {
        add_fault(kCameraFaults, "camera", {"Kamera", "Camera"}, camera.id, camera.name,
                  camera.state, faults);
    }
    for (const SourceStatus& source : wall.sources) {
        add_fault(kSourceFaults, "source", {"Angka", "Figures"}, source.id, source.name,
                  source.state, faults);
    }
    return faults;
}

std::optional<Notice> NoticeDesk::look(const std::vector<Fault>& faults, const NoticeConfig& config,
                                       Instant now) {
    const Seconds after(config.after_seconds);
    for (const Fault& fault : faults) {
        Known& known = known_.try_emplace(fault.key, Known{fault, now.now, now.wall_now, now.now})
                           .first->second;
        known.fault = fault;  // the newest words
        known.seen = now.now;
    }
    bool due = !ended_.empty();
    for (auto at = known_.begin(); at != known_.end();) {
        Known& known = at->second;
        const auto away = now.now - known.seen;
        if (!known.told && away > after / kPauseShare) {
            at = known_.erase(at);  // nobody has heard of it
        } else if (known.told && away >= after) {
            ended_.push_back({known.fault, known.since_wall});
            due = true;
            at = known_.erase(at);
        } else {
            due = due || (!known.told && known.seen - known.since >= after);
            ++at;
        }
    }
    const auto is_lasting = [&](const auto& each) { return each.second.told; };
    const bool again = config.repeat_minutes > 0 && told_at_ &&
                       now.now - *told_at_ >= std::chrono::minutes(config.repeat_minutes) &&
                       std::ranges::any_of(known_, is_lasting);
    if (!due && !again) {
        due_since_.reset();
        return std::nullopt;
    }
    due_since_ = due_since_.value_or(now.now);
    const bool gathered = now.now - *due_since_ >= Seconds(config.gather_seconds);
    const bool may = !told_at_ || now.now - *told_at_ >= Seconds(config.every_seconds);
    if (!gathered || !may) {
        return std::nullopt;
    }
    Notice notice;
    for (auto& [key, known] : known_) {
        const Notice::Line line{known.fault, known.since_wall};
        if (known.told) {
            notice.lasting.push_back(line);
        } else if (known.seen - known.since >= after) {
            known.told = true;
            notice.began.push_back(line);
        }
    }
    notice.ended = std::exchange(ended_, {});
    due_since_.reset();
    told_at_ = now.now;
    return notice;
}

NoticeText notice_text(const Notice& notice, const WallStatus& wall) {
    const bool english = wall.language == "en";
    const std::string name = wall.name.empty() ? "Pendopo" : wall.name;
    const auto count = [&](size_t many, std::string_view id, std::string_view en) {
        return many == 0 ? std::string() : fmt::format(", {} {}", many, english ? en : id);
    };
    NoticeText text;
    const bool all_clear = notice.began.empty() && notice.lasting.empty();
    text.subject = all_clear
                       ? fmt::format("{}: {}", name, english ? "all clear" : "semua kembali normal")
                       : name + ": " +
                             (count(notice.began.size(), "gangguan baru", "new faults") +
                              count(notice.lasting.size(), "masih berlangsung", "still there") +
                              count(notice.ended.size(), "selesai", "over"))
                                 .substr(2);
    text.body = lines_of(notice.began, english ? "New" : "Baru", wall) +
                lines_of(notice.lasting, english ? "Still there" : "Masih berlangsung", wall) +
                lines_of(notice.ended, english ? "Over" : "Selesai", wall) +
                (english ? "`pendopo status` and the panel say why.\n"
                         : "`pendopo status` dan panel menyebut sebabnya.\n");
    return text;
}

std::string notice_json(const Notice& notice, const WallStatus& wall, WallTime now) {
    const nlohmann::ordered_json document{
        {"wall", wall.name},
        {"at_ms", std::chrono::duration_cast<Milliseconds>(now.time_since_epoch()).count()},
        {"began", lines_json(notice.began, wall.language)},
        {"lasting", lines_json(notice.lasting, wall.language)},
        {"ended", lines_json(notice.ended, wall.language)}};
    return document.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace pendopo
