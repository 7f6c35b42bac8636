#include "engine/ipc/event_loop.h"

#include <glib-unix.h>
#include <glib.h>

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace pendopo {
namespace {

// Of a loop with its own clock: ids that GLib does not get to.
constexpr unsigned kOwnIds = 1U << 31;

struct OwnTimer {
    MonotonicTime due;
    Milliseconds period;  // 0: once
    std::function<void()> call;
};

}  // namespace

struct EventLoop::Implementation {
    GMainContext* context = g_main_context_ref(g_main_context_default());
    GMainLoop* loop = g_main_loop_new(context, FALSE);
    const Clock* clock = nullptr;
    std::map<unsigned, OwnTimer> timers;  // by id
    unsigned next_id = kOwnIds;
};

namespace {

using Callback = std::function<void()>;

// GLib owns the callback through its destroy notice; it lives exactly as long as the source.
void destroy_callback(void* data) {
    delete static_cast<Callback*>(data);
}
// A copy is called, because a callback may drop its own handle and so itself.
gboolean call_again(void* data) {
    const Callback callback = *static_cast<Callback*>(data);
    callback();
    return G_SOURCE_CONTINUE;
}
gboolean call_once(void* data) {
    const Callback callback = *static_cast<Callback*>(data);
    callback();
    return G_SOURCE_REMOVE;
}
gboolean call_fd(int, GIOCondition, void* data) {
    return call_again(data);
}

unsigned attach(GSource* source, GMainContext* context, GSourceFunc call, Callback callback) {
    g_source_set_callback(source, call, new Callback(std::move(callback)), destroy_callback);
    const unsigned id = g_source_attach(source, context);
    g_source_unref(source);
    return id;
}

}  // namespace

EventLoop::EventLoop() : implementation_(std::make_unique<Implementation>()) {}
EventLoop::EventLoop(const Clock& clock) : EventLoop() {
    implementation_->clock = &clock;
}
EventLoop::~EventLoop() {
    g_main_loop_unref(implementation_->loop);
    g_main_context_unref(implementation_->context);
}

EventLoop::Handle& EventLoop::Handle::operator=(Handle&& other) noexcept {
    if (this != &other) {
        reset();
        loop_ = std::exchange(other.loop_, nullptr);
        id_ = std::exchange(other.id_, 0);
    }
    return *this;
}
void EventLoop::Handle::reset() {
    if (loop_ != nullptr && id_ != 0) {
        loop_->remove(std::exchange(id_, 0));
    }
}

void EventLoop::remove(unsigned id) {
    if (id >= kOwnIds) {
        implementation_->timers.erase(id);
        return;
    }
    // A timer that fired once is gone already.
    if (GSource* source = g_main_context_find_source_by_id(implementation_->context, id)) {
        g_source_destroy(source);
    }
}

EventLoop::Handle EventLoop::watch(int fd, std::function<void()> ready) {
    GSource* source =
        g_unix_fd_source_new(fd, static_cast<GIOCondition>(G_IO_IN | G_IO_HUP | G_IO_ERR));
    return {this,
            attach(source, implementation_->context, G_SOURCE_FUNC(call_fd), std::move(ready))};
}
EventLoop::Handle EventLoop::every(Milliseconds period, std::function<void()> due) {
    if (implementation_->clock != nullptr) {
        return add_timer(period, period, std::move(due));
    }
    GSource* source = g_timeout_source_new(static_cast<guint>(period.count()));
    return {this, attach(source, implementation_->context, call_again, std::move(due))};
}
EventLoop::Handle EventLoop::after(Milliseconds delay, std::function<void()> due) {
    if (implementation_->clock != nullptr) {
        return add_timer(delay, Milliseconds(0), std::move(due));
    }
    GSource* source = g_timeout_source_new(static_cast<guint>(delay.count()));
    return {this, attach(source, implementation_->context, call_once, std::move(due))};
}
EventLoop::Handle EventLoop::add_timer(Milliseconds delay, Milliseconds period,
                                       std::function<void()> due) {
    const unsigned id = implementation_->next_id++;
    implementation_->timers[id] = {implementation_->clock->now() + delay, period, std::move(due)};
    return {this, id};
}

void EventLoop::run_due_timers() {
    if (implementation_->clock == nullptr) {
        return;
    }
    const MonotonicTime now = implementation_->clock->now();
    std::vector<std::pair<MonotonicTime, unsigned>> due;
    for (const auto& [id, timer] : implementation_->timers) {
        if (timer.due <= now) {
            due.emplace_back(timer.due, id);
        }
    }
    std::ranges::sort(due);
    for (const auto& [when, id] : due) {
        const auto timer = implementation_->timers.find(id);
        if (timer == implementation_->timers.end()) {
            continue;  // an earlier one dropped it
        }
        const Callback callback = timer->second.call;
        if (timer->second.period > Milliseconds(0)) {
            timer->second.due = now + timer->second.period;
        } else {
            implementation_->timers.erase(timer);
        }
        callback();
    }
}
void EventLoop::post(std::function<void()> work) {
    attach(g_idle_source_new(), implementation_->context, call_once, std::move(work));
}

void EventLoop::run() {
    g_main_loop_run(implementation_->loop);
}
void EventLoop::quit() {
    g_main_loop_quit(implementation_->loop);
}
void EventLoop::turn() {
    run_due_timers();
    while (g_main_context_iteration(implementation_->context, FALSE)) {
    }
}

}  // namespace pendopo
