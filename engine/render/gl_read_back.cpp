#include "engine/render/gl_read_back.h"

#include <epoxy/gl.h>

#include <utility>

namespace pendopo {

GlReadBack::GlReadBack(size_t bytes) {
    glGenBuffers(1, &name_);
    glBindBuffer(GL_PIXEL_PACK_BUFFER, name_);
    glBufferData(GL_PIXEL_PACK_BUFFER, static_cast<GLsizeiptr>(bytes), nullptr, GL_STREAM_READ);
    glBindBuffer(GL_PIXEL_PACK_BUFFER, 0);
}
GlReadBack::GlReadBack(GlReadBack&& other) noexcept {
    *this = std::move(other);
}
GlReadBack& GlReadBack::operator=(GlReadBack&& other) noexcept {
    std::swap(name_, other.name_);
    std::swap(fence_, other.fence_);
    return *this;
}
GlReadBack::~GlReadBack() {
    if (fence_ != nullptr) {
        glDeleteSync(static_cast<GLsync>(fence_));
    }
    if (name_ != 0) {
        glDeleteBuffers(1, &name_);
    }
}

// The buffer is bound only within each function: a read into ordinary memory must not find it.
void GlReadBack::copy(const GlCanvas& canvas, const PixelRect& where, size_t offset) {
    glBindFramebuffer(GL_READ_FRAMEBUFFER, canvas.framebuffer());
    glBindBuffer(GL_PIXEL_PACK_BUFFER, name_);
    glPixelStorei(GL_PACK_ALIGNMENT, 4);
    glPixelStorei(GL_PACK_ROW_LENGTH, 0);
    glReadPixels(where.x, where.y, where.width, where.height, GL_BGRA, GL_UNSIGNED_INT_8_8_8_8_REV,
                 reinterpret_cast<void*>(offset));
    glBindBuffer(GL_PIXEL_PACK_BUFFER, 0);
}

void GlReadBack::close() {
    fence_ = glFenceSync(GL_SYNC_GPU_COMMANDS_COMPLETE, 0);
    glFlush();
}

bool GlReadBack::done() const {
    if (fence_ == nullptr) {
        return false;
    }
    const GLenum state = glClientWaitSync(static_cast<GLsync>(fence_), 0, 0);
    return state == GL_ALREADY_SIGNALED || state == GL_CONDITION_SATISFIED;
}

std::span<const uint8_t> GlReadBack::bytes(size_t offset, size_t count) {
    glBindBuffer(GL_PIXEL_PACK_BUFFER, name_);
    const void* mapped = glMapBufferRange(GL_PIXEL_PACK_BUFFER, static_cast<GLintptr>(offset),
                                          static_cast<GLsizeiptr>(count), GL_MAP_READ_BIT);
    glBindBuffer(GL_PIXEL_PACK_BUFFER, 0);
    return {static_cast<const uint8_t*>(mapped), mapped == nullptr ? 0 : count};
}

void GlReadBack::release() {
    glBindBuffer(GL_PIXEL_PACK_BUFFER, name_);
    glUnmapBuffer(GL_PIXEL_PACK_BUFFER);
    glBindBuffer(GL_PIXEL_PACK_BUFFER, 0);
}

}  // namespace pendopo
