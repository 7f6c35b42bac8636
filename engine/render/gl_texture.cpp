#include "engine/render/gl_texture.h"

#include <epoxy/gl.h>

#include <utility>

#include "engine/base/check.h"

namespace pendopo {
namespace {

struct Transfer {
    GLint internal;
    GLenum format;
    GLenum type;
    size_t pixel_bytes;
};
constexpr Transfer transfer(TextureFormat format) {
    // For bgra this triple makes Mesa choose its native layout, so that uploads are plain copies.
    return format == TextureFormat::bgra
               ? Transfer{GL_RGBA, GL_BGRA, GL_UNSIGNED_INT_8_8_8_8_REV, 4}
               : Transfer{GL_R8, GL_RED, GL_UNSIGNED_BYTE, 1};
}

}  // namespace

GlTexture::GlTexture(TextureFormat format, PixelSize size) : size_(size), format_(format) {
    CHECK(!size.empty());
    const Transfer t = transfer(format);
    glGenTextures(1, &name_);
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, name_);
    glTexImage2D(GL_TEXTURE_2D, 0, t.internal, size.width, size.height, 0, t.format, t.type,
                 nullptr);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
}

GlTexture::GlTexture(GlTexture&& other) noexcept {
    *this = std::move(other);
}
GlTexture& GlTexture::operator=(GlTexture&& other) noexcept {
    std::swap(name_, other.name_);
    std::swap(size_, other.size_);
    std::swap(format_, other.format_);
    return *this;
}
GlTexture::~GlTexture() {
    if (name_ != 0) {
        glDeleteTextures(1, &name_);
    }
}

void GlTexture::upload(const PixelRect& where, const uint8_t* pixels, size_t stride) {
    CHECK(intersect(where, {0, 0, size_.width, size_.height}) == where);
    const Transfer t = transfer(format_);
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, name_);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    if (stride % t.pixel_bytes == 0) {
        glPixelStorei(GL_UNPACK_ROW_LENGTH, static_cast<GLint>(stride / t.pixel_bytes));
        glTexSubImage2D(GL_TEXTURE_2D, 0, where.x, where.y, where.width, where.height, t.format,
                        t.type, pixels);
        return;
    }
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    for (int row = 0; row < where.height; ++row) {
        glTexSubImage2D(GL_TEXTURE_2D, 0, where.x, where.y + row, where.width, 1, t.format, t.type,
                        pixels + static_cast<size_t>(row) * stride);
    }
}

}  // namespace pendopo
