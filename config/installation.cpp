#include "config/installation.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>

#include "config/icalendar.h"
#include "config/in_both.h"
#include "config/json_reader.h"
#include "config/story_check.h"
#include "config/theme_config.h"
#include "engine/base/audience.h"

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

std::optional<std::string> read(const ConfigTexts& texts, const std::string& path,
                                ProblemList& all) {
    Result<std::string> text = texts.read(path, FileAccess::any);
    if (!text) {
        all.push_back(cannot_read(path, text.error()));
        return std::nullopt;
    }
    return std::move(*text);
}

std::vector<TextFile> read_layout_files(const ConfigTexts& texts, const std::string& folder,
                                        ProblemList& all) {
    std::error_code error;
    const std::vector<std::string> paths = texts.json_files(folder, error);
    if (error) {
        all.push_back(problem_of(
            folder, in_both("isi folder ini tidak dapat dibaca: {}; di sinilah berkas tata letak, "
                            "lihat \"layouts\" di wall.json",
                            "cannot list this folder: {}; it holds the layout files, see "
                            "\"layouts\" in wall.json",
                            error.message())));
        return {};
    }
    if (paths.empty() || paths.size() > kMostLayouts) {
        all.push_back(problem_of(
            folder, in_both("berisi {} berkas *.json; seharusnya satu sampai {} tata letak",
                            "has {} files *.json; expected one to {} layouts", paths.size(),
                            kMostLayouts)));
        return {};
    }
    std::vector<TextFile> files;
    for (const std::string& path : paths) {
        if (auto text = read(texts, path, all)) {
            files.push_back({path, std::move(*text)});
        }
    }
    return files;
}

// No data file is fine, unless wall.json asks for one by name.
std::optional<DataConfig> read_data_file(const ConfigTexts& texts, const std::string& path,
                                         bool named, const Secrets* secrets, std::string& kept_text,
                                         ProblemList& all) {
    if (!named && !texts.exists(path)) {
        return DataConfig{};
    }
    auto text = read(texts, path, all);
    if (!text) {
        return std::nullopt;
    }
    kept_text = std::move(*text);
    return keep(read_data_config(path, kept_text, secrets), all);
}

// By its code, since the words of an error are for people and in English.
Problem no_calendar(const std::string& path, const Error& error) {
    const bool too_much = error.code() == ErrorCode::exhausted;
    return problem_of(path, {too_much ? "kalender ini terlalu besar atau terlalu rumit; beri "
                                        "dinding kalendernya sendiri"
                                      : "ini bukan berkas iCalendar: tidak ada baris "
                                        "BEGIN:VCALENDAR; ekspor kalendernya sebagai .ics",
                             error.message()});
}

// What the calendars of the schedule add to it. A calendar that cannot be read adds nothing.
void read_calendars(const ConfigTexts& texts, const fs::path& folder,
                    const std::vector<std::string>* layouts, WallTime now, Installation& result) {
    for (const CalendarConfig& calendar : result.schedule.calendars) {
        const std::string path = (folder / calendar.file).lexically_normal().string();
        result.files.push_back(path);
        const auto text = read(texts, path, result.refused_schedule);
        if (!text) {
            continue;
        }
        auto contents = read_calendar(*text, {calendar, layouts, result.wall.timezone, now});
        if (!contents) {
            result.refused_schedule.push_back(no_calendar(path, contents.error()));
            continue;
        }
        for (LocalText& problem : contents->left_out) {
            result.left_out_events.push_back(problem_of(path, std::move(problem)));
        }
        std::ranges::move(contents->events, std::back_inserter(result.schedule.events));
        std::ranges::move(contents->holidays, std::back_inserter(result.schedule.holidays));
    }
    std::ranges::stable_sort(result.schedule.events, {}, &CalendarEvent::begin);
}

// No schedule file is fine, unless wall.json asks for one by name. A bad one is refused alone.
// `known`: what it may name; null where that cannot be said.
void read_schedule(const ConfigTexts& texts, const std::string& path, bool named,
                   const ScheduleNames& known, WallTime now, Installation& result) {
    if (!named && !texts.exists(path)) {
        return;
    }
    const auto text = read(texts, path, result.refused_schedule);
    if (!text) {
        return;
    }
    if (auto schedule = keep(read_schedule_config(path, *text, known), result.refused_schedule)) {
        result.schedule = std::move(*schedule);
        read_calendars(texts, fs::path(path).parent_path(), known.layouts, now, result);
    }
}

