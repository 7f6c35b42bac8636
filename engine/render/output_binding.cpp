#include "engine/render/output_binding.h"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "engine/base/repeated.h"

namespace pendopo {

std::set<std::string> ambiguous_edids(std::span<const RenderDisplay> displays,
                                      std::span<const OutputInfo> outputs) {
    std::set<std::string> ambiguous = repeated(displays, &RenderDisplay::edid);
    ambiguous.merge(repeated(outputs, &OutputInfo::edid));
    return ambiguous;
}

std::vector<std::optional<size_t>> bind_outputs(std::span<const RenderDisplay> displays,
                                                std::span<const OutputInfo> outputs,
                                                const std::set<std::string>& known_ambiguous) {
    const std::set<std::string> ambiguous = ambiguous_edids(displays, outputs);
    const auto says_which = [&](const std::string& edid) {
        return !edid.empty() && !ambiguous.contains(edid) && !known_ambiguous.contains(edid);
    };
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
        if (const std::string& edid = displays[i].edid; says_which(edid)) {
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
