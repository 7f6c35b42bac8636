#include "engine/render/copy_uploader.h"

#include <libyuv/planar_functions.h>

namespace pendopo {

bool CopyUploader::draw(const Ring& ring, const PicturePlace& place, const PixelRect& clip,
                        Look look, GlPainter& painter) {
    const FrameView& view = *ring.frame();
    if (view.info.format != PixelFormat::bgra || look == Look::dimmed) {
        return shader_.draw(ring, place, clip, look, painter);
    }
    const PixelRect part = intersect(intersect(place.where, clip), painter.area());
    if (part.empty()) {
        return true;
    }
    const size_t stride = view.info.stride[0];
    const auto rows = static_cast<size_t>(part.y - place.where.y);
    const auto columns = static_cast<size_t>(part.x - place.where.x);
    const uint8_t* pixels = view.plane(0) + rows * stride + columns * 4;
    if (look == Look::opaque) {
        painter.copy(part, pixels, stride);
        return ring.intact();
    }
    const int row = part.width * 4;
    scratch_.resize(static_cast<size_t>(row) * static_cast<size_t>(part.height));
    painter.read(part, scratch_.data(), static_cast<size_t>(row));
    libyuv::ARGBBlend(pixels, static_cast<int>(stride), scratch_.data(), row, scratch_.data(), row,
                      part.width, part.height);
    painter.copy(part, scratch_.data(), static_cast<size_t>(row));
    return ring.intact();
}

}  // namespace pendopo
