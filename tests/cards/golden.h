#pragma once
// Pictures approved by eye. Text depends on the versions of Inter, FreeType and Pango, so they are
// compared with a tolerance that a moved or missing element breaks and a hair of anti-aliasing does
// not. After a wanted change: PENDOPO_APPROVE=1 cards_test --gtest_filter='Golden*', look, commit.

#include <string>

#include "engine/cards/card_face.h"
#include "tests/cards/picture.h"

namespace pendopo {

// Draws `face` and compares it with tests/cards/golden/`name`.png.
void expect_golden(const CardFace& face, const std::string& name);
// The same of a picture. `cell`: it is a sheet of them, of which each must be the same.
void expect_golden(const Picture& actual, const std::string& name, PixelSize cell = {});

}  // namespace pendopo
