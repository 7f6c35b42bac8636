#pragma once
// Brings the latched frame of a ring onto a canvas. Two ways, the same pictures (golden tests run
// both): copy_uploader for software rasterisers, shader_uploader for GPUs. Either takes either
// pixel format; each is cheap with one.

#include <cstdint>
#include <memory>

#include "engine/base/geometry.h"
#include "engine/render/frame_choice.h"
#include "engine/render/gl_painter.h"
#include "engine/render/ring_table.h"

namespace pendopo {

// Thread: bound(render).
class FrameUploader {
  public:
    virtual ~FrameUploader() = default;

    // Draws the ring's latched frame (there is one) at `place`, only within `clip`. False when the
    // writer overwrote the frame meanwhile: what was drawn may be torn, draw it again next cycle.
    virtual bool draw(const Ring& ring, const PicturePlace& place, const PixelRect& clip, Look look,
                      GlPainter& painter) = 0;
    // The ring is gone: its textures may go.
    virtual void forget(uint64_t ring_id) = 0;
};

}  // namespace pendopo
