#include "config/edit/config_places.h"

#include <algorithm>

#include "config/installation.h"
#include "config/json_reader.h"
#include "config/theme_config.h"

namespace pendopo {
namespace {

namespace fs = std::filesystem;

bool is_hidden(const fs::path& name) {
    return std::ranges::any_of(name.begin(), name.end(),
                               [](const fs::path& each) { return each.native().starts_with('.'); });
}

// Whether it is a plain name: nothing that leads elsewhere, and one spelling only.
bool is_plain(const std::string& name) {
    const fs::path path(name);
    return !name.empty() && path.is_relative() && path.lexically_normal().native() == name &&
           path.has_filename() && !is_hidden(path) &&
           std::ranges::none_of(name, [](char c) { return (c >= 0 && c < 0x20) || c == 0x7F; });
}

std::string normal(const std::string& name) {
    return fs::path(name).lexically_normal().native();
}

bool is_in(const std::string& name, const std::string& folder) {
    const fs::path path(name);
    std::string own = normal(folder);
    own = own.ends_with('/') ? own.substr(0, own.size() - 1) : own == "." ? "" : own;
    return path.extension() == ".json" && path.parent_path().native() == own;
}

}  // namespace

std::optional<WallConfig> wall_names(const std::string& text) {
    const auto document = parse_json("wall.json", text);
    if (!document) {
        return std::nullopt;
    }
    Problems ignored("wall.json");
    WallConfig wall = read_wall_config(document->root(), ignored);
    const WallConfig usual;
    for (std::string WallConfig::*file :
         {&WallConfig::cameras_file, &WallConfig::layouts_dir, &WallConfig::secrets_file,
          &WallConfig::data_file, &WallConfig::schedule_file, &WallConfig::cards_dir,
          &WallConfig::theme}) {
        if ((wall.*file).empty()) {  // a wrong value
            wall.*file = usual.*file;
        }
    }
    return wall;
}

ConfigPlaces::ConfigPlaces(std::string wall_path, WallConfig wall)
    : wall_path_(std::move(wall_path)),
      wall_name_(fs::path(wall_path_).filename()),
      wall_(std::move(wall)) {}

fs::path ConfigPlaces::folder() const {
    return fs::path(wall_path_).parent_path();
}

std::string ConfigPlaces::state_folder() const {
    return wall_.state_dir.empty() ? default_state_folder(wall_path_) : path(wall_.state_dir);
}

std::string ConfigPlaces::path(const std::string& name) const {
    return name == wall_name_ ? wall_path_ : (folder() / name).lexically_normal().string();
}

std::string ConfigPlaces::name(const std::string& path) const {
    if (path == wall_path_) {
        return wall_name_;
    }
    const fs::path normal_folder = folder().lexically_normal();
    const fs::path relative =
        normal_folder.empty() ? fs::path(path) : fs::path(path).lexically_relative(normal_folder);
    return relative.empty() || relative.is_absolute() || *relative.begin() == ".."
               ? path
               : relative.string();
}

ProblemList ConfigPlaces::named(ProblemList problems) const {
    for (Problem& problem : problems) {
        problem.file = name(problem.file);
    }
    return problems;
}

Result<std::string> ConfigPlaces::kind(const std::string& name) const {
    const auto quoted = in_quotes(name);
    if (!is_plain(name)) {
        return fail(ErrorCode::refused, quoted +
                                            ": no name of a file of this installation; expected "
                                            "one like \"layouts/beranda.json\"");
    }
    if (name == normal(wall_.secrets_file) || fs::path(name).filename() == "secrets.json") {
        return fail(ErrorCode::refused,
                    quoted + " holds the logins; they are set one by one and never read out");
    }
    const std::pair<const std::string*, const char*> files[] = {{&wall_name_, "wall"},
                                                                {&wall_.cameras_file, "cameras"},
                                                                {&wall_.data_file, "data"},
                                                                {&wall_.schedule_file, "schedule"}};
    for (const auto& [file, word] : files) {
        if (name == normal(*file)) {
            return word;
        }
    }
    if (!builtin_theme(wall_.theme) && name == normal(wall_.theme)) {
        return "theme";
    }
    if (is_in(name, wall_.layouts_dir)) {
        return "layout";
    }
    if (is_in(name, wall_.cards_dir)) {
        return "card";
    }
    return fail(ErrorCode::refused,
                quoted + ": no file of this installation; expected " + in_quotes(wall_name_) +
                    ", " + in_quotes(wall_.cameras_file) + ", " + in_quotes(wall_.data_file) +
                    ", " + in_quotes(wall_.schedule_file) + ", or a .json file in " +
                    in_quotes(wall_.layouts_dir) + " or " + in_quotes(wall_.cards_dir));
}

std::vector<std::string> ConfigPlaces::names() const {
    std::vector<std::string> names{wall_name_, normal(wall_.cameras_file), normal(wall_.data_file),
                                   normal(wall_.schedule_file)};
    if (!builtin_theme(wall_.theme)) {
        names.push_back(normal(wall_.theme));
    }
    for (const std::string& folder : {wall_.layouts_dir, wall_.cards_dir}) {
        std::error_code error;
        for (const std::string& file : ConfigTexts().json_files(path(folder), error)) {
            names.push_back(name(fs::path(file).lexically_normal()));
        }
    }
    std::vector<std::string> there;
    for (const std::string& each : names) {
        std::error_code error;
        if (kind(each) && fs::exists(path(each), error) &&
            std::ranges::find(there, each) == there.end()) {
            there.push_back(each);
        }
    }
    return there;
}

}  // namespace pendopo
