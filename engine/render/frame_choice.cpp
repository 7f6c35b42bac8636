#include "engine/render/frame_choice.h"

#include <algorithm>

namespace pendopo {
namespace {

constexpr int64_t kNanosecondsPerMillisecond = 1'000'000;

// The bounds of what a source learns (decoders/liveness.h).
constexpr int32_t kShortestLearnedMs = 3'000;
constexpr int32_t kLongestLearnedMs = 20'000;

}  // namespace

int stale_limit_ms(const DrawTile& tile, int32_t of_source_ms) {
    if (tile.stale_after_ms == 0 || of_source_ms <= kShortestLearnedMs) {
        return tile.stale_after_ms;
    }
    return std::max(tile.stale_after_ms, std::min(of_source_ms, kLongestLearnedMs));
}

TileFace choose_face(const DrawTile& tile, const std::optional<PictureAge>& picture,
                     int64_t now_ns) {
    if (!picture || tile.hide_picture) {
        return TileFace::placeholder;
    }
    const int64_t age_ms = (now_ns - picture->arrival_ns) / kNanosecondsPerMillisecond;
    const int stale_after_ms = stale_limit_ms(tile, picture->stale_after_ms);
    if (tile.drop_after_ms > 0 && age_ms > std::max(tile.drop_after_ms, stale_after_ms)) {
        return TileFace::placeholder;
    }
    if (stale_after_ms > 0 && age_ms > stale_after_ms) {
        return TileFace::dimmed;
    }
    const bool has_limit = tile.stale_after_ms > 0 || tile.drop_after_ms > 0;
    return has_limit ? TileFace::live : TileFace::card;
}

PixelRect inside_of_border(const DrawTile& tile) {
    const int limit = std::max(0, std::min(tile.rect.width, tile.rect.height) / 2);
    const int border = std::clamp(tile.border_px, 0, limit);
    return {tile.rect.x + border, tile.rect.y + border, tile.rect.width - 2 * border,
            tile.rect.height - 2 * border};
}

PicturePlace place_picture(const DrawTile& tile, const FrameInfo& frame) {
    if (frame.format == PixelFormat::bgra) {
        return {place_centred(frame.size(), tile.rect), UnitRect{}};
    }
    const FittedPicture fitted =
        fit_picture(frame.size(), frame.sample_aspect, tile.rect.size(), tile.fit, tile.crop);
    return {{tile.rect.x + fitted.box.x, tile.rect.y + fitted.box.y, fitted.box.width,
             fitted.box.height},
            fitted.source};
}

PicturePlace place_scrolling(const DrawTile& tile, PixelSize bitmap, int64_t now_ns) {
    constexpr int64_t kMicrosecond = 1'000;
    constexpr int64_t kMicroseconds = 1'000'000;  // in a second
    PixelRect where = place_centred(bitmap, tile.rect);
    const int64_t travelled = now_ns / kMicrosecond * tile.scroll_px_per_s / kMicroseconds;
    where.x = tile.rect.x - static_cast<int>(travelled % std::max(1, bitmap.width));
    return {where, UnitRect{}};
}

PixelRect place_in_corner(PixelSize bitmap, const PixelRect& box, Corner corner) {
    const bool right = corner == Corner::top_right || corner == Corner::bottom_right;
    const bool bottom = corner == Corner::bottom_left || corner == Corner::bottom_right;
    return {right ? box.right() - bitmap.width : box.x,
            bottom ? box.bottom() - bitmap.height : box.y, bitmap.width, bitmap.height};
}

PixelRect place_centred(PixelSize bitmap, const PixelRect& box) {
    // Halving floors towards minus infinity as >> does, so that a picture larger than its tile is
    // centred the same way as a smaller one.
    return {box.x + ((box.width - bitmap.width) >> 1), box.y + ((box.height - bitmap.height) >> 1),
            bitmap.width, bitmap.height};
}

}  // namespace pendopo
