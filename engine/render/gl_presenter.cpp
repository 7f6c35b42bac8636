#include "engine/render/gl_presenter.h"

#include <epoxy/gl.h>

#include <algorithm>
#include <utility>

#include "engine/render/shaders/shaders.h"

namespace pendopo {
namespace {

constexpr int kMostTaps = 8;  // a canvas of 3840 pixels in 240

}  // namespace

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

Result<GlPresenter> GlPresenter::create(Rotation rotation, const DisplayTuning& tuning) {
    GlPresenter presenter;
    presenter.rotation_ = rotation;
    presenter.tuning_ = tuning;
    Result<GlProgram> program = GlProgram::create(
        shaders::kTurned, presenter.tuned() ? shaders::kTunedCanvas : shaders::kCanvas);
    if (!program) {
        return fail(program.error());
    }
    presenter.program_ = std::move(*program);
    presenter.turn_ = presenter.program_.uniform("turn");
    presenter.taps_ = presenter.program_.uniform("taps");
    presenter.covered_ = presenter.program_.uniform("covered");
    if (presenter.tuned()) {
        presenter.gain_ = presenter.program_.uniform("gain");
        presenter.exponent_ = presenter.program_.uniform("exponent");
    }
    presenter.corners_ = GlVertexArray::create();
    return presenter;
}

void GlPresenter::present(const GlCanvas& canvas, const PixelRect& target, PixelSize framebuffer,
                          unsigned framebuffer_name) {
    const int bottom = framebuffer.height - target.bottom();  // GL counts windows from below
    glDisable(GL_SCISSOR_TEST);
    glDisable(GL_BLEND);
    // A copy takes four pixels at most into account, even where one stands for forty.
    const bool much_smaller = target.width * 2 < canvas.size().width;
    if (rotation_ != Rotation::none || much_smaller || tuned()) {
        glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_name);
        glViewport(target.x, bottom, target.width, target.height);
        draw(canvas, target.size());
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

void GlPresenter::draw(const GlCanvas& canvas, PixelSize target) {
    const bool sideways = rotation_ == Rotation::quarter || rotation_ == Rotation::three_quarters;
    const PixelSize upright = sideways ? PixelSize{target.height, target.width} : target;
    const bool same_size = upright == canvas.size();
    // A linear tap is the mean of two by two pixels.
    const int taps = (canvas.size().width / std::max(1, upright.width) + 1) / 2;
    program_.use();
    glUniformMatrix3fv(turn_, 1, GL_TRUE, turn_for(rotation_).data());
    glUniform1i(taps_, std::clamp(taps, 1, kMostTaps));
    glUniform2f(covered_, 1.0F / static_cast<float>(upright.width),
                1.0F / static_cast<float>(upright.height));
    if (tuned()) {
        glUniform3f(gain_, static_cast<float>(tuning_.red), static_cast<float>(tuning_.green),
                    static_cast<float>(tuning_.blue));
        glUniform1f(exponent_, static_cast<float>(1 / tuning_.gamma));
    }
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, canvas.texture().name());
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, same_size ? GL_NEAREST : GL_LINEAR);
    corners_.draw_rectangle();
}

void GlPresenter::present_part(const GlCanvas& canvas, const PixelRect& part) {
    const int height = canvas.size().height;
    if (tuned()) {
        glBindFramebuffer(GL_FRAMEBUFFER, 0);
        glDisable(GL_BLEND);
        glViewport(0, 0, canvas.size().width, height);
        glEnable(GL_SCISSOR_TEST);
        glScissor(part.x, height - part.bottom(), part.width, part.height);
        draw(canvas, canvas.size());
        glDisable(GL_SCISSOR_TEST);
        return;
    }
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
