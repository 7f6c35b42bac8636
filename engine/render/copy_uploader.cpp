#include "engine/render/copy_uploader.h"

namespace pendopo {

bool CopyUploader::draw(const Ring& ring, const PicturePlace& place, const PixelRect& clip,
                        Look look, GlPainter& painter) {
    const FrameView& view = *ring.frame();
    if (view.info.format != PixelFormat::bgra || look != Look::opaque) {
        return shader_.draw(ring, place, clip, look, painter);
    }
    const PixelRect part = intersect(place.where, clip);
    if (part.empty()) {
        return true;
    }
    const size_t stride = view.info.stride[0];
    const auto rows = static_cast<size_t>(part.y - place.where.y);
    const auto columns = static_cast<size_t>(part.x - place.where.x);
    painter.copy(part, view.plane(0) + rows * stride + columns * 4, stride);
    return ring.intact();
}

}  // namespace pendopo
