#include "engine/render/gl_canvas.h"

#include <epoxy/gl.h>

#include <utility>

namespace pendopo {

GlFramebuffer::GlFramebuffer(unsigned texture) {
    glGenFramebuffers(1, &name_);
    glBindFramebuffer(GL_FRAMEBUFFER, name_);
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture, 0);
}
GlFramebuffer::GlFramebuffer(GlFramebuffer&& other) noexcept {
    *this = std::move(other);
}
GlFramebuffer& GlFramebuffer::operator=(GlFramebuffer&& other) noexcept {
    std::swap(name_, other.name_);
    return *this;
}
GlFramebuffer::~GlFramebuffer() {
    if (name_ != 0) {
        glDeleteFramebuffers(1, &name_);
    }
}

GlCanvas::GlCanvas(PixelSize size)
    : texture_(TextureFormat::bgra, size), framebuffer_(texture_.name()) {
    bind();
    glDisable(GL_SCISSOR_TEST);
    glClearColor(0, 0, 0, 1);
    glClear(GL_COLOR_BUFFER_BIT);
}

void GlCanvas::bind() const {
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_.name());
    glViewport(0, 0, size().width, size().height);
}

void GlCanvas::read(const PixelRect& where, uint8_t* out, size_t stride) const {
    glBindFramebuffer(GL_READ_FRAMEBUFFER, framebuffer_.name());
    glPixelStorei(GL_PACK_ALIGNMENT, 4);
    glPixelStorei(GL_PACK_ROW_LENGTH, static_cast<GLint>(stride / 4));
    glReadPixels(where.x, where.y, where.width, where.height, GL_BGRA, GL_UNSIGNED_INT_8_8_8_8_REV,
                 out);
}

}  // namespace pendopo
