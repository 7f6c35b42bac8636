#pragma once
// The loop of a process that waits for many things: descriptors, timers, and work posted from other
// threads. A thin shell over GLib's main context, so that libsoup and GStreamer can share it.
// Callbacks run on the thread that calls run(), one at a time.

#include <functional>
#include <memory>

#include "engine/base/clock.h"

namespace pendopo {

// Thread: bound to the thread that made it, except post() and quit(), which are safe.
class EventLoop {
  public:
    // Keeps a watch or timer alive; destroying it ends the watch. Must not outlive the loop.
    class Handle {
      public:
        Handle() = default;
        Handle(EventLoop* loop, unsigned id) : loop_(loop), id_(id) {}
        Handle(Handle&& other) noexcept { *this = std::move(other); }
        Handle& operator=(Handle&& other) noexcept;
        ~Handle() { reset(); }
        void reset();

      private:
        EventLoop* loop_ = nullptr;
        unsigned id_ = 0;
    };

    EventLoop();
    // Timers go by this clock, which outlives the loop, and only turn() looks at them: for tests.
    explicit EventLoop(const Clock& clock);
    ~EventLoop();
    EventLoop(const EventLoop&) = delete;
    EventLoop& operator=(const EventLoop&) = delete;

    // Calls `ready` whenever `fd` can be read or its peer hung up.
    [[nodiscard]] Handle watch(int fd, std::function<void()> ready);
    // Calls `due` every `period` until the handle goes. A late loop does not make up for lost
    // ticks.
    [[nodiscard]] Handle every(Milliseconds period, std::function<void()> due);
    // Calls `due` once after `delay`, unless the handle went before.
    [[nodiscard]] Handle after(Milliseconds delay, std::function<void()> due);
    // Calls `work` soon on the loop's thread.
    void post(std::function<void()> work);

    void run();  // until quit()
    void quit();
    // Runs what is ready now without waiting (tests). With a clock of its own: first the timers
    // that are due, each once, in the order in which they fell due.
    void turn();

  private:
    friend class Handle;
    struct Implementation;
    Handle add_timer(Milliseconds delay, Milliseconds period, std::function<void()> due);
    void run_due_timers();
    void remove(unsigned id);
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace pendopo
