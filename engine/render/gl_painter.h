#pragma once
// Draws on one canvas at a time: pixels copied straight in, and rectangles ("quads") drawn by
// shaders. Quads wait until a copy would land on one of them or until end(), because on a software
// rasteriser every change between copying and drawing waits for the drawing.

#include <array>
#include <cstdint>
#include <vector>

#include "engine/base/geometry.h"
#include "engine/base/result.h"
#include "engine/render/color_matrix.h"
#include "engine/render/gl_canvas.h"
#include "engine/render/gl_program.h"
#include "engine/render/gl_texture.h"

namespace pendopo {

enum class Look {
    opaque,
    blended,  // premultiplied alpha
    dimmed,   // an old picture: no colour, 40 % of its light (look.md)
};

// A rectangle to draw. Textures are borrowed until GlPainter::end().
struct Quad {
    enum class Kind { solid, bitmap, planes };
    Kind kind = Kind::solid;
    PixelRect where;  // on the canvas; may reach outside it
    PixelRect clip;   // only this part is touched
    uint32_t rgb = 0;
    std::array<const GlTexture*, 3> textures{};
    UnitRect source;  // the part shown, in fractions of the picture
    Look look = Look::opaque;
    YuvToRgb colors;
};

// Thread: bound to the thread its context is current on.
class GlPainter {
  public:
    static Result<GlPainter> create();

    void begin(GlCanvas& canvas);
    PixelRect area() const { return canvas_->area(); }  // of the canvas begun
    // Copies pixels to `where`, which must lie inside the canvas.
    void copy(const PixelRect& where, const uint8_t* pixels, size_t stride);
    // The pixels as they are now; `where` must lie inside the canvas.
    void read(const PixelRect& where, uint8_t* out, size_t stride);
    void add(const Quad& quad);
    void end();

  private:
    struct Shader {
        GlProgram program;
        int target = -1;
        int source = -1;
        int inside = -1;
        int dim = -1;
        int color = -1;
        int matrix = -1;
        int offset = -1;
    };
    static Result<Shader> make_shader(const char* fragment);
    void draw_waiting();
    void draw_waiting_in(const PixelRect& area);
    void draw(const Quad& quad) const;

    Shader solid_;
    Shader bitmap_;
    Shader planes_;
    GlVertexArray corners_;
    GlCanvas* canvas_ = nullptr;
    std::vector<Quad> waiting_;
};

}  // namespace pendopo
