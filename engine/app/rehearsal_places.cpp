#include "engine/app/rehearsal_places.h"

#include <algorithm>
#include <cmath>

#include "engine/app/render_setup.h"

namespace pendopo {

std::vector<PixelRect> rehearsal_places(const Scene& scene, const WallConfig& config,
                                        const std::string& display, int max_width) {
    std::vector<PixelRect> previews;
    for (const RenderDisplay& each :
         render_setup(config, ShowMode::headless, RenderPath::copy, max_width).displays) {
        previews.push_back(each.preview);
    }
    if (display.empty()) {
        previews = place_previews(previews, max_width);
    }
    std::vector<PixelRect> places;
    for (const SceneDisplay& each : scene.displays) {
        const auto known = std::ranges::find(config.displays, each.id, &DisplayConfig::id);
        PixelRect place;
        if (known != config.displays.end() && display.empty()) {
            place = previews[static_cast<size_t>(known - config.displays.begin())];
        } else if (known != config.displays.end() && each.id == display) {
            const std::vector<PixelRect> alone{{0, 0, each.size.width, each.size.height}};
            place = place_previews(alone, max_width).front();
        }
        places.push_back(place);
    }
    return places;
}

PixelRect scaled_edges(const PixelRect& rect, double x_scale, double y_scale) {
    const auto edge = [](int value, double scale) {
        return static_cast<int>(std::lround(value * scale));
    };
    const int x = edge(rect.x, x_scale);
    const int y = edge(rect.y, y_scale);
    return {x, y, std::max(1, edge(rect.right(), x_scale) - x),
            std::max(1, edge(rect.bottom(), y_scale) - y)};
}

}  // namespace pendopo
