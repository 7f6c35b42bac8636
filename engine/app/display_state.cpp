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

std::vector<HiddenDisplay> hidden_displays(const std::vector<DisplayConfig>& displays,
                                           const RenderHealth& health,
                                           const std::vector<HiddenDisplay>& before,
                                           MonotonicTime now) {
    std::vector<HiddenDisplay> hidden;
    for (const DisplayConfig& display : displays) {
        const auto shown = std::ranges::find(health.displays, display.id, &DisplayHealth::id);
        if (shown != health.displays.end() && shown->output.empty()) {
            std::string text = fmt::format(
                "display \"{}\" is not shown: {}; check its cable and power, or correct wall.json "
                "(`pendopo displays list` shows what is connected)",
                display.id, why_hidden(display));
            const auto known = std::ranges::find(before, text, &HiddenDisplay::text);
            hidden.push_back({std::move(text), known == before.end() ? now : known->since});
        }
    }
    return hidden;
}

std::string no_renderer(Heard renderer, uint64_t restarts, const std::string& last_exit) {
    const std::string before =
        last_exit.empty() ? "" : fmt::format(" (the one before: {})", last_exit);
    constexpr const char* kAdvice =
        "look at the log, and whether the X server and the graphics driver run";
    switch (renderer) {
        case Heard::not_running:
            return fmt::format(
                "nothing is shown: the renderer does not run{}; it is tried again, {}", before,
                kAdvice);
        case Heard::not_yet:
            return restarts == 0 ? ""
                                 : fmt::format("nothing is shown: the renderer is being started{}",
                                               before);
        case Heard::too_long_ago:
            return fmt::format(
                "nobody knows what is shown: the renderer says nothing; it is replaced soon, {}",
                kAdvice);
        case Heard::just_now:
            break;
    }
    return "";
}

}  // namespace pendopo
