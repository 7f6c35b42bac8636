#include "tests/support/key_press.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>

#include <memory>

namespace pendopo::test {
namespace {

// The topmost window that is seen at the left top of the screen; None: there is none.
Window window_at_left_top(Display* display, Window root) {
    Window ignored = None;
    Window* children = nullptr;
    unsigned count = 0;
    if (XQueryTree(display, root, &ignored, &ignored, &children, &count) == 0) {
        return None;
    }
    Window found = None;
    for (unsigned i = 0; i < count; ++i) {  // bottom to top
        XWindowAttributes at{};
        if (XGetWindowAttributes(display, children[i], &at) != 0 && at.map_state == IsViewable &&
            at.x <= 0 && at.y <= 0 && at.width > 1) {
            found = children[i];
        }
    }
    if (children != nullptr) {
        XFree(children);
    }
    return found;
}

}  // namespace

Result<void> press_key(const std::string& name, const std::string& key) {
    const std::unique_ptr<Display, int (*)(Display*)> display(XOpenDisplay(name.c_str()),
                                                              XCloseDisplay);
    if (!display) {
        return fail(ErrorCode::unreachable, "no X display " + name);
    }
    const Window root = DefaultRootWindow(display.get());
    const Window window = window_at_left_top(display.get(), root);
    const KeyCode code = XKeysymToKeycode(display.get(), XStringToKeysym(key.c_str()));
    if (window == None || code == 0) {
        return fail(ErrorCode::not_found, window == None ? "no window is seen" : "no key " + key);
    }
    XEvent event{};
    event.xkey.display = display.get();
    event.xkey.window = window;
    event.xkey.root = root;
    event.xkey.same_screen = True;
    event.xkey.keycode = code;
    for (const int type : {KeyPress, KeyRelease}) {
        event.xkey.type = type;
        // A time of its own: GLFW takes a press of the time of the one before for its echo.
        static Time time = 0;
        event.xkey.time = ++time;
        XSendEvent(display.get(), window, False, NoEventMask, &event);
    }
    XSync(display.get(), False);
    return {};
}

}  // namespace pendopo::test
