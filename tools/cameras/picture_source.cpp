#include "tools/cameras/picture_source.h"

#include <libyuv.h>

#include "tools/cameras/scene.h"

namespace pendopo {
namespace {

class DrawnSource final : public PictureSource {
  public:
    DrawnSource(const SimulatedCamera& camera, const SimulatedStream& stream, int loop_seconds)
        : scene_(camera.scene, camera.seed, stream.size, loop_seconds), fps_(stream.fps) {}

    Result<void> draw(int frame, const I420Picture& out) override {
        const BgraView picture = scene_.draw(static_cast<double>(frame) / fps_);
        const auto convert = out.full_range ? libyuv::ARGBToJ420 : libyuv::ARGBToI420;
        convert(picture.pixels, picture.stride, out.y, out.stride_y, out.u, out.stride_uv, out.v,
                out.stride_uv, out.size.width, out.size.height);
        return {};
    }

  private:
    Scene scene_;
    int fps_;
};

}  // namespace

Result<std::unique_ptr<PictureSource>> open_picture_source(const SimulatedCamera& camera,
                                                           const SimulatedStream& stream,
                                                           int loop_seconds) {
    if (!camera.video.empty()) {
        return open_video_source(camera.video, stream);
    }
    return std::make_unique<DrawnSource>(camera, stream, loop_seconds);
}

}  // namespace pendopo
