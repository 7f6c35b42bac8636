#pragma once
// Brings what canvases show into ordinary memory without holding up a cycle. Two ways, one picture:
// copy_reader for software rasterisers, where a canvas is memory already; gpu_reader for GPUs,
// which scales there, lets the driver copy behind a fence and asks later whether it is done.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/base/geometry.h"
#include "engine/render/gl_canvas.h"

namespace pendopo {

// What is on the canvas, scaled to `place` of the picture. The same size is copied exactly.
struct PicturePart {
    const GlCanvas* canvas = nullptr;
    PixelRect place;
};

// Thread: bound(render), with the drawing context current.
class CanvasReader {
  public:
    // Of a canvas or a picture in one step: half a full HD display, a millisecond of copying. A
    // picture takes as many steps as that makes.
    static constexpr int kMostPixels = 1920 * 540;

    virtual ~CanvasReader() = default;

    // A picture of `size`, of these parts; one that was not finished is dropped. The canvases stay
    // until done. On a GPU all parts are of this moment, else each of its step.
    virtual void begin(std::vector<PicturePart> parts, PixelSize size) = 0;
    // Goes on, never waiting: at most kMostPixels are brought to `picture`, rows `stride` bytes
    // apart (bgra; what no part covers is not touched). True when all is there.
    virtual bool step(uint8_t* picture, size_t stride) = 0;
};

}  // namespace pendopo
