// Preloaded into pendopo-render by tests: a driver that says, three seconds after it was asked
// first, that its context was lost, as GPUs are reset and the memory of a suspended machine is.
// OpenGL is found by dlsym(), so that is what stands in front of it here.

#include <dlfcn.h>

#include <chrono>
#include <cstring>

namespace {

using Symbol = void* (*)(void*, const char*);
using GetAddress = void* (*)(const char*);

unsigned reset_status() {
    constexpr unsigned kInnocent = 0x8254;  // GL_INNOCENT_CONTEXT_RESET
    static const auto first = std::chrono::steady_clock::now();
    const bool lost = std::chrono::steady_clock::now() - first > std::chrono::seconds(3);
    return lost ? kInnocent : 0;
}

void* real(void* library, const char* name) {
    static const auto next = reinterpret_cast<Symbol>(::dlvsym(RTLD_NEXT, "dlsym", "GLIBC_2.2.5"));
    return next(library, name);
}

bool asks_for_status(const char* name) {
    return std::strncmp(name, "glGetGraphicsResetStatus", 24) == 0;
}

GetAddress egl_get = nullptr;
GetAddress glx_get = nullptr;
void* get_by_egl(const char* name) {
    return asks_for_status(name) ? reinterpret_cast<void*>(&reset_status) : egl_get(name);
}
void* get_by_glx(const char* name) {
    return asks_for_status(name) ? reinterpret_cast<void*>(&reset_status) : glx_get(name);
}

}  // namespace

extern "C" void* dlsym(void* library, const char* name) {
    if (asks_for_status(name)) {
        return reinterpret_cast<void*>(&reset_status);
    }
    if (std::strcmp(name, "eglGetProcAddress") == 0) {
        egl_get = reinterpret_cast<GetAddress>(real(library, name));
        return egl_get == nullptr ? nullptr : reinterpret_cast<void*>(&get_by_egl);
    }
    if (std::strncmp(name, "glXGetProcAddress", 17) == 0) {
        glx_get = reinterpret_cast<GetAddress>(real(library, name));
        return glx_get == nullptr ? nullptr : reinterpret_cast<void*>(&get_by_glx);
    }
    return real(library, name);
}
