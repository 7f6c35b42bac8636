#pragma once
// A display's canvas: a texture that is drawn into and copied from. Row 0 is the top, for drawing,
// uploading and reading alike.

#include <cstdint>

#include "engine/base/geometry.h"
#include "engine/render/gl_texture.h"

namespace pendopo {

// A framebuffer object over somebody's texture. Framebuffers are not shared between contexts,
// textures are.
// Thread: bound to the thread its context is current on; to be destroyed in the same context.
class GlFramebuffer {
  public:
    GlFramebuffer() = default;
    explicit GlFramebuffer(unsigned texture);
    GlFramebuffer(GlFramebuffer&& other) noexcept;
    GlFramebuffer& operator=(GlFramebuffer&& other) noexcept;
    ~GlFramebuffer();
    unsigned name() const { return name_; }

  private:
    unsigned name_ = 0;
};

// Thread: bound to the thread its context is current on.
class GlCanvas {
  public:
    explicit GlCanvas(PixelSize size);

    GlTexture& texture() { return texture_; }
    const GlTexture& texture() const { return texture_; }
    PixelSize size() const { return texture_.size(); }
    PixelRect area() const { return {0, 0, size().width, size().height}; }

    // To be drawn into or read from in other ways; in the context it was made in.
    unsigned framebuffer() const { return framebuffer_.name(); }
    // Makes it what is drawn into, in pixels of the canvas.
    void bind() const;
    // Copies `where` as bgra to `out`, rows `stride` bytes apart (a multiple of 4).
    void read(const PixelRect& where, uint8_t* out, size_t stride) const;

  private:
    GlTexture texture_;
    GlFramebuffer framebuffer_;
};

}  // namespace pendopo
