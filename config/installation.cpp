#include "config/installation.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <utility>

#include "config/audience.h"
#include "config/icalendar.h"
#include "config/json_reader.h"
#include "config/theme_config.h"

namespace pendopo {
namespace {

namespace fs = std::filesystem;

// A folder given by mistake is not read to its end.
constexpr size_t kMostLayouts = 500;
constexpr size_t kMostCards = 500;

void append(ProblemList& all, ProblemList more) {
    all.insert(all.end(), std::make_move_iterator(more.begin()),
               std::make_move_iterator(more.end()));
}

// The value of one file's text, its problems added to `all` otherwise.
template <class T>
std::optional<T> keep(ConfigResult<T> result, ProblemList& all) {
    if (!result) {
        append(all, std::move(result.error()));
        return std::nullopt;
    }
    return std::move(*result);
}

std::optional<std::string> read(const std::string& path, FileAccess access, ProblemList& all) {
    Result<std::string> text = read_text_file(path, access);
    if (!text) {
        all.push_back({path, 0, 0, "", text.error().message()});
        return std::nullopt;
    }
    return std::move(*text);
}

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr ? value : "";
}

// The *.json files of a folder, sorted.
std::vector<std::string> json_files(const std::string& folder, std::error_code& error) {
    std::vector<std::string> paths;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        const std::string name = it->path().filename().string();
        if (name.ends_with(".json") && !name.starts_with('.')) {
            paths.push_back(it->path().string());
        }
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

std::vector<TextFile> read_layout_files(const std::string& folder, ProblemList& all) {
    std::error_code error;
    const std::vector<std::string> paths = json_files(folder, error);
    if (error) {
        all.push_back({folder, 0, 0, "",
                       "cannot list this folder: " + error.message() +
                           "; it holds the layout files, see \"layouts\" in wall.json"});
        return {};
    }
    if (paths.empty() || paths.size() > kMostLayouts) {
        all.push_back({folder, 0, 0, "",
                       "has " + std::to_string(paths.size()) + " files *.json; expected one to " +
                           std::to_string(kMostLayouts) + " layouts"});
        return {};
    }
    std::vector<TextFile> files;
    for (const std::string& path : paths) {
        if (auto text = read(path, FileAccess::any, all)) {
            files.push_back({path, std::move(*text)});
        }
    }
    return files;
}

// No data file is fine, unless wall.json asks for one by name.
std::optional<DataConfig> read_data_file(const std::string& path, bool named,
                                         const Secrets* secrets, std::string& kept_text,
                                         ProblemList& all) {
    std::error_code error;
    if (!named && !fs::exists(path, error)) {
        return DataConfig{};
    }
    auto text = read(path, FileAccess::any, all);
    if (!text) {
        return std::nullopt;
    }
    kept_text = std::move(*text);
    return keep(read_data_config(path, kept_text, secrets), all);
}

// What the calendars of the schedule add to it. A calendar that cannot be read adds nothing.
void read_calendars(const fs::path& folder, const std::vector<std::string>& layouts, WallTime now,
                    Installation& result) {
    for (const CalendarConfig& calendar : result.schedule.calendars) {
        const std::string path = (folder / calendar.file).lexically_normal().string();
        result.files.push_back(path);
        const auto text = read(path, FileAccess::any, result.refused_schedule);
        if (!text) {
            continue;
        }
        auto contents = read_calendar(*text, {calendar, &layouts, result.wall.timezone, now});
        if (!contents) {
            result.refused_schedule.push_back({path, 0, 0, "", contents.error().message()});
            continue;
        }
        for (std::string& problem : contents->left_out) {
            result.left_out_events.push_back({path, 0, 0, "", std::move(problem)});
        }
        std::ranges::move(contents->events, std::back_inserter(result.schedule.events));
        std::ranges::move(contents->holidays, std::back_inserter(result.schedule.holidays));
    }
    std::ranges::stable_sort(result.schedule.events, {}, &CalendarEvent::begin);
}

// No schedule file is fine, unless wall.json asks for one by name. A bad one is refused alone.
void read_schedule(const std::string& path, bool named, const CamerasConfig& cameras,
                   const std::vector<std::string>& layouts, WallTime now, Installation& result) {
    std::error_code error;
    if (!named && !fs::exists(path, error)) {
        return;
    }
    const auto text = read(path, FileAccess::any, result.refused_schedule);
    if (!text) {
        return;
    }
    std::vector<std::string> displays;
    std::ranges::transform(result.wall.displays, std::back_inserter(displays), &DisplayConfig::id);
    std::vector<std::string> camera_ids;
    std::ranges::transform(cameras.cameras, std::back_inserter(camera_ids), &CameraConfig::id);
    if (auto schedule = keep(read_schedule_config(path, *text, {&layouts, &displays, &camera_ids}),
                             result.refused_schedule)) {
        result.schedule = std::move(*schedule);
        read_calendars(fs::path(path).parent_path(), layouts, now, result);
    }
}

std::string read_theme(const std::string& theme, const std::string& path, ProblemList& all) {
    if (const auto builtin = builtin_theme(theme)) {
        return std::string(*builtin);
    }
    auto text = read(path, FileAccess::any, all);
    if (text) {
        keep(read_theme_config(path, *text), all);
    }
    return text.value_or("");
}

// No cards folder is fine. A bad card is refused alone.
void read_cards(const DataConfig* data, Installation& result) {
    std::vector<std::string> sources;
    if (data != nullptr) {
        std::ranges::transform(data->sources, std::back_inserter(sources), &SourceConfig::id);
    }
    std::error_code error;
    std::vector<std::string> paths = json_files(result.cards_folder, error);
    if (paths.size() > kMostCards) {
        result.refused_cards.push_back({result.cards_folder, 0, 0, "",
                                        "has " + std::to_string(paths.size()) +
                                            " files *.json; expected at most " +
                                            std::to_string(kMostCards) + " cards"});
        return;
    }
    std::set<std::string> ids{"clock", "text"};
    for (const std::string& path : paths) {
        ProblemList problems;
        std::optional<CardConfig> card;
        if (const auto text = read(path, FileAccess::any, problems)) {
            card =
                keep(read_card_config(path, *text, data != nullptr ? &sources : nullptr), problems);
        }
        if (card && !ids.insert(card->id).second) {
            problems.push_back(
                {path, 0, 0, "/id",
                 in_quotes(card->id) + " is the id of another card too; give each its own"});
            card.reset();
        }
        if (card) {
            std::string audience =
                data != nullptr ? narrowest_audience(*card, *data) : "restricted";
            result.cards.push_back({path, std::move(*card), std::move(audience)});
        } else {
            append(result.refused_cards, std::move(problems));
            result.refused_card_paths.push_back(path);
        }
    }
}

// A refused card may still be named: by custom its file's stem is its id.
std::map<std::string, std::string> known_cards(const Installation& result) {
    std::map<std::string, std::string> cards;
    for (const std::string& path : result.refused_card_paths) {
        cards[fs::path(path).stem().string()] = "public";
    }
    for (const InstalledCard& card : result.cards) {
        cards[card.config.id] = card.audience;
    }
    return cards;
}

// No secrets file is fine: then no camera may name a login.
std::optional<Secrets> read_secrets_file(const std::string& path, ProblemList& all) {
    Result<std::string> text = read_text_file(path, FileAccess::owner_only);
    if (text) {
        return keep(read_secrets(path, *text), all);
    }
    if (text.error().code() == ErrorCode::not_found) {
        return Secrets{};
    }
    all.push_back({path, 0, 0, "", text.error().message()});
    return std::nullopt;
}

}  // namespace

ConfigResult<Installation> load_installation(const std::string& wall_path,
                                             const ReadLayouts& read_layouts, WallTime now) {
    ProblemList all;
    const auto wall_text = read(wall_path, FileAccess::any, all);
    if (!wall_text) {
        return tl::unexpected(all);
    }
    const ConfigResult<JsonDocument> document = parse_json(wall_path, *wall_text);
    if (!document) {
        return tl::unexpected(document.error());
    }
    Installation result;
    Problems wall_problems(wall_path);
    result.wall = read_wall_config(document->root(), wall_problems);
    const bool wall_good = wall_problems.empty();

    const fs::path folder = fs::path(wall_path).parent_path();
    const auto beside = [&](const std::string& path) {
        return (folder / path).lexically_normal().string();
    };
    result.data_path = beside(result.wall.data_file);
    result.files = {wall_path, beside(result.wall.cameras_file), beside(result.wall.secrets_file),
                    result.data_path, beside(result.wall.schedule_file)};
    result.layouts_folder = beside(result.wall.layouts_dir);
    result.cards_folder = beside(result.wall.cards_dir);
    if (!builtin_theme(result.wall.theme)) {
        result.files.push_back(beside(result.wall.theme));
    }
    result.state_folder =
        result.wall.state_dir.empty() ? default_state_folder() : beside(result.wall.state_dir);

    for (std::string* file :
         {&result.wall.control.certificate_file, &result.wall.control.key_file}) {
        if (!file->empty()) {
            *file = beside(*file);
        }
    }
    if (result.wall.mqtt && !result.wall.mqtt->ca_file.empty()) {
        result.wall.mqtt->ca_file = beside(result.wall.mqtt->ca_file);
    }

    ProblemList others;
    const std::optional<Secrets> secrets = read_secrets_file(result.files[2], others);
    std::optional<CamerasConfig> cameras;
    if (const auto text = read(result.files[1], FileAccess::any, others)) {
        cameras = keep(read_cameras_config(result.files[1], *text, secrets ? &*secrets : nullptr),
                       others);
    }
    std::optional<DataConfig> data =
        read_data_file(result.data_path, document->root().find("data") != nullptr,
                       secrets ? &*secrets : nullptr, result.data_text, others);
    result.theme_text = read_theme(result.wall.theme, beside(result.wall.theme), others);
    read_cards(data ? &*data : nullptr, result);
    result.layouts = read_layout_files(result.layouts_folder, others);
    const std::map<std::string, std::string> cards = known_cards(result);
    LayoutsRead layouts =
        read_layouts(result.layouts, {wall_good ? &result.wall : nullptr,
                                      cameras ? &*cameras : nullptr, data ? &cards : nullptr});
    append(others, std::move(layouts.problems));

    // A second reading of wall.json, now that the layouts are known, for "first_layout"; when the
    // layouts are wrong themselves, a missing one is no news.
    Problems final_problems(wall_path);
    read_wall_config(document->root(), final_problems, others.empty() ? &layouts.ids : nullptr);
    if (wall_good && secrets) {
        check_mqtt_login(document->root(), result.wall, *secrets, final_problems);
    }
    all = final_problems.take();
    append(all, std::move(others));
    if (!all.empty()) {
        return tl::unexpected(std::move(all));
    }
    result.cameras = std::move(*cameras);
    result.secrets = *secrets;
    result.data = std::move(*data);
    read_schedule(result.files[4], document->root().find("schedule") != nullptr, result.cameras,
                  layouts.ids, now, result);
    return result;
}

std::string narrowest_audience(const CardConfig& card, const DataConfig& data) {
    std::string_view narrowest = kAudiences.front();
    for (const SourceConfig& source : data.sources) {
        if (std::ranges::find(card.sources, source.id) != card.sources.end() &&
            audience_rank(source.audience) > audience_rank(narrowest)) {
            narrowest = source.audience;
        }
    }
    return std::string(narrowest);
}

std::string default_state_folder() {
    if (const std::string given = environment("STATE_DIRECTORY"); !given.empty()) {
        return given.substr(0, given.find(':'));  // systemd gives a list
    }
    if (const std::string home = environment("XDG_STATE_HOME"); !home.empty()) {
        return home + "/pendopo";
    }
    const std::string home = environment("HOME");
    return home.empty() ? "/var/lib/pendopo" : home + "/.local/state/pendopo";
}

}  // namespace pendopo