std::string read_theme(const ConfigTexts& texts, const std::string& theme, const std::string& path,
                       ProblemList& all) {
    if (const auto builtin = builtin_theme(theme)) {
        return std::string(*builtin);
    }
    auto text = read(texts, path, all);
    if (text) {
        keep(read_theme_config(path, *text), all);
    }
    return text.value_or("");
}

// No cards folder is fine. A bad card is refused alone.
void read_cards(const ConfigTexts& texts, const DataConfig* data, Installation& result) {
    std::vector<std::string> sources;
    if (data != nullptr) {
        std::ranges::transform(data->sources, std::back_inserter(sources), &SourceConfig::id);
    }
    std::error_code error;
    std::vector<std::string> paths = texts.json_files(result.cards_folder, error);
    if (paths.size() > kMostCards) {
        result.refused_cards.push_back(problem_of(
            result.cards_folder,
            in_both("berisi {} berkas *.json; seharusnya paling banyak {} kartu",
                    "has {} files *.json; expected at most {} cards", paths.size(), kMostCards)));
        return;
    }
    std::set<std::string> ids{"clock", "text"};
    for (const std::string& path : paths) {
        ProblemList problems;
        std::optional<CardConfig> card;
        if (const auto text = read(texts, path, problems)) {
            card =
                keep(read_card_config(path, *text, data != nullptr ? &sources : nullptr), problems);
        }
        if (card && !ids.insert(card->id).second) {
            problems.push_back(problem_of(
                path,
                in_both("{} juga id kartu lain; beri masing-masing id sendiri",
                        "{} is the id of another card too; give each its own", in_quotes(card->id)),
                "/id"));
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
std::optional<Secrets> read_secrets_file(const ConfigTexts& texts, const std::string& path,
                                         ProblemList& all) {
    Result<std::string> text = texts.read(path, FileAccess::owner_only);
    if (text) {
        return keep(read_secrets(path, *text), all);
    }
    if (text.error().code() == ErrorCode::not_found) {
        return Secrets{};
    }
    all.push_back(cannot_read(path, text.error()));
    return std::nullopt;
}

// All files but the schedule.
struct Reading {
    Installation result;
    ProblemList problems;
    bool wall_read = false;  // else nothing but problems
    bool wall_good = false;
    bool schedule_named = false;
    std::optional<Secrets> secrets;  // nothing where a file is wrong
    std::optional<CamerasConfig> cameras;
    std::optional<DataConfig> data;
    std::vector<std::string> layout_ids;
};

std::string beside(const fs::path& folder, const std::string& path) {
    return (folder / path).lexically_normal().string();
}

// Where everything is that wall.json names.
void find_files(const std::string& wall_path, Installation& result) {
    const fs::path folder = fs::path(wall_path).parent_path();
    WallConfig& wall = result.wall;
    result.data_path = beside(folder, wall.data_file);
    result.files = {wall_path, beside(folder, wall.cameras_file), beside(folder, wall.secrets_file),
                    result.data_path, beside(folder, wall.schedule_file)};
    result.layouts_folder = beside(folder, wall.layouts_dir);
    result.cards_folder = beside(folder, wall.cards_dir);
    if (!builtin_theme(wall.theme)) {
        result.files.push_back(beside(folder, wall.theme));
    }
    result.state_folder =
        wall.state_dir.empty() ? default_state_folder(wall_path) : beside(folder, wall.state_dir);
    for (std::string* file : {&wall.control.certificate_file, &wall.control.key_file}) {
        if (!file->empty()) {
            *file = beside(folder, *file);
        }
    }
    if (wall.mqtt && !wall.mqtt->ca_file.empty()) {
        wall.mqtt->ca_file = beside(folder, wall.mqtt->ca_file);
    }
    if (wall.notices && wall.notices->email && !wall.notices->email->ca_file.empty()) {
        wall.notices->email->ca_file = beside(folder, wall.notices->email->ca_file);
    }
}

Reading read_all(const std::string& wall_path, const ReadLayouts& read_layouts,
                 const ConfigTexts& texts) {
    Reading reading;
    const auto wall_text = read(texts, wall_path, reading.problems);
    if (!wall_text) {
        return reading;
    }
    const ConfigResult<JsonDocument> document = parse_json(wall_path, *wall_text);
    if (!document) {
        reading.problems = document.error();
        return reading;
    }
    reading.wall_read = true;
    const JsonNode& root = document->root();
    Installation& result = reading.result;
    Problems wall_problems(wall_path);
    result.wall = read_wall_config(root, wall_problems);
    reading.wall_good = wall_problems.empty();
    reading.schedule_named = root.find("schedule") != nullptr;
    find_files(wall_path, result);

    ProblemList others;
    reading.secrets = read_secrets_file(texts, result.files[2], others);
    const Secrets* secrets = reading.secrets ? &*reading.secrets : nullptr;
    if (const auto text = read(texts, result.files[1], others)) {
        reading.cameras = keep(read_cameras_config(result.files[1], *text, secrets), others);
    }
    reading.data = read_data_file(texts, result.data_path, root.find("data") != nullptr, secrets,
                                  result.data_text, others);
    const std::string theme_path = beside(fs::path(wall_path).parent_path(), result.wall.theme);
    result.theme_text = read_theme(texts, result.wall.theme, theme_path, others);
    read_cards(texts, reading.data ? &*reading.data : nullptr, result);
    check_stories(known_cards(result), result);
    const size_t before_layouts = others.size();
    result.layouts = read_layout_files(texts, result.layouts_folder, others);
    const std::map<std::string, std::string> cards = known_cards(result);
    LayoutsRead layouts =
        read_layouts(result.layouts, {reading.wall_good ? &result.wall : nullptr,
                                      reading.cameras ? &*reading.cameras : nullptr,
                                      reading.data ? &cards : nullptr});
    append(others, std::move(layouts.problems));
    reading.layout_ids = std::move(layouts.ids);

    // A second reading of wall.json, now that the layouts are known, for "first_layout"; when the
    // layouts are wrong themselves, a missing one is no news.
    Problems final_problems(wall_path);
    read_wall_config(root, final_problems,
                     others.size() == before_layouts ? &reading.layout_ids : nullptr);
    if (reading.wall_good && secrets != nullptr) {
        check_mqtt_login(root, result.wall, *secrets, final_problems);
        if (result.wall.notices) {
            check_notices(*root.find("notices"), *result.wall.notices, *secrets,
                          result.wall.mqtt.has_value(), final_problems);
        }
    }
    reading.problems = final_problems.take();
    append(reading.problems, std::move(others));
    return reading;
}

template <class T, class R>
std::vector<std::string> ids_of(const std::vector<T>& values, R T::*id) {
    std::vector<std::string> ids;
    std::ranges::transform(values, std::back_inserter(ids), id);
    return ids;
}

void read_schedule(const ConfigTexts& texts, WallTime now, const std::vector<std::string>* layouts,
                   const std::vector<CameraConfig>* cameras, Reading& reading) {
    const auto displays = ids_of(reading.result.wall.displays, &DisplayConfig::id);
    const auto camera_ids =
        cameras != nullptr ? ids_of(*cameras, &CameraConfig::id) : std::vector<std::string>{};
    read_schedule(texts, reading.result.files[4], reading.schedule_named,
                  {layouts, reading.wall_good ? &displays : nullptr,
                   cameras != nullptr ? &camera_ids : nullptr},
                  now, reading.result);
}

}  // namespace

ConfigResult<Installation> load_installation(const std::string& wall_path,
                                             const ReadLayouts& read_layouts, WallTime now,
                                             const ConfigTexts& texts) {
    Reading reading = read_all(wall_path, read_layouts, texts);
    if (!reading.problems.empty()) {
        return tl::unexpected(std::move(reading.problems));
    }
    read_schedule(texts, now, &reading.layout_ids, &reading.cameras->cameras, reading);
    reading.result.cameras = std::move(*reading.cameras);
    reading.result.secrets = std::move(*reading.secrets);
    reading.result.data = std::move(*reading.data);
    return std::move(reading.result);
}

InstallationCheck check_installation(const std::string& wall_path, const ReadLayouts& read_layouts,
                                     const ConfigTexts& texts, WallTime now) {
    InstallationCheck check;
    ProblemList of_layouts;
    Reading reading = read_all(
        wall_path,
        [&](const std::vector<TextFile>& files, const LayoutReferences& references) {
            LayoutsRead read = read_layouts(files, references);
            of_layouts = std::exchange(read.problems, {});
            for (const Problem& problem : of_layouts) {  // a refused one may still be named
                read.ids.push_back(fs::path(problem.file).stem().string());
            }
            return read;
        },
        texts);
    check.problems = std::move(reading.problems);
    append(check.problems, std::move(of_layouts));
    if (reading.wall_read) {
        read_schedule(texts, now, reading.result.layouts.empty() ? nullptr : &reading.layout_ids,
                      reading.cameras ? &reading.cameras->cameras : nullptr, reading);
        append(check.problems, std::move(reading.result.refused_cards));
        append(check.problems, std::move(reading.result.refused_schedule));
        check.left_out_events = std::move(reading.result.left_out_events);
    }
    return check;
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

}  // namespace pendopo
