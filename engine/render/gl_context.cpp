#include "engine/render/gl_context.h"

#include <epoxy/gl.h>

namespace pendopo {

GlCaps read_gl_caps() {
    GlCaps caps;
    caps.renderer = reinterpret_cast<const char*>(glGetString(GL_RENDERER));
    caps.version = epoxy_gl_version();
    for (const char* name : {"llvmpipe", "softpipe", "swrast", "Software Rasterizer"}) {
        caps.software = caps.software || caps.renderer.find(name) != std::string::npos;
    }
    caps.reset_status = caps.version >= 45 || epoxy_has_gl_extension("GL_ARB_robustness");
    return caps;
}

bool graphics_were_reset(const GlCaps& caps) {
    if (!caps.reset_status) {
        return false;
    }
    return caps.version >= 45 ? glGetGraphicsResetStatus() != GL_NO_ERROR
                              : glGetGraphicsResetStatusARB() != GL_NO_ERROR;
}

GlFence::GlFence(const GlCaps& caps) {
    if (caps.software) {
        glFinish();  // llvmpipe of Mesa 22 ignores glWaitSync
        return;
    }
    sync_ = glFenceSync(GL_SYNC_GPU_COMMANDS_COMPLETE, 0);
    glFlush();
}
GlFence::~GlFence() {
    if (sync_ != nullptr) {
        glDeleteSync(static_cast<GLsync>(sync_));
    }
}
void GlFence::wait() const {
    if (sync_ != nullptr) {
        glWaitSync(static_cast<GLsync>(sync_), 0, GL_TIMEOUT_IGNORED);
    }
}

unsigned take_gl_error() {
    return glGetError();
}

}  // namespace pendopo
