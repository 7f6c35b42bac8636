#pragma once
// What of a camera may be seen, as cameras.json says it: masks, and how much each audience sees.

#include <string_view>

#include "config/json_reader.h"
#include "engine/base/audience.h"
#include "engine/base/privacy.h"

namespace pendopo {

// Drawn by hand; more would be noise, and each is work for every picture.
inline constexpr size_t kMostMasks = 16;
inline constexpr size_t kFewestMaskPoints = 3;
inline constexpr size_t kMostMaskPoints = 64;

// How much of a camera each audience sees.
struct DetailByAudience {
    PictureDetail for_public = PictureDetail::full;
    PictureDetail for_staff = PictureDetail::full;
    PictureDetail for_restricted = PictureDetail::full;
    // What a display of that audience may show; an unknown audience is the public.
    PictureDetail on(std::string_view display_audience) const;
    bool operator==(const DetailByAudience&) const = default;
};

// The keys "masks" and "masks_drawn_on". A polygon that would not mask what its author sees in it
// is refused: fewer than three points, points outside the picture, no area, sides that cross.
CameraMasks read_masks(ObjectReader& camera);

// The key "detail": one word for everybody, or an object by audience. One that it does not name
// sees what the next narrower one that is named sees: never more.
DetailByAudience read_detail(ObjectReader& camera);

}  // namespace pendopo
