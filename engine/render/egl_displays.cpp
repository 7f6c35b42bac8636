#include "engine/render/egl_displays.h"

#include <epoxy/egl.h>
#include <epoxy/gl.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "engine/render/gl_context.h"

namespace pendopo {
namespace {

constexpr size_t kMostCards = 16;

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

// The graphics cards that EGL knows; what draws on the CPU is none.
std::vector<EGLDeviceEXT> graphics_cards() {
    std::array<EGLDeviceEXT, kMostCards> found{};
    EGLint count = 0;
    if (!epoxy_has_egl_extension(EGL_NO_DISPLAY, "EGL_EXT_device_enumeration") ||
        eglQueryDevicesEXT(kMostCards, found.data(), &count) == EGL_FALSE) {
        return {};
    }
    std::vector<EGLDeviceEXT> cards(found.begin(), found.begin() + count);
    std::erase_if(cards, [](EGLDeviceEXT device) {
        const char* kinds = eglQueryDeviceStringEXT(device, EGL_EXTENSIONS);
        return kinds != nullptr &&
               std::string_view(kinds).find("EGL_MESA_device_software") != std::string_view::npos;
    });
    return cards;
}

EGLDisplay surfaceless() {
    return eglGetPlatformDisplayEXT(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
}

}  // namespace

// Mesa's surfaceless platform takes a card of its own choice, and the CPU where it knows none;
// other drivers know their cards only.
Result<std::unique_ptr<EglDisplays>> EglDisplays::create() {
    const std::vector<EGLDeviceEXT> cards = graphics_cards();
    // Each is gone before the next is opened: it takes what is current with it.
    const auto on_card = [](const auto& made) { return made && !read_gl_caps().software; };
    if (auto made = open(surfaceless()); cards.empty() || on_card(made)) {
        return made;
    }
    for (EGLDeviceEXT card : cards) {
        auto made = open(eglGetPlatformDisplayEXT(EGL_PLATFORM_DEVICE_EXT, card, nullptr));
        if (on_card(made)) {
            return made;
        }
    }
    return open(surfaceless());
}

Result<std::unique_ptr<EglDisplays>> EglDisplays::open(void* display) {
    std::unique_ptr<EglDisplays> made(new EglDisplays);
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

void EglDisplays::show(std::span<const ShownCanvas> /*canvases*/, bool /*at_once*/) {
    glFlush();
}

}  // namespace pendopo
