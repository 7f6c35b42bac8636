#pragma once
// Frames that arrive as bgra at their final size are copied straight into the canvas: thirty times
// cheaper than drawing on a software rasteriser. What has to be blended, dimmed or scaled is drawn.

#include "engine/render/frame_uploader.h"
#include "engine/render/shader_uploader.h"

namespace pendopo {

// Thread: bound(render).
class CopyUploader final : public FrameUploader {
  public:
    bool draw(const Ring& ring, const PicturePlace& place, const PixelRect& clip, Look look,
              GlPainter& painter) override;
    void forget(uint64_t ring_id) override { shader_.forget(ring_id); }

  private:
    ShaderUploader shader_;
};

}  // namespace pendopo
