#pragma once
// Reads canvases of a software rasteriser, which are memory: a plain copy, scaled on the CPU. A
// preview of four full HD displays costs 8 ms of one core so, in eight steps; the rasteriser would
// need ten times that to draw it, and the read-back would wait for it.

#include "engine/render/canvas_reader.h"

namespace pendopo {

// Thread: bound(render).
class CopyReader final : public CanvasReader {
  public:
    void begin(std::vector<PicturePart> parts, PixelSize size) override;
    bool step(uint8_t* picture, size_t stride) override;

  private:
    std::vector<PicturePart> parts_;
    size_t part_ = 0;  // that is read
    int row_ = 0;      // of its place: the next
    std::vector<uint8_t> scratch_;
};

}  // namespace pendopo
