#pragma once
// Everything a wall.json stands for: itself, cameras.json, secrets.json and the layout files, read
// and checked together. Paths inside wall.json are relative to its folder.

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "config/camera_config.h"
#include "config/card_config.h"
#include "config/config_texts.h"
#include "config/data_config.h"
#include "config/problems.h"
#include "config/schedule_config.h"
#include "config/text_file.h"
#include "config/wall_config.h"
#include "engine/base/clock.h"

namespace pendopo {

// A card that layouts may name.
struct InstalledCard {
    std::string path;
    CardConfig config;
    std::string audience;  // the narrowest of its sources' (engine/base/audience.h)
    bool operator==(const InstalledCard&) const = default;
};

struct Installation {
    WallConfig wall;
    CamerasConfig cameras;
    Secrets secrets;        // empty when there is no secrets file
    DataConfig data;        // empty when there is no data file
    std::string data_text;  // of it
    // With what its calendars say for the next 400 days; empty when there is no schedule file or it
    // is refused. What is wrong with one calendar leaves the rest.
    ScheduleConfig schedule;
    ProblemList refused_schedule;      // of the schedule and its calendars: refused alone
    ProblemList left_out_events;       // of calendars: each for itself
    std::string theme_text;            // JSON of the theme
    std::vector<TextFile> layouts;     // *.json of the layouts folder, sorted by path
    std::vector<InstalledCard> cards;  // the good ones, sorted by path
    ProblemList refused_cards;         // what is wrong with the others: they are refused alone
    std::vector<std::string> refused_card_paths;
    // Where things stand, for the watcher: exist or not.
    std::vector<std::string> files;  // wall.json, cameras.json, secrets.json, data.json,
                                     // schedule.json, a theme file, calendars
    std::string data_path;
    std::string layouts_folder;
    std::string cards_folder;
    std::string state_folder;  // not created here
};

// What reading the layouts gave: their ids, and what is wrong with them.
struct LayoutsRead {
    std::vector<std::string> ids;
    ProblemList problems;
};
// What layouts may name: null where a file is wrong, so that references to it cannot be checked.
struct LayoutReferences {
    const WallConfig* wall = nullptr;
    const CamerasConfig* cameras = nullptr;
    const std::map<std::string, std::string>* cards = nullptr;  // id → audience
};
// Reads the layout texts; config itself knows nothing of layouts.
using ReadLayouts = std::function<LayoutsRead(const std::vector<TextFile>& files,
                                              const LayoutReferences& references)>;

// The installation, or every problem of every file. With a wall.json that is no JSON only its own
// problems, as nobody knows where the other files are. `now`: for which days calendars are read.
ConfigResult<Installation> load_installation(const std::string& wall_path,
                                             const ReadLayouts& read_layouts,
                                             WallTime now = std::chrono::system_clock::now(),
                                             const ConfigTexts& texts = {});

// Everything that is wrong with an installation, also where load_installation() stops, and with
// texts that are not on disk yet: references are checked between all files that can be read.
struct InstallationCheck {
    ProblemList problems;
    ProblemList left_out_events;  // of calendars
};
InstallationCheck check_installation(const std::string& wall_path, const ReadLayouts& read_layouts,
                                     const ConfigTexts& texts = {},
                                     WallTime now = std::chrono::system_clock::now());

// Who may see a card: those who may see each of its sources. Sources that `data` lacks have nothing
// to show and do not count.
std::string narrowest_audience(const CardConfig& card, const DataConfig& data);

// The wall of a machine that the package was installed on.
inline constexpr const char* kSystemWall = "/etc/pendopo/wall.json";
// The wall.json meant by who names none: the one in the working folder, else kSystemWall where that
// is.
std::string usual_wall();
// Where an installation that names no "state_dir" keeps its state: $STATE_DIRECTORY (systemd),
// /var/lib/pendopo for kSystemWall, else pendopo/ under $XDG_STATE_HOME or ~/.local/state, else
// /var/lib/pendopo.
std::string default_state_folder(const std::string& wall_path);

}  // namespace pendopo
