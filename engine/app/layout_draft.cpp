#include "engine/app/layout_draft.h"

#include <algorithm>
#include <map>
#include <utility>

#include "engine/app/tile_state.h"
#include "layouts/layout_reader.h"
#include "layouts/solver.h"
#include "layouts/wall_geometry.h"

namespace pendopo {

LayoutContext layout_context(const WallModel& model) {
    LayoutContext context;
    context.displays = model.config.displays;
    for (const GroupConfig& group : model.cameras.groups) {
        context.groups[group.id] = group.cameras;
    }
    for (const CameraConfig& camera : model.cameras.cameras) {
        context.cameras[camera.id] = camera.audience;
    }
    for (const InstalledCard& card : model.cards) {
        context.cards[card.config.id] = card.audience;
    }
    return context;
}

ConfigResult<Scene> solve_draft(std::string_view layout_json, const WallModel& model) {
    const auto read = read_layout(kDraftFile, layout_json);
    if (!read) {
        return tl::unexpected(read.error());
    }
    const LayoutContext context = layout_context(model);
    if (auto problems = check_layout(*read, context); !problems.empty()) {
        return tl::unexpected(std::move(problems));
    }
    return solve(read->layout, context.displays, context.groups).scene;
}

Scene scene_of_camera(const std::string& camera, const DisplayConfig& display) {
    SceneDisplay shown;
    shown.id = display.id;
    shown.size = upright_size(display);
    shown.background = "#000000";
    SceneTile tile;
    tile.id = display.id + "/0";
    tile.rect = {0, 0, shown.size.width, shown.size.height};
    TileCamera content;
    content.cameras = {camera};
    tile.content = std::move(content);
    tile.style.label = LabelPlace::none;
    shown.tiles.push_back(std::move(tile));
    Scene scene;
    scene.displays.push_back(std::move(shown));
    return scene;
}

const DisplayConfig& display_for(const std::string& camera, const WallModel& model) {
    const auto& displays = model.config.displays;
    const auto may = std::ranges::find_if(displays, [&](const DisplayConfig& display) {
        return !barred_camera(model, camera, display);
    });
    return may == displays.end() ? displays.front() : *may;
}

}  // namespace pendopo
