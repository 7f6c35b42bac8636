#pragma once
// A card's face to pixels. Labels and badges are as large as what they say and transparent where
// they are not; messages and alarms are opaque, as wide as their display and as high as they need;
// placeholders, clocks and texts fill their tile, opaque, on the theme's ground.

#include <cstddef>
#include <cstdint>
#include <span>

#include "engine/base/geometry.h"
#include "engine/cards/card_face.h"
#include "engine/cards/legibility.h"

namespace pendopo {

// How large the bitmap will be: never larger than face.size. Empty when nothing can be drawn: no
// text, or no room.
PixelSize measure_card(const CardFace& face);

// Draws into premultiplied BGRA of measure_card(face)'s size, `stride` bytes a row. Whatever the
// memory held before is overwritten. `texts`: what was written, and what found no room, is added;
// may be null.
void paint_card(const CardFace& face, PixelSize size, std::span<std::byte> pixels, uint32_t stride,
                DrawnTexts* texts = nullptr);

}  // namespace pendopo
