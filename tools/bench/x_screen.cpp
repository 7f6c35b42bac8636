#include "tools/bench/x_screen.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XShm.h>
#include <fmt/format.h>
#include <sys/ipc.h>
#include <sys/shm.h>

#include <utility>

namespace pendopo {

struct XScreen::Connection {
    Display* display = nullptr;
    bool broken = false;  // the server is gone; nothing may be asked any more
    PixelSize screen;     // as last asked
    XShmSegmentInfo segment{};
    size_t segment_size = 0;

    Connection() { segment.shmid = -1; }
    Connection(const Connection&) = delete;
    ~Connection() {
        release_segment();
        if (display != nullptr && !broken) {
            XCloseDisplay(display);
        }
    }

    void release_segment() {
        if (segment_size > 0) {
            if (!broken) {
                XShmDetach(display, &segment);
                XSync(display, False);
            }
            ::shmdt(segment.shmaddr);
            segment_size = 0;
        }
    }

    // Memory shared with the server for at least `size` bytes. Removed at once from the system's
    // list, so that it goes with us whatever happens.
    Result<void> ensure_segment(size_t size) {
        if (size <= segment_size) {
            return {};
        }
        release_segment();
        segment.shmid = ::shmget(IPC_PRIVATE, size, IPC_CREAT | 0600);
        if (segment.shmid < 0) {
            return fail_errno(fmt::format("shared memory of {} bytes", size));
        }
        segment.shmaddr = static_cast<char*>(::shmat(segment.shmid, nullptr, 0));
        segment.readOnly = False;
        const bool attached = XShmAttach(display, &segment) != 0;
        XSync(display, False);
        ::shmctl(segment.shmid, IPC_RMID, nullptr);
        if (!attached || broken) {
            ::shmdt(segment.shmaddr);
            return fail(ErrorCode::io, "the X server took no shared memory");
        }
        segment_size = size;
        return {};
    }
};

XScreen::XScreen(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
XScreen::XScreen(XScreen&&) noexcept = default;
XScreen& XScreen::operator=(XScreen&&) noexcept = default;
XScreen::~XScreen() = default;

Result<XScreen> XScreen::open(const std::string& display) {
    XSetErrorHandler([](Display*, XErrorEvent*) { return 0; });
    XSetIOErrorHandler([](Display*) { return 0; });  // Xlib's own prints and exits
    auto connection = std::make_unique<Connection>();
    connection->display = XOpenDisplay(display.c_str());
    if (connection->display == nullptr) {
        return fail(ErrorCode::unreachable,
                    fmt::format("X display {}: no answer — is the server running?", display));
    }
    XSetIOErrorExitHandler(
        connection->display, [](Display*, void* broken) { *static_cast<bool*>(broken) = true; },
        &connection->broken);
    if (XShmQueryExtension(connection->display) == 0) {
        return fail(ErrorCode::unsupported,
                    fmt::format("X display {}: no shared memory — use a local server", display));
    }
    return XScreen(std::move(connection));
}

Result<PixelSize> XScreen::size() {
    Window root = 0;
    int x = 0, y = 0;
    unsigned width = 0, height = 0, border = 0, depth = 0;
    if (connection_->broken ||
        XGetGeometry(connection_->display, DefaultRootWindow(connection_->display), &root, &x, &y,
                     &width, &height, &border, &depth) == 0) {
        return fail(ErrorCode::io, "the X server is gone");
    }
    connection_->screen = {static_cast<int>(width), static_cast<int>(height)};
    return connection_->screen;
}

Result<ScreenView> XScreen::read(const PixelRect& rect) {
    if (connection_->screen.empty()) {
        if (const auto known = size(); !known) {
            return fail(known.error());
        }
    }
    auto view = read_within(rect, connection_->screen);
    if (!view && !connection_->broken) {  // outputs may have come or gone
        if (const auto known = size(); known) {
            view = read_within(rect, *known);
        }
    }
    return view;
}

Result<ScreenView> XScreen::read_within(const PixelRect& rect, PixelSize screen) {
    if (connection_->broken) {
        return fail(ErrorCode::io, "the X server is gone");
    }
    const PixelRect area = intersect(rect, {0, 0, screen.width, screen.height});
    if (area.empty()) {
        return fail(ErrorCode::invalid,
                    fmt::format("{}x{}+{}+{} is outside of the screen, {}x{}", rect.width,
                                rect.height, rect.x, rect.y, screen.width, screen.height));
    }
    Display* display = connection_->display;
    const size_t bytes = static_cast<size_t>(area.width) * area.height * 4;
    if (auto ensured = connection_->ensure_segment(bytes); !ensured) {
        return fail(ensured.error());
    }
    XImage* image =
        XShmCreateImage(display, DefaultVisual(display, DefaultScreen(display)),
                        static_cast<unsigned>(DefaultDepth(display, DefaultScreen(display))),
                        ZPixmap, connection_->segment.shmaddr, &connection_->segment,
                        static_cast<unsigned>(area.width), static_cast<unsigned>(area.height));
    if (image == nullptr || image->bits_per_pixel != 32) {
        return fail(ErrorCode::unsupported, "the X screen has no 32 bits a pixel");
    }
    const ScreenView view{reinterpret_cast<const uint8_t*>(image->data), area.width, area.height,
                          image->bytes_per_line};
    const bool read =
        XShmGetImage(display, DefaultRootWindow(display), image, area.x, area.y, AllPlanes) != 0;
    XFree(image);  // the description alone; the pixels are the segment's
    if (!read || connection_->broken) {
        return fail(ErrorCode::io,
                    connection_->broken ? "the X server is gone" : "the X server gave no picture");
    }
    return view;
}

}  // namespace pendopo
