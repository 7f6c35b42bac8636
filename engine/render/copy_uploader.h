#pragma once
// Frames that arrive as bgra at their final size are copied straight into the canvas: thirty times
// cheaper than drawing on a software rasteriser. Labels and other small bitmaps are blended on the
// CPU, ten times cheaper. What has to be dimmed or scaled is drawn.

#include <cstdint>
#include <vector>

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
    std::vector<uint8_t> scratch_;  // the canvas under what is blended
};

}  // namespace pendopo
