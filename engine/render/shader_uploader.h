#pragma once
// Frames become textures once per publication, however many tiles show them; a shader scales and
// converts. The cheap way on a GPU; on a software rasteriser it serves labels and whatever the
// copy_uploader cannot copy.

#include <array>
#include <unordered_map>

#include "engine/render/frame_uploader.h"

namespace pendopo {

// Thread: bound(render).
class ShaderUploader final : public FrameUploader {
  public:
    bool draw(const Ring& ring, const PicturePlace& place, const PixelRect& clip, Look look,
              GlPainter& painter) override;
    void forget(uint64_t ring_id) override { frames_.erase(ring_id); }

  private:
    struct UploadedFrame {
        std::array<GlTexture, 3> planes;
        uint64_t serial = 0;  // of the frame the textures hold; 0: none, or torn
    };
    static bool upload(const Ring& ring, UploadedFrame& frame);
    std::unordered_map<uint64_t, UploadedFrame> frames_;  // by ring id
};

}  // namespace pendopo
