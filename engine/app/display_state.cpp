#include "engine/app/display_state.h"

#include <fmt/format.h>

#include <algorithm>

namespace pendopo {
namespace {

std::string why_hidden(const DisplayConfig& display) {
    if (!display.edid.empty()) {
        return fmt::format("no monitor with EDID \"{}\" is connected", display.edid);
    }
    if (!display.output.empty()) {
        return fmt::format("there is no output \"{}\"", display.output);
    }
    return "no output is left for it";
}

}  // namespace

std::vector<std::string> hidden_displays(const std::vector<DisplayConfig>& displays,
                                         const RenderHealth& health) {
    std::vector<std::string> lines;
    for (const DisplayConfig& display : displays) {
        const auto shown = std::ranges::find(health.displays, display.id, &DisplayHealth::id);
        if (shown != health.displays.end() && shown->output.empty()) {
            lines.push_back(fmt::format(
                "display \"{}\" is not shown: {}; check its cable and power, or correct wall.json "
                "(`pendopo displays list` shows what is connected)",
                display.id, why_hidden(display)));
        }
    }
    return lines;
}

}  // namespace pendopo
