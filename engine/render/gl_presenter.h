#pragma once
// Brings a finished canvas to a window: a plain copy where the output hangs upright and shows
// colours as they are, a drawn rectangle where it hangs turned, is tuned, or the window is much
// smaller than the canvas.

#include <array>

#include "engine/base/geometry.h"
#include "engine/base/result.h"
#include "engine/ipc/render_messages.h"
#include "engine/render/gl_canvas.h"
#include "engine/render/gl_program.h"

namespace pendopo {

// The canvas position shown at an output's position, both 0..1 with y down: canvas = turn × (x, y,
// 1), row by row. A display turned clockwise shows its picture turned anticlockwise. Pure.
std::array<float, 9> turn_for(Rotation rotation);

// Thread: bound to the thread its window's context is current on, and to that context.
class GlPresenter {
  public:
    // `rotation`: of the display on its mount. Errors: unsupported.
    static Result<GlPresenter> create(Rotation rotation, const DisplayTuning& tuning = {});

    // Brings the canvas to `target` (y down) of a framebuffer of that size, 0 being the window's;
    // scales where the sizes differ. Each pixel is the mean of all that it covers, so that names
    // stay readable in a small window.
    void present(const GlCanvas& canvas, const PixelRect& target, PixelSize framebuffer,
                 unsigned framebuffer_name = 0);
    // Brings only a part to the same place of a framebuffer of the canvas' size. Not for turned
    // outputs.
    void present_part(const GlCanvas& canvas, const PixelRect& part);

  private:
    void bind_source(const GlCanvas& canvas);
    void draw(const GlCanvas& canvas, PixelSize target);
    bool tuned() const { return tuning_ != DisplayTuning{}; }
    Rotation rotation_ = Rotation::none;
    DisplayTuning tuning_;
    GlFramebuffer source_;
    unsigned source_texture_ = 0;
    GlProgram program_;
    GlVertexArray corners_;
    int turn_ = -1;
    int taps_ = -1;
    int covered_ = -1;
    int gain_ = -1;  // these two of the program of tuned outputs only
    int exponent_ = -1;
};

// Paints the whole framebuffer bound for drawing black.
void clear_framebuffer(PixelSize framebuffer);

}  // namespace pendopo
