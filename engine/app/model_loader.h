#pragma once
// From the files of an installation to the model a wall runs on: read, checked and solved.

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "config/check_files.h"
#include "config/installation.h"
#include "config/problems.h"
#include "engine/wall/wall.h"
#include "layouts/layout_check.h"

namespace pendopo {

struct LoadedModel {
    std::shared_ptr<const WallModel> model;
    // Of refused layout and card files and the schedule; the rest of the model is good.
    ProblemList problems;
    std::vector<std::string> files;    // to watch
    std::vector<std::string> folders;  // to watch: of layouts and cards
    std::string state_folder;
};

// The model, or every problem of wall.json, cameras.json and secrets.json: then nothing is changed.
// A layout or card file with a problem is refused alone: the layout or card it held in `previous`
// is kept, so that a slip of the pen takes nothing off the wall. So is the schedule, with its
// calendars. `previous` may be null.
ConfigResult<LoadedModel> load_model(const std::string& wall_path, const WallModel* previous,
                                     const ConfigTexts& texts = {});

// What layouts of this installation may name; `cards`: id → audience.
LayoutContext layout_context(const WallConfig& wall, const CamerasConfig& cameras,
                             const std::map<std::string, std::string>& cards);

// The layouts' part of `pendopo check` (config/check_files.h).
extern const std::vector<FileKind> kLayoutKinds;
LayoutsRead read_layouts(const std::vector<TextFile>& files, const LayoutReferences& references);

}  // namespace pendopo
