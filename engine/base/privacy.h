#pragma once
// What of a camera nobody may see, said once: configuration, plan and ingest worker hold these
// values. They are applied where pictures are decoded, so that nothing else ever has the pixels.

#include <vector>

#include "engine/base/enum_words.h"
#include "engine/base/geometry.h"

namespace pendopo {

enum class MaskStyle { solid, pixelate, blur };
constexpr auto words_of(MaskStyle /*any*/) {
    return enum_words<MaskStyle>({{MaskStyle::solid, "solid"},
                                  {MaskStyle::pixelate, "pixelate"},
                                  {MaskStyle::blur, "blur"}});
}

// In fractions of the camera's picture as it is seen: upright, its pixels square; 0, 0 is the top
// left. A point may lie a little outside.
struct UnitPoint {
    double x = 0;
    double y = 0;
    bool operator==(const UnitPoint&) const = default;
};

// A polygon of at least three points, closed by itself; where it crosses itself, what any part of
// it surrounds is masked (non-zero winding).
struct Mask {
    std::vector<UnitPoint> points;
    MaskStyle style = MaskStyle::solid;
    bool operator==(const Mask&) const = default;
};

struct CameraMasks {
    std::vector<Mask> polygons;  // none: the whole picture may be seen
    // The shape of the picture they were drawn on, width : height as it is seen; 0 × 0: any. A
    // picture of another shape is coarsened whole until a technician confirms.
    PixelSize drawn_on;
    bool operator==(const CameraMasks&) const = default;
};

// How much of a camera some audience sees: all, a mosaic too coarse for faces, or one still every
// few seconds.
enum class PictureDetail { full, mosaic, still };
constexpr auto words_of(PictureDetail /*any*/) {
    return enum_words<PictureDetail>({{PictureDetail::mosaic, "mosaic"},
                                      {PictureDetail::still, "still"},
                                      {PictureDetail::full, "full"}});
}

}  // namespace pendopo
