#include "engine/render/output_binding.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace pendopo {

std::vector<std::optional<size_t>> bind_outputs(std::span<const RenderDisplay> displays,
                                                std::span<const OutputInfo> outputs) {
    std::vector<std::optional<size_t>> bound(displays.size());
    std::vector<bool> taken(outputs.size(), false);
    const auto take = [&](size_t display, auto matches) {
        for (size_t i = 0; i < outputs.size(); ++i) {
            if (!taken[i] && matches(outputs[i])) {
                taken[i] = true;
                bound[display] = i;
                return;
            }
        }
    };
    for (size_t i = 0; i < displays.size(); ++i) {
        if (const std::string& edid = displays[i].edid; !edid.empty()) {
            take(i, [&](const OutputInfo& output) { return output.edid == edid; });
        }
    }
    for (size_t i = 0; i < displays.size(); ++i) {
        // Where a monitor with the wanted EDID is nowhere, the connector still says where.
        if (const std::string& name = displays[i].output; !name.empty() && !bound[i]) {
            take(i, [&](const OutputInfo& output) { return output.connector == name; });
        }
    }
    std::vector<size_t> order(outputs.size());
    std::iota(order.begin(), order.end(), size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
        return std::tuple(outputs[a].area.x, outputs[a].area.y) <
               std::tuple(outputs[b].area.x, outputs[b].area.y);
    });
    auto next = order.begin();
    for (size_t i = 0; i < displays.size(); ++i) {
        if (bound[i] || !displays[i].output.empty() || !displays[i].edid.empty()) {
            continue;
        }
        next = std::find_if(next, order.end(), [&](size_t output) { return !taken[output]; });
        if (next == order.end()) {
            break;
        }
        taken[*next] = true;
        bound[i] = *next;
    }
    return bound;
}

}  // namespace pendopo
