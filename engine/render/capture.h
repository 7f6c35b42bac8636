#pragma once
// Reads back what is composed: one display's canvas, or the whole wall with every display at its
// `preview` place, scaled down with a box filter.

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/result.h"
#include "engine/ipc/render_messages.h"
#include "engine/ipc/shared_frames.h"
#include "engine/render/gl_canvas.h"

namespace pendopo {

struct CapturedDisplay {
    const RenderDisplay* display = nullptr;
    const GlCanvas* canvas = nullptr;
};

// The picture as a ring holding one opaque bgra frame, numbered as the request. Gaps between
// displays are black. `scratch` is reused from call to call. Errors: not_found (no such display),
// invalid (nothing to show), io.
Result<FrameRingWriter> capture_wall(const CaptureRequest& request,
                                     std::span<const CapturedDisplay> displays,
                                     std::vector<uint8_t>& scratch);

// Where each display goes in a picture of the whole wall at most `max_width` wide (0: full size);
// the last one is the picture itself, {0, 0, width, height}. Pure.
std::vector<PixelRect> place_previews(std::span<const PixelRect> previews, int max_width);

}  // namespace pendopo
