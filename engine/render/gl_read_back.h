#pragma once
// Pixels on their way from the GPU: a pixel buffer that the driver fills while drawing goes on, and
// a fence that says when it is full.

#include <cstddef>
#include <cstdint>
#include <span>

#include "engine/base/geometry.h"
#include "engine/render/gl_canvas.h"

namespace pendopo {

// Thread: bound to the thread its context is current on. Empty when made by the default
// constructor.
class GlReadBack {
  public:
    GlReadBack() = default;
    explicit GlReadBack(size_t bytes);
    GlReadBack(GlReadBack&& other) noexcept;
    GlReadBack& operator=(GlReadBack&& other) noexcept;
    ~GlReadBack();

    // Queues a copy of `where` as bgra, rows following each other, to `offset` of the buffer. What
    // is drawn later does not change it.
    void copy(const GlCanvas& canvas, const PixelRect& where, size_t offset);
    // After the last copy: sets the fence and sends all on its way.
    void close();
    // Whether the fence is passed. Never waits.
    bool done() const;
    // A part of the buffer, once done; empty when the driver does not give it. Until release().
    std::span<const uint8_t> bytes(size_t offset, size_t count);
    void release();

  private:
    unsigned name_ = 0;
    void* fence_ = nullptr;
};

}  // namespace pendopo
