#include "engine/app/render_setup.h"

#include <cmath>
#include <vector>

#include "layouts/wall_geometry.h"

namespace pendopo {

RenderSetup render_setup(const WallConfig& config, ShowMode mode, RenderPath path,
                         int preview_width, bool software) {
    RenderSetup setup{mode, path, software, config.max_fps, {}};
    const std::vector<PlacedDisplay> placed = place_displays(config.displays);
    const WallRect wall = bounding_box(placed);
    for (size_t i = 0; i < placed.size(); ++i) {
        const DisplayConfig& display = config.displays[i];
        const double scale = wall.width > 0 ? preview_width / wall.width : 0;
        const auto edge = [scale](double mm) { return static_cast<int>(std::lround(mm * scale)); };
        const WallRect& picture = placed[i].picture;
        const int x = edge(picture.x - wall.x);
        const int y = edge(picture.y - wall.y);
        setup.displays.push_back(
            {display.id,
             display.output,
             display.edid,
             placed[i].size,
             display.rotation,
             {x, y, edge(picture.right() - wall.x) - x, edge(picture.bottom() - wall.y) - y},
             {display.gain[0], display.gain[1], display.gain[2], display.gamma}});
    }
    return setup;
}

}  // namespace pendopo
