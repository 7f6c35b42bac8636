#pragma once
// Where the pictures of a loop come from: drawn (scene.h) or read from a video file.

#include <cstdint>
#include <memory>

#include "engine/base/geometry.h"
#include "engine/base/result.h"
#include "tools/cameras/simulated_camera.h"

namespace pendopo {

// A borrowed 4:2:0 picture, BT.601; limited range, or full where the codec is MJPEG.
struct I420Picture {
    PixelSize size;
    uint8_t* y = nullptr;
    uint8_t* u = nullptr;
    uint8_t* v = nullptr;
    int stride_y = 0;
    int stride_uv = 0;
    bool full_range = false;
};

// Thread: bound to its owner.
class PictureSource {
  public:
    virtual ~PictureSource() = default;
    // Fills `out`; frames are asked for in order, 0 to the loop's last.
    virtual Result<void> draw(int frame, const I420Picture& out) = 0;
};

// The camera's drawn scene, or its video file where it names one.
Result<std::unique_ptr<PictureSource>> open_picture_source(const SimulatedCamera& camera,
                                                           const SimulatedStream& stream,
                                                           int loop_seconds);

// A video file, scaled to the stream's size, repeated when it is shorter than the loop.
Result<std::unique_ptr<PictureSource>> open_video_source(const std::string& path,
                                                         const SimulatedStream& stream);

}  // namespace pendopo
