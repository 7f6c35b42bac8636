#include "engine/app/keyboard_commands.h"

#include <algorithm>
#include <charconv>

namespace pendopo {
namespace {

constexpr size_t kLayoutKeys = 12;

// Which layout "f7" or "7" means, from 1; 0: none.
size_t layout_number(std::string_view key) {
    const bool function_key = key.size() > 1 && key.front() == 'f';
    const std::string_view digits = function_key ? key.substr(1) : key;
    const size_t longest = function_key ? 2 : 1;
    size_t number = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const bool whole = read.ec == std::errc() && read.ptr == digits.data() + digits.size();
    return whole && digits.size() <= longest && number <= kLayoutKeys ? number : 0;
}

bool any_enlarged(const WallDecision& decision) {
    return std::ranges::any_of(
        decision.displays, [](const DisplayDecision& display) { return !display.tile.empty(); });
}

// What is enlarged by the first key press: of the first display that has a tile, the first.
std::optional<Command> enlarge_first(const WallDecision& decision,
                                     const std::vector<WallLayout>& layouts) {
    for (const DisplayDecision& display : decision.displays) {
        const auto layout = std::ranges::find(layouts, display.layout, &WallLayout::id);
        if (layout == layouts.end()) {
            continue;
        }
        const auto& scenes = layout->scene.displays;
        const auto scene = std::ranges::find(scenes, display.display, &SceneDisplay::id);
        if (scene != scenes.end() && !scene->tiles.empty()) {
            return EnlargeTile{display.display, scene->tiles.front().id};
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<Command> keyboard_command(std::string_view key, const WallState& state,
                                        const WallDecision& decision,
                                        const std::vector<WallLayout>& layouts) {
    if (state.keyboard_locked) {
        return std::nullopt;
    }
    if (const size_t number = layout_number(key); number > 0) {
        return number <= layouts.size()
                   ? std::optional<Command>(ActivateLayout{layouts[number - 1].id})
                   : std::nullopt;
    }
    if ((key == "space" || key == "right") && layouts.size() > 1) {
        return NextLayout{};
    }
    if (key == "left" && layouts.size() > 1) {
        return PreviousLayout{};
    }
    if (key == "p" && !state.hold) {
        return Hold{};
    }
    if (key == "r" && state.hold) {
        return Resume{};
    }
    const bool enlarged = any_enlarged(decision);
    if (key == "enter" && !enlarged) {
        return enlarge_first(decision, layouts);
    }
    if (enlarged && (key == "enter" || key == "escape" || key == "0")) {
        return RestoreTile{};
    }
    return std::nullopt;
}

}  // namespace pendopo
