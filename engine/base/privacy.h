#pragma once
// What of a camera nobody may see, said once: configuration, plan and ingest worker hold these
// values. They are applied where pictures are decoded, so that nothing else ever has the pixels.

#include <string>
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
// left. The reader of cameras.json takes 0 to 1; what applies masks takes whatever comes, and masks
// everything where it makes no sense.
struct UnitPoint {
    double x = 0;
    double y = 0;
    bool operator==(const UnitPoint&) const = default;
};

// A polygon of at least three points, closed by itself. The reader refuses one that crosses itself;
// of one that comes all the same what it winds round is masked (non-zero winding).
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

// Masks that somebody tries on the wall before they are saved: over the whole of a display that is
// not for the public.
struct MaskTrial {
    std::string camera;
    std::string display;
    CameraMasks masks;
    bool operator==(const MaskTrial&) const = default;
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
