#pragma once
// Which files an installation has, by what its wall.json names, and what they are called at the
// panel: relative to wall.json's folder.

#include <filesystem>
#include <string>
#include <vector>

#include "config/config_texts.h"
#include "config/problems.h"
#include "config/wall_config.h"
#include "engine/base/result.h"

namespace pendopo {

// Thread: reentrant.
class ConfigPlaces {
  public:
    // By `wall`, of which only the names of files count.
    ConfigPlaces(std::string wall_path, WallConfig wall);

    const WallConfig& wall() const { return wall_; }
    const std::string& wall_path() const { return wall_path_; }
    std::filesystem::path folder() const;
    std::string secrets_path() const { return path(wall_.secrets_file); }
    std::string state_folder() const;

    // The kind of file that a name stands for: wall, cameras, data, schedule, theme, layout, card.
    // Errors: refused.
    Result<std::string> kind(const std::string& name) const;
    // Where it is, as Installation and problems have it.
    std::string path(const std::string& name) const;
    // The name of a path; of one outside the installation the path.
    std::string name(const std::string& path) const;
    ProblemList named(ProblemList problems) const;

    // Those that are on disk, wall.json first, then cameras, data, schedule, theme, layouts, cards.
    std::vector<std::string> names() const;

  private:
    std::string wall_path_;
    std::string wall_name_;
    WallConfig wall_;
};

// The names of files that a wall.json's text gives; nothing when it is no JSON.
std::optional<WallConfig> wall_names(const std::string& text);

}  // namespace pendopo
