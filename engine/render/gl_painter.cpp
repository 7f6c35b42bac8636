#include "engine/render/gl_painter.h"

#include <epoxy/gl.h>

#include <algorithm>

#include "engine/base/check.h"
#include "engine/render/shaders/shaders.h"

namespace pendopo {
namespace {

constexpr float kDimmedLight = 0.4F;
constexpr size_t kUsualQuads = 256;

// Nearest where a pixel meets a pixel: the same picture, and half the cost in software.
GLint filter_for(const Quad& quad) {
    const PixelSize size = quad.textures[0]->size();
    const bool same_scale =
        quad.source == UnitRect{} && quad.where.size() == size && quad.kind == Quad::Kind::bitmap;
    return same_scale ? GL_NEAREST : GL_LINEAR;
}

float channel(uint32_t rgb, int shift) {
    return static_cast<float>(rgb >> shift & 0xFF) / 255.0F;
}

}  // namespace

Result<GlPainter::Shader> GlPainter::make_shader(const char* fragment) {
    Result<GlProgram> program = GlProgram::create(shaders::kRectangle, fragment);
    if (!program) {
        return fail(program.error());
    }
    Shader shader;
    shader.program = std::move(*program);
    shader.target = shader.program.uniform("target");
    shader.source = shader.program.uniform("source");
    shader.inside = shader.program.uniform("inside");
    shader.dim = shader.program.uniform("dim");
    shader.color = shader.program.uniform("color");
    shader.matrix = shader.program.uniform("matrix");
    shader.offset = shader.program.uniform("offset");
    shader.program.use();
    for (int plane = 0; plane < 3; ++plane) {
        const char* names[] = {"plane0", "plane1", "plane2"};
        glUniform1i(shader.program.uniform(names[plane]), plane);
    }
    return shader;
}

Result<GlPainter> GlPainter::create() {
    GlPainter painter;
    const std::pair<Shader*, const char*> wanted[] = {{&painter.solid_, shaders::kSolid},
                                                      {&painter.bitmap_, shaders::kBitmap},
                                                      {&painter.planes_, shaders::kPlanes}};
    for (const auto& [shader, fragment] : wanted) {
        Result<Shader> made = make_shader(fragment);
        if (!made) {
            return fail(made.error());
        }
        *shader = std::move(*made);
    }
    painter.corners_ = GlVertexArray::create();
    painter.waiting_.reserve(kUsualQuads);
    return painter;
}

void GlPainter::begin(GlCanvas& canvas) {
    CHECK(waiting_.empty());
    canvas_ = &canvas;
}

void GlPainter::copy(const PixelRect& where, const uint8_t* pixels, size_t stride) {
    draw_waiting_in(where);
    canvas_->texture().upload(where, pixels, stride);
}

void GlPainter::read(const PixelRect& where, uint8_t* out, size_t stride) {
    draw_waiting_in(where);
    canvas_->read(where, out, stride);
}

void GlPainter::add(const Quad& quad) {
    Quad clipped = quad;
    clipped.clip = intersect(intersect(quad.clip, quad.where), canvas_->area());
    if (!clipped.clip.empty()) {
        waiting_.push_back(clipped);
    }
}

void GlPainter::end() {
    draw_waiting();
    canvas_ = nullptr;
}

void GlPainter::draw_waiting_in(const PixelRect& area) {
    const bool meets = std::any_of(waiting_.begin(), waiting_.end(), [&](const Quad& quad) {
        return !intersect(quad.clip, area).empty();
    });
    if (meets) {
        draw_waiting();
    }
}

void GlPainter::draw_waiting() {
    if (waiting_.empty()) {
        return;
    }
    canvas_->bind();
    glDisable(GL_DEPTH_TEST);
    glEnable(GL_SCISSOR_TEST);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    for (const Quad& quad : waiting_) {
        draw(quad);
    }
    glDisable(GL_SCISSOR_TEST);
    waiting_.clear();
}

void GlPainter::draw(const Quad& quad) const {
    const Shader& shader = quad.kind == Quad::Kind::solid    ? solid_
                           : quad.kind == Quad::Kind::bitmap ? bitmap_
                                                             : planes_;
    const PixelSize size = canvas_->size();
    const auto clip_space = [](int pixel, int extent) {
        return 2.0F * static_cast<float>(pixel) / static_cast<float>(extent) - 1.0F;
    };
    shader.program.use();
    glUniform4f(shader.target, clip_space(quad.where.x, size.width),
                clip_space(quad.where.y, size.height), clip_space(quad.where.right(), size.width),
                clip_space(quad.where.bottom(), size.height));
    if (quad.kind == Quad::Kind::solid) {
        glUniform4f(shader.color, channel(quad.rgb, 16), channel(quad.rgb, 8), channel(quad.rgb, 0),
                    1.0F);
    } else {
        const PixelSize picture = quad.textures[0]->size();
        const auto left = static_cast<float>(quad.source.x * picture.width);
        const auto top = static_cast<float>(quad.source.y * picture.height);
        const auto right = left + static_cast<float>(quad.source.width * picture.width);
        const auto bottom = top + static_cast<float>(quad.source.height * picture.height);
        glUniform4f(shader.source, left, top, right, bottom);
        glUniform4f(shader.inside, left, top, right, bottom);
        glUniform1f(shader.dim, quad.look == Look::dimmed ? kDimmedLight : 1.0F);
        const GLint filter = filter_for(quad);
        for (unsigned plane = 0; plane < 3 && quad.textures[plane] != nullptr; ++plane) {
            glActiveTexture(GL_TEXTURE0 + plane);
            glBindTexture(GL_TEXTURE_2D, quad.textures[plane]->name());
            glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, filter);
            glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, filter);
        }
        if (quad.kind == Quad::Kind::planes) {
            glUniformMatrix3fv(shader.matrix, 1, GL_TRUE, quad.colors.matrix[0].data());
            glUniform3fv(shader.offset, 1, quad.colors.offset.data());
        }
    }
    if (quad.look == Look::blended) {
        glEnable(GL_BLEND);
    } else {
        glDisable(GL_BLEND);
    }
    glScissor(quad.clip.x, quad.clip.y, quad.clip.width, quad.clip.height);
    corners_.draw_rectangle();
}

}  // namespace pendopo
