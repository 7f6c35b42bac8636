#pragma once
// What of a decoded picture may leave this worker: the picture itself where nothing of it is
// masked, else a copy in which masked samples are gone. The decoder's own planes are never written,
// since it predicts the next pictures from them. What comes after (cropping, scaling, conversion,
// every ring and every still) gets the copy, so that no masked sample is mixed into another.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "decoders/mask_map.h"
#include "decoders/picture.h"
#include "engine/base/privacy.h"

namespace pendopo {

// Thread: bound to its owner; keeps a copy of a picture between calls, once it had to make one.
class PictureMasker {
  public:
    // Nothing: the masks are not known, and no picture may leave.
    void set_masks(std::optional<CameraMasks> masks);
    const std::optional<CameraMasks>& masks() const { return masks_; }

    // The picture as it may be seen; null: not at all. Valid until the next call with the same
    // `whole` or set_masks(). A picture of another shape than the masks were drawn on is coarsened
    // whole, whatever is asked for. Asked for the same picture again it is not made again.
    const Picture* masked(const Picture& picture, Coarsen coarsen);

    // Why all of the camera is coarsened or nothing of it is shown, for staff, by the last picture;
    // empty: it is not.
    const std::string& reason() const { return reason_; }
    // Lets copies go.
    void forget();

  private:
    struct Copy {
        std::vector<uint8_t> samples;
        Picture picture;
        bool made = false;
    };
    struct KeptMap {
        PixelSize size;
        Coarsen coarsen;
        MaskMap map;
    };
    const MaskMap& map_for(PixelSize size, Coarsen coarsen);

    std::optional<CameraMasks> masks_;
    std::string reason_ = "its masks are not known, so nothing of it is shown";
    std::vector<KeptMap> maps_;   // of the sizes seen last, newest last
    std::array<Copy, 2> copies_;  // by Coarsen
};

}  // namespace pendopo
