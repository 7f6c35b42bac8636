#include "engine/render/egl_displays.h"

#include <epoxy/egl.h>
#include <epoxy/gl.h>

#include <string>
#include <vector>

namespace pendopo {
namespace {

tl::unexpected<Error> fail_egl(const char* call) {
    return fail(ErrorCode::unsupported, std::string("headless display: ") + call +
                                            " failed (EGL error " + std::to_string(eglGetError()) +
                                            "); OpenGL 3.3 core is needed");
}

EGLContext create_context(EGLDisplay display, EGLConfig config) {
    const std::vector<EGLint> version{
        EGL_CONTEXT_MAJOR_VERSION,       3,
        EGL_CONTEXT_MINOR_VERSION,       3,
        EGL_CONTEXT_OPENGL_PROFILE_MASK, EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT};
    std::vector<EGLint> robust = version;
    robust.insert(robust.end(), {EGL_CONTEXT_OPENGL_RESET_NOTIFICATION_STRATEGY,
                                 EGL_LOSE_CONTEXT_ON_RESET, EGL_NONE});
    EGLContext context = eglCreateContext(display, config, EGL_NO_CONTEXT, robust.data());
    if (context == EGL_NO_CONTEXT) {
        std::vector<EGLint> plain = version;
        plain.push_back(EGL_NONE);
        context = eglCreateContext(display, config, EGL_NO_CONTEXT, plain.data());
    }
    return context;
}

}  // namespace

Result<std::unique_ptr<EglDisplays>> EglDisplays::create() {
    std::unique_ptr<EglDisplays> made(new EglDisplays);
    EGLDisplay display =
        eglGetPlatformDisplayEXT(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
    if (display == EGL_NO_DISPLAY || eglInitialize(display, nullptr, nullptr) == EGL_FALSE) {
        return fail_egl("eglInitialize");
    }
    made->display_ = display;
    if (eglBindAPI(EGL_OPENGL_API) == EGL_FALSE) {
        return fail_egl("eglBindAPI");
    }
    made->context_ = create_context(display, EGL_NO_CONFIG_KHR);
    if (made->context_ == EGL_NO_CONTEXT) {
        return fail_egl("eglCreateContext");
    }
    if (eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, made->context_) == EGL_FALSE) {
        return fail_egl("eglMakeCurrent");
    }
    return made;
}

EglDisplays::~EglDisplays() {
    if (display_ != nullptr) {
        eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
        if (context_ != nullptr) {
            eglDestroyContext(display_, context_);
        }
        eglTerminate(display_);
    }
}

void EglDisplays::show(std::span<const ShownCanvas>) {
    glFlush();
}

}  // namespace pendopo
