#pragma once
// A 2D texture. Row 0 is the top of the picture, here and in every canvas.

#include <cstddef>
#include <cstdint>

#include "engine/base/geometry.h"

namespace pendopo {

enum class TextureFormat {
    bgra,   // 4 bytes a pixel, in the byte order Mesa and most GPUs keep (facts: 10 times cheaper)
    single  // 1 byte a pixel: a plane
};

// Thread: bound to the thread its context is current on. Empty when made by the default
// constructor.
class GlTexture {
  public:
    GlTexture() = default;
    GlTexture(TextureFormat format, PixelSize size);
    GlTexture(GlTexture&& other) noexcept;
    GlTexture& operator=(GlTexture&& other) noexcept;
    ~GlTexture();

    // Writes `where`, which must lie inside the texture. `pixels` is its top left pixel, rows are
    // `stride` bytes apart.
    void upload(const PixelRect& where, const uint8_t* pixels, size_t stride);

    unsigned name() const { return name_; }
    PixelSize size() const { return size_; }
    TextureFormat format() const { return format_; }

  private:
    unsigned name_ = 0;
    PixelSize size_;
    TextureFormat format_ = TextureFormat::bgra;
};

}  // namespace pendopo
