#include "engine/render/shader_uploader.h"

namespace pendopo {

bool ShaderUploader::draw(const Ring& ring, const PicturePlace& place, const PixelRect& clip,
                          Look look, GlPainter& painter) {
    UploadedFrame& uploaded = frames_[ring.id()];
    const bool intact = uploaded.serial == ring.serial() || upload(ring, uploaded);
    const FrameInfo& info = ring.frame()->info;
    const bool planes = info.format == PixelFormat::i420;
    Quad quad;
    quad.kind = planes ? Quad::Kind::planes : Quad::Kind::bitmap;
    quad.where = place.where;
    quad.clip = clip;
    quad.source = place.source;
    quad.look = look;
    for (size_t plane = 0; plane < (planes ? 3U : 1U); ++plane) {
        quad.textures[plane] = &uploaded.planes[plane];
    }
    if (planes) {
        quad.colors = yuv_to_rgb(info.matrix, info.range);
    }
    painter.add(quad);
    return intact;
}

bool ShaderUploader::upload(const Ring& ring, UploadedFrame& frame) {
    const FrameView& view = *ring.frame();
    const bool planes = view.info.format == PixelFormat::i420;
    const PixelSize luma = view.info.size();
    const PixelSize chroma{(luma.width + 1) / 2, (luma.height + 1) / 2};
    for (int plane = 0; plane < (planes ? 3 : 1); ++plane) {
        GlTexture& texture = frame.planes[size_t(plane)];
        const PixelSize size = plane == 0 ? luma : chroma;
        const TextureFormat format = planes ? TextureFormat::single : TextureFormat::bgra;
        if (texture.name() == 0 || texture.size() != size || texture.format() != format) {
            texture = GlTexture(format, size);
        }
        texture.upload({0, 0, size.width, size.height}, view.plane(plane),
                       view.info.stride[size_t(plane)]);
    }
    const bool intact = ring.intact();
    frame.serial = intact ? ring.serial() : 0;
    return intact;
}

}  // namespace pendopo
