#include "engine/app/ring_picture.h"

#include <cstring>

namespace pendopo {

Result<CapturedPicture> picture_of(const FrameRingReader& ring, const FrameView& view) {
    CapturedPicture picture;
    picture.size = view.info.size();
    picture.stride = static_cast<size_t>(view.info.width) * 4;
    picture.bytes.resize(picture.stride * static_cast<size_t>(view.info.height));
    for (int row = 0; row < view.info.height; ++row) {
        std::memcpy(picture.bytes.data() + static_cast<size_t>(row) * picture.stride,
                    view.plane(0) + static_cast<size_t>(row) * view.info.stride[0], picture.stride);
    }
    if (view.info.format != PixelFormat::bgra || !ring.intact(view)) {
        return fail(ErrorCode::io, "the card was drawn anew meanwhile; try again");
    }
    return picture;
}

}  // namespace pendopo
