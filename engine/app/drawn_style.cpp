#include "engine/app/drawn_style.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

namespace pendopo {

uint32_t rgb(const std::string& color) {
    return color.size() == 7 ? static_cast<uint32_t>(std::strtoul(color.c_str() + 1, nullptr, 16))
                             : 0;
}

uint32_t rgb_of(const Color& color) {
    const auto channel = [](double value) {
        return static_cast<uint32_t>(std::lround(std::clamp(value, 0.0, 1.0) * 255));
    };
    return channel(color.red) << 16 | channel(color.green) << 8 | channel(color.blue);
}

std::optional<Corner> corner_of(LabelPlace place) {
    switch (place) {
        case LabelPlace::none:
            return std::nullopt;
        case LabelPlace::top_left:
            return Corner::top_left;
        case LabelPlace::top_right:
            return Corner::top_right;
        case LabelPlace::bottom_left:
            return Corner::bottom_left;
        case LabelPlace::bottom_right:
            return Corner::bottom_right;
    }
    return std::nullopt;
}

ThemeConfig theme_of(const WallModel& model) {
    auto theme = read_theme_config("theme", model.theme);
    return theme ? std::move(*theme) : ThemeConfig();
}

}  // namespace pendopo
