#include "config/installation.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <utility>

#include "config/json_reader.h"
#include "config/theme_config.h"

namespace pendopo {
namespace {

namespace fs = std::filesystem;

constexpr size_t kMostFiles = 500;  // a folder given by mistake is not read to its end

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

// The *.json files of a folder, `fewest` to 500, sorted by path. A folder that is not there is
// an empty one when none are needed. `what`: "layout".
std::vector<TextFile> read_folder(const std::string& folder, std::string_view what, size_t fewest,
                                  ProblemList& all) {
    const auto problem = [&](std::string text) {
        all.push_back({folder, 0, 0, "", std::move(text)});
        return std::vector<TextFile>{};
    };
    std::error_code error;
    std::vector<std::string> paths;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        const std::string name = it->path().filename().string();
        if (name.ends_with(".json") && !name.starts_with('.')) {
            paths.push_back(it->path().string());
        }
    }
    if (error == std::errc::no_such_file_or_directory && fewest == 0) {
        return {};
    }
    if (error) {
        return problem(fmt::format(
            "cannot list this folder: {}; it holds the {} files, see \"{}s\" in wall.json",
            error.message(), what, what));
    }
    if (paths.size() < fewest || paths.size() > kMostFiles) {
        return problem(fmt::format("has {} files *.json; expected {} to {} {}s", paths.size(),
                                   fewest == 0 ? "none" : "one", kMostFiles, what));
    }
    std::sort(paths.begin(), paths.end());
    std::vector<TextFile> files;
    for (const std::string& path : paths) {
        if (auto text = read(path, FileAccess::any, all)) {
            files.push_back({path, std::move(*text)});
        }
    }
    return files;
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

// No data file is fine: then there are no figures.
void read_data_file(const Secrets* secrets, Installation& result, ProblemList& all) {
    Result<std::string> text = read_text_file(result.data_path);
    if (text) {
        result.data =
            keep(read_data_config(result.data_path, *text, secrets), all).value_or(DataConfig{});
        result.data_text = std::move(*text);
    } else if (text.error().code() != ErrorCode::not_found) {
        all.push_back({result.data_path, 0, 0, "", text.error().message()});
    }
}

void read_theme(Installation& result, ProblemList& all) {
    if (result.theme_path.empty()) {
        result.theme_text = *builtin_theme(result.wall.theme);
    } else if (auto text = read(result.theme_path, FileAccess::any, all)) {
        keep(read_theme_config(result.theme_path, *text), all);
        result.theme_text = std::move(*text);
    }
}

}  // namespace

ConfigResult<Installation> load_installation(const std::string& wall_path,
                                             const ReadLayouts& read_layouts) {
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
    result.files = {wall_path, beside(result.wall.cameras_file), beside(result.wall.secrets_file)};
    result.layouts_folder = beside(result.wall.layouts_dir);
    result.cards_folder = beside(result.wall.cards_dir);
    result.data_path = beside(result.wall.data_file);
    result.files.push_back(result.data_path);
    if (!builtin_theme(result.wall.theme)) {
        result.theme_path = beside(result.wall.theme);
        result.files.push_back(result.theme_path);
    }
    result.state_folder =
        result.wall.state_dir.empty() ? default_state_folder() : beside(result.wall.state_dir);

    ProblemList others;
    const std::optional<Secrets> secrets = read_secrets_file(result.files[2], others);
    std::optional<CamerasConfig> cameras;
    if (const auto text = read(result.files[1], FileAccess::any, others)) {
        cameras = keep(read_cameras_config(result.files[1], *text, secrets ? &*secrets : nullptr),
                       others);
    }
    read_data_file(secrets ? &*secrets : nullptr, result, others);
    read_theme(result, others);
    result.cards = read_folder(result.cards_folder, "card", 0, others);
    result.layouts = read_folder(result.layouts_folder, "layout", 1, others);
    LayoutsRead layouts = read_layouts(result.layouts, wall_good ? &result.wall : nullptr,
                                       cameras ? &*cameras : nullptr);
    append(others, std::move(layouts.problems));

    // A second reading of wall.json, now that the layouts are known, for "first_layout"; when the
    // layouts are wrong themselves, a missing one is no news.
    Problems final_problems(wall_path);
    read_wall_config(document->root(), final_problems, others.empty() ? &layouts.ids : nullptr);
    all = final_problems.take();
    append(all, std::move(others));
    if (!all.empty()) {
        return tl::unexpected(std::move(all));
    }
    result.cameras = std::move(*cameras);
    result.secrets = *secrets;
    return result;
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
