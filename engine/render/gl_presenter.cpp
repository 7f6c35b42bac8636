#include "engine/render/gl_presenter.h"

#include <epoxy/gl.h>

#include <utility>

#include "engine/render/shaders/shaders.h"

namespace pendopo {

std::array<float, 9> turn_for(Rotation rotation) {
    switch (rotation) {
        case Rotation::quarter:
            return {0, -1, 1, 1, 0, 0, 0, 0, 1};
        case Rotation::half:
            return {-1, 0, 1, 0, -1, 1, 0, 0, 1};
        case Rotation::three_quarters:
            return {0, 1, 0, -1, 0, 1, 0, 0, 1};
        case Rotation::none:
            break;
    }
    return {1, 0, 0, 0, 1, 0, 0, 0, 1};
}

Result<GlPresenter> GlPresenter::create(Rotation rotation) {
    GlPresenter presenter;
    presenter.rotation_ = rotation;
    if (rotation != Rotation::none) {
        Result<GlProgram> program = GlProgram::create(shaders::kTurned, shaders::kCanvas);
        if (!program) {
            return fail(program.error());
        }
        presenter.turned_ = std::move(*program);
        presenter.turn_ = presenter.turned_.uniform("turn");
        presenter.corners_ = GlVertexArray::create();
    }
    return presenter;
}

void GlPresenter::present(const GlCanvas& canvas, const PixelRect& target, PixelSize framebuffer,
                          unsigned framebuffer_name) {
    const int bottom = framebuffer.height - target.bottom();  // GL counts windows from below
    glDisable(GL_SCISSOR_TEST);
    glDisable(GL_BLEND);
    if (rotation_ != Rotation::none) {
        glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_name);
        glViewport(target.x, bottom, target.width, target.height);
        turned_.use();
        glUniformMatrix3fv(turn_, 1, GL_TRUE, turn_for(rotation_).data());
        glActiveTexture(GL_TEXTURE0);
        glBindTexture(GL_TEXTURE_2D, canvas.texture().name());
        corners_.draw_rectangle();
        return;
    }
    bind_source(canvas);
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, framebuffer_name);
    // The destination's y is reversed: with Mesa's software windows this is a copy of memory.
    const bool same_size = target.size() == canvas.size();
    glBlitFramebuffer(0, 0, canvas.size().width, canvas.size().height, target.x,
                      bottom + target.height, target.right(), bottom, GL_COLOR_BUFFER_BIT,
                      same_size ? GL_NEAREST : GL_LINEAR);
}

void GlPresenter::present_part(const GlCanvas& canvas, const PixelRect& part) {
    const int height = canvas.size().height;
    glDisable(GL_SCISSOR_TEST);
    bind_source(canvas);
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, 0);
    glBlitFramebuffer(part.x, part.y, part.right(), part.bottom(), part.x, height - part.y,
                      part.right(), height - part.bottom(), GL_COLOR_BUFFER_BIT, GL_NEAREST);
}

void GlPresenter::bind_source(const GlCanvas& canvas) {
    if (source_texture_ != canvas.texture().name()) {
        source_texture_ = canvas.texture().name();
        source_ = GlFramebuffer(source_texture_);
    }
    glBindFramebuffer(GL_READ_FRAMEBUFFER, source_.name());
}

void clear_framebuffer(PixelSize framebuffer) {
    glBindFramebuffer(GL_FRAMEBUFFER, 0);
    glViewport(0, 0, framebuffer.width, framebuffer.height);
    glClearColor(0, 0, 0, 1);
    glClear(GL_COLOR_BUFFER_BIT);
}

}  // namespace pendopo
