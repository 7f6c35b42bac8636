#include "engine/render/present_feedback.h"

#include <X11/Xlib-xcb.h>
#include <xcb/present.h>

#include <chrono>
#include <cstdlib>
#include <thread>
#include <utility>

#include "engine/base/clock.h"

namespace pendopo {
namespace {

constexpr Milliseconds kLook{5};

template <class T>
using Reply = std::unique_ptr<T, decltype(&std::free)>;

bool has_present(xcb_connection_t* server) {
    const xcb_query_extension_reply_t* extension = xcb_get_extension_data(server, &xcb_present_id);
    if (extension == nullptr || extension->present == 0) {
        return false;
    }
    const Reply<xcb_present_query_version_reply_t> version(
        xcb_present_query_version_reply(
            server,
            xcb_present_query_version(server, XCB_PRESENT_MAJOR_VERSION, XCB_PRESENT_MINOR_VERSION),
            nullptr),
        &std::free);
    return version != nullptr;
}

}  // namespace

// The display's own connection, so that what is asked comes behind the picture that was given. Its
// answers have a queue of their own, which Xlib does not see.
struct PresentFeedback::Connection {
    Connection(xcb_connection_t* server_, xcb_window_t window_)
        : server(server_), window(window_), queue(xcb_generate_id(server)) {
        xcb_present_select_input(server, queue, window, XCB_PRESENT_EVENT_MASK_COMPLETE_NOTIFY);
        events = xcb_register_for_special_xge(server, &xcb_present_id, queue, nullptr);
    }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection() {
        xcb_present_select_input(server, queue, window, XCB_PRESENT_EVENT_MASK_NO_EVENT);
        xcb_unregister_for_special_event(server, events);
    }

    xcb_connection_t* server;
    xcb_window_t window;
    xcb_present_event_t queue;
    xcb_special_event_t* events = nullptr;
};

PresentFeedback::PresentFeedback(std::unique_ptr<Connection> connection)
    : connection_(std::move(connection)) {}
PresentFeedback::PresentFeedback(PresentFeedback&&) noexcept = default;
PresentFeedback& PresentFeedback::operator=(PresentFeedback&&) noexcept = default;
PresentFeedback::~PresentFeedback() = default;

std::optional<PresentFeedback> PresentFeedback::create(_XDisplay* display, unsigned long window) {
    xcb_connection_t* server = XGetXCBConnection(display);
    if (!has_present(server)) {
        return std::nullopt;
    }
    return PresentFeedback(std::make_unique<Connection>(server, static_cast<xcb_window_t>(window)));
}

void PresentFeedback::ask(uint32_t number) {
    // The next one: behind no count, and of each one.
    xcb_present_notify_msc(connection_->server, connection_->window, number, 0, 1, 0);
    xcb_flush(connection_->server);
}

std::optional<PresentFeedback::Answer> PresentFeedback::take() {
    while (xcb_generic_event_t* event =
               xcb_poll_for_special_event(connection_->server, connection_->events)) {
        const Reply<xcb_generic_event_t> owned(event, &std::free);
        const auto* generic = reinterpret_cast<const xcb_present_generic_event_t*>(event);
        const auto* complete = reinterpret_cast<const xcb_present_complete_notify_event_t*>(event);
        // Those of the pictures that GL gave the window come here, too.
        if (generic->evtype == XCB_PRESENT_COMPLETE_NOTIFY &&
            complete->kind == XCB_PRESENT_COMPLETE_KIND_NOTIFY_MSC) {
            return Answer{complete->serial, {complete->msc, complete->ust}};
        }
    }
    return std::nullopt;
}

bool server_gives_feedback() {
    const std::unique_ptr<Display, decltype(&XCloseDisplay)> display(XOpenDisplay(nullptr),
                                                                     &XCloseDisplay);
    if (display == nullptr) {
        return false;
    }
    std::optional<PresentFeedback> feedback =
        PresentFeedback::create(display.get(), DefaultRootWindow(display.get()));
    if (!feedback) {
        return false;
    }
    feedback->ask(1);
    const MonotonicTime end = Monotonic::now() + Pacing::kPatience;
    while (Monotonic::now() < end) {
        if (feedback->take()) {
            return true;
        }
        std::this_thread::sleep_for(kLook);
    }
    return false;
}

}  // namespace pendopo
