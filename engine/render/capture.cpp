#include "engine/render/capture.h"

#include <libyuv/convert_argb.h>
#include <libyuv/scale_argb.h>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace pendopo {
namespace {

// Copies or scales a canvas into its place in the picture.
void read_into(const GlCanvas& canvas, const PixelRect& where, uint8_t* picture, size_t stride,
               std::vector<uint8_t>& scratch) {
    uint8_t* out = picture + static_cast<size_t>(where.y) * stride + size_t(where.x) * 4;
    if (where.size() == canvas.size()) {
        canvas.read(canvas.area(), out, stride);
        return;
    }
    const PixelSize size = canvas.size();
    const size_t row = static_cast<size_t>(size.width) * 4;
    scratch.resize(row * static_cast<size_t>(size.height));
    canvas.read(canvas.area(), scratch.data(), row);
    libyuv::ARGBScale(scratch.data(), static_cast<int>(row), size.width, size.height, out,
                      static_cast<int>(stride), where.width, where.height, libyuv::kFilterBox);
}

void make_opaque(uint8_t* picture, size_t bytes) {
    for (size_t i = 3; i < bytes; i += 4) {
        picture[i] = 0xFF;
    }
}

}  // namespace

Result<FrameRingWriter> capture_wall(const CaptureRequest& request,
                                     std::span<const CapturedDisplay> displays,
                                     std::vector<uint8_t>& scratch) {
    std::vector<CapturedDisplay> chosen;
    std::vector<PixelRect> previews;
    for (const CapturedDisplay& display : displays) {
        const PixelSize size = display.canvas->size();
        if (request.display.empty() || request.display == display.display->id) {
            chosen.push_back(display);
            previews.push_back(request.display.empty() ? display.display->preview
                                                       : PixelRect{0, 0, size.width, size.height});
        }
    }
    if (chosen.empty()) {
        return fail(ErrorCode::not_found, "capture: no display \"" + request.display + "\"");
    }
    const std::vector<PixelRect> places = place_previews(previews, request.max_width);
    const PixelSize size = places.back().size();
    constexpr int kMaxSide = 32767;
    if (size.empty() || size.width > kMaxSide || size.height > kMaxSide) {
        return fail(ErrorCode::invalid, "capture: the displays' previews make no picture");
    }
    FrameInfo info = packed_frame(PixelFormat::bgra, size);
    info.number = request.id;
    info.arrival_ns = to_ns(Monotonic::now());
    Result<FrameRingWriter> ring = FrameRingWriter::create(frame_bytes(info), 2);
    if (!ring) {
        return fail(ring.error().within("capture"));
    }
    auto* picture = reinterpret_cast<uint8_t*>(ring->begin().data());
    for (size_t i = 0; i < chosen.size(); ++i) {
        read_into(*chosen[i].canvas, places[i], picture, info.stride[0], scratch);
    }
    make_opaque(picture, frame_bytes(info));
    ring->publish(info);
    return ring;
}

}  // namespace pendopo
