#pragma once
// Everything a wall.json stands for: itself, cameras.json, secrets.json, data.json, the layout and
// card files and the theme, read and checked together. Paths inside wall.json are relative to its
// folder.

#include <functional>
#include <string>
#include <vector>

#include "config/camera_config.h"
#include "config/data_config.h"
#include "config/problems.h"
#include "config/text_file.h"
#include "config/wall_config.h"

namespace pendopo {

struct Installation {
    WallConfig wall;
    CamerasConfig cameras;
    Secrets secrets;                // empty when there is no secrets file
    std::vector<TextFile> layouts;  // *.json of the layouts folder, sorted by path
    DataConfig data;                // empty when there is no data.json
    std::string data_text;          // of data.json, for the process that fetches
    std::vector<TextFile> cards;    // *.json of the cards folder, sorted by path; not read here
    std::string theme_text;         // JSON of the theme
    // Where things stand, for the watcher: exist or not.
    std::vector<std::string> files;  // wall.json, cameras.json, secrets.json, data.json, theme_path
    std::string data_path;
    std::string theme_path;  // empty: one that comes with the program
    std::string layouts_folder;
    std::string cards_folder;
    std::string state_folder;  // not created here
};

// What reading the layouts gave: their ids, and what is wrong with them.
struct LayoutsRead {
    std::vector<std::string> ids;
    ProblemList problems;
};
// Reads the layout texts; config itself knows nothing of layouts. `wall` and `cameras` are null
// when their files are wrong: then references to displays, cameras and groups cannot be checked.
using ReadLayouts = std::function<LayoutsRead(
    const std::vector<TextFile>& files, const WallConfig* wall, const CamerasConfig* cameras)>;

// The installation, or every problem of every file. With a wall.json that is no JSON only its own
// problems, as nobody knows where the other files are.
ConfigResult<Installation> load_installation(const std::string& wall_path,
                                             const ReadLayouts& read_layouts);

// Where an installation that names no "state_dir" keeps its state: $STATE_DIRECTORY (systemd),
// else pendopo/ under $XDG_STATE_HOME or ~/.local/state, else /var/lib/pendopo.
std::string default_state_folder();

}  // namespace pendopo
