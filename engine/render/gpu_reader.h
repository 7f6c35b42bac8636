#pragma once
// Reads canvases of a GPU: scaled there into one small picture, copied by the driver into a pixel
// buffer, and taken from there when the fence behind it is passed. Nothing here waits.

#include <optional>

#include "engine/base/result.h"
#include "engine/render/canvas_reader.h"
#include "engine/render/gl_presenter.h"
#include "engine/render/gl_read_back.h"

namespace pendopo {

// Thread: bound(render), and to the context it was made in.
class GpuReader final : public CanvasReader {
  public:
    // Errors: unsupported, when a shader does not compile.
    static Result<GpuReader> create();

    void begin(std::vector<PicturePart> parts, PixelSize size) override;
    bool step(uint8_t* picture, size_t stride) override;

  private:
    struct Piece {  // of the pixel buffer: a part, its rows one after the other
        PixelRect place;
        size_t offset = 0;
        bool upside_down = false;
    };
    GpuReader() = default;

    GlPresenter presenter_;
    std::optional<GlCanvas> small_;  // what scaled parts are drawn into; kept for the next picture
    GlReadBack read_back_;
    std::vector<Piece> pieces_;
    size_t piece_ = 0;
    int row_ = 0;
};

}  // namespace pendopo
