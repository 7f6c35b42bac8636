#include "engine/cards/font_size.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/cards/legibility.h"

namespace pendopo {
namespace {

constexpr double kComfortableArcMinutes = 20;  // ISO 9241-303: 20–22 minutes read comfortably
constexpr int kSmallestFontPx = 12;
// A name covers at most this share of its tile's height; in small tiles it is for those who walk
// up.
constexpr double kLabelShare = 0.11;
constexpr double kCaptionShare = 0.7;  // caption size as a share of b (the type scale)

}  // namespace

int comfortable_font_px(const DisplayConfig& display) {
    const bool turned =
        display.rotation == Rotation::quarter || display.rotation == Rotation::three_quarters;
    const int width = turned ? display.size.height : display.size.width;
    const double pitch_mm = width > 0 ? display.width_mm / width : 0;
    if (pitch_mm <= 0) {
        return 64;
    }
    const double arc = kComfortableArcMinutes / 60 * std::numbers::pi / 180;
    const double capital_mm = display.viewing_distance_m * 1000 * std::tan(arc);
    const double font = capital_mm / pitch_mm / kCapitalShare;
    return std::max(kSmallestFontPx, static_cast<int>(std::lround(font)));
}

int label_font_px(const DisplayConfig& display, int tile_height) {
    const int largest = static_cast<int>(tile_height * kLabelShare / kCaptionShare);
    return std::clamp(comfortable_font_px(display), kSmallestFontPx,
                      std::max(largest, kSmallestFontPx));
}

}  // namespace pendopo
