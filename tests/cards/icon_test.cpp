// Every icon is a sign of its own, drawn within its square, in one colour, at any size.

#include "engine/cards/icon.h"

#include <cairo.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace pendopo {
namespace {

constexpr int kSide = 64;
constexpr int kMargin = 8;

// The alpha of every pixel of a picture with a margin around the icon's square.
std::vector<uint8_t> drawn(Icon icon, double size = kSide - 2 * kMargin, Color color = {1, 1, 1},
                           std::vector<uint32_t>* pixels = nullptr) {
    std::vector<uint32_t> picture(size_t{kSide} * kSide);
    cairo_surface_t* surface =
        cairo_image_surface_create_for_data(reinterpret_cast<unsigned char*>(picture.data()),
                                            CAIRO_FORMAT_ARGB32, kSide, kSide, kSide * 4);
    cairo_t* cairo = cairo_create(surface);
    draw_icon(cairo, icon, kMargin, kMargin, size, color);
    EXPECT_EQ(cairo_status(cairo), CAIRO_STATUS_SUCCESS);
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    std::vector<uint8_t> alpha;
    for (const uint32_t pixel : picture) {
        alpha.push_back(static_cast<uint8_t>(pixel >> 24));
    }
    if (pixels != nullptr) {
        *pixels = picture;
    }
    return alpha;
}

TEST(Icons, EachIsASignOfItsOwn) {
    std::map<std::vector<uint8_t>, int> seen;
    for (int i = 0; i <= static_cast<int>(Icon::moon); ++i) {
        const auto [same, is_new] = seen.emplace(drawn(static_cast<Icon>(i)), i);
        EXPECT_TRUE(is_new) << i << " looks like " << same->second;
    }
    const std::vector<uint8_t> nothing(size_t{kSide} * kSide);
    EXPECT_EQ(seen.at(nothing), static_cast<int>(Icon::none));
}

TEST(Icons, StayWithinTheirSquare) {
    for (int i = 0; i <= static_cast<int>(Icon::moon); ++i) {
        const std::vector<uint8_t> alpha = drawn(static_cast<Icon>(i));
        for (int y = 0; y < kSide; ++y) {
            for (int x = 0; x < kSide; ++x) {
                const bool inside = x >= kMargin - 1 && x <= kSide - kMargin && y >= kMargin - 1 &&
                                    y <= kSide - kMargin;
                ASSERT_TRUE(inside || alpha[size_t(y * kSide + x)] == 0)
                    << "icon " << i << " at " << x << "," << y;
            }
        }
    }
}

TEST(Icons, AreOfTheirColour) {
    for (int i = 1; i <= static_cast<int>(Icon::moon); ++i) {
        std::vector<uint32_t> pixels;
        drawn(static_cast<Icon>(i), kSide - 2 * kMargin, {0, 1, 0}, &pixels);
        int solid = 0;
        for (const uint32_t pixel : pixels) {
            EXPECT_EQ(pixel & 0xFF00FF, 0u) << i;  // premultiplied: green alone
            solid += pixel == 0xFF00FF00 ? 1 : 0;
        }
        EXPECT_GT(solid, 20) << i;
    }
}

TEST(Icons, TheBarThatCrossesACameraOutStandsClear) {
    const auto crossed = drawn(Icon::camera_off);
    const auto camera = drawn(Icon::camera);
    int taken_away = 0;
    int added = 0;
    for (size_t i = 0; i < camera.size(); ++i) {
        taken_away += camera[i] == 255 && crossed[i] == 0 ? 1 : 0;
        added += camera[i] == 0 && crossed[i] == 255 ? 1 : 0;
    }
    EXPECT_GT(taken_away, 5);
    EXPECT_GT(added, 20);
}

TEST(Icons, AnySizeIsDrawn) {
    for (const double size : {0.01, 1.0, 3.5, 1000.0}) {
        for (int i = 0; i <= static_cast<int>(Icon::moon); ++i) {
            drawn(static_cast<Icon>(i), size);
        }
    }
}

}  // namespace
}  // namespace pendopo
