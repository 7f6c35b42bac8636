// Where an installation is, and its state, when nobody says so.
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "config/installation.h"

namespace pendopo {
namespace {

namespace fs = std::filesystem;

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr ? value : "";
}

}  // namespace

std::string usual_wall() {
    std::error_code unseen;
    const bool here = fs::exists("wall.json", unseen) || !fs::exists(kSystemWall, unseen);
    return here ? "wall.json" : kSystemWall;
}

std::string default_state_folder(const std::string& wall_path) {
    if (const std::string given = environment("STATE_DIRECTORY"); !given.empty()) {
        return given.substr(0, given.find(':'));  // systemd gives a list
    }
    if (wall_path == kSystemWall) {
        return "/var/lib/pendopo";
    }
    if (const std::string home = environment("XDG_STATE_HOME"); !home.empty()) {
        return home + "/pendopo";
    }
    const std::string home = environment("HOME");
    return home.empty() ? "/var/lib/pendopo" : home + "/.local/state/pendopo";
}

}  // namespace pendopo
