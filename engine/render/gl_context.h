#pragma once
// What the current GL context can do, and whether it still lives. The renderer uses OpenGL 3.3 core
// and nothing above it; only the cheap path is chosen by what is found here.

#include <string>

namespace pendopo {

struct GlCaps {
    std::string renderer;       // GL_RENDERER
    int version = 0;            // 45 for OpenGL 4.5
    bool software = false;      // a rasteriser on the CPU: copying pixels beats drawing them
    bool reset_status = false;  // the driver says when the GPU was reset
};

// Thread: all functions are bound to the thread the context is current on.
GlCaps read_gl_caps();
// Whether the context is lost; always false where the driver cannot say (caps.reset_status).
bool graphics_were_reset(const GlCaps& caps);
// Everything drawn in this context is visible to contexts sharing with it afterwards. On a GPU the
// other contexts wait (wait_for_drawing), on a software rasteriser this one does.
class GlFence {
  public:
    explicit GlFence(const GlCaps& caps);
    ~GlFence();
    GlFence(const GlFence&) = delete;
    GlFence& operator=(const GlFence&) = delete;
    // In the other context, before it reads.
    void wait() const;

  private:
    void* sync_ = nullptr;
};
// The oldest GL error not yet asked for, 0 when there is none. For tests and start-up.
unsigned take_gl_error();

}  // namespace pendopo
