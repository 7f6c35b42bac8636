#pragma once
// What configuration says of looks, as scenes have it. Pure.

#include <cstdint>
#include <optional>
#include <string>

#include "config/theme_config.h"
#include "engine/ipc/messages.h"
#include "engine/wall/wall.h"
#include "layouts/layout.h"

namespace pendopo {

// "#0E1726" → 0x0E1726; the readers have checked the form.
uint32_t rgb(const std::string& color);
uint32_t rgb_of(const Color& color);
// Empty: there is no label.
std::optional<Corner> corner_of(LabelPlace place);
// As it comes with the program where the wall's own cannot be read.
ThemeConfig theme_of(const WallModel& model);

}  // namespace pendopo
