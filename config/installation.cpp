#include "config/installation.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <utility>

#include "config/json_reader.h"

namespace pendopo {
namespace {

namespace fs = std::filesystem;

constexpr size_t kMostLayouts = 500;  // a folder given by mistake is not read to its end

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

std::vector<TextFile> read_layout_files(const std::string& folder, ProblemList& all) {
    std::error_code error;
    std::vector<std::string> paths;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        const std::string name = it->path().filename().string();
        if (name.ends_with(".json") && !name.starts_with('.')) {
            paths.push_back(it->path().string());
        }
    }
    if (error) {
        all.push_back({folder, 0, 0, "",
                       "cannot list this folder: " + error.message() +
                           "; it holds the layout files, see \"layouts\" in wall.json"});
        return {};
    }
    std::sort(paths.begin(), paths.end());
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
    result.state_folder =
        result.wall.state_dir.empty() ? default_state_folder() : beside(result.wall.state_dir);

    ProblemList others;
    const std::optional<Secrets> secrets = read_secrets_file(result.files[2], others);
    std::optional<CamerasConfig> cameras;
    if (const auto text = read(result.files[1], FileAccess::any, others)) {
        cameras = keep(read_cameras_config(result.files[1], *text, secrets ? &*secrets : nullptr),
                       others);
    }
    result.layouts = read_layout_files(result.layouts_folder, others);
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
