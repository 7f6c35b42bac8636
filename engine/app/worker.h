#pragma once
// One worker process, kept alive: started, fed, watched, and started again with back-off when it
// ends or falls silent. What it is told after a restart is its owner's business (hook `started`).

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/backoff.h"
#include "engine/base/clock.h"
#include "engine/base/log.h"
#include "engine/ipc/channel.h"
#include "engine/ipc/event_loop.h"
#include "engine/ipc/process.h"

namespace pendopo {

struct WorkerHooks {
    std::function<void()> started;                 // a new process runs: send it everything
    std::function<void(ChannelMessage)> received;  // never called during started
    std::function<void()> ended;                   // its process is gone
};

struct WorkerLaunch {
    std::string role;     // "ingest-1": names it in logs and in the state document
    std::string program;  // absolute path
    LogLevel log_level = LogLevel::info;
};

// Thread: bound to control's loop. Hooks are called on it, and must not destroy the worker.
class Worker {
  public:
    // A worker that says nothing for this long is killed and replaced.
    static constexpr Seconds kSilenceLimit{5};
    // Until it is heard first. A start maps 100 MB of libraries (LLVM, codecs) and the renderer
    // makes its contexts and shaders: 0.7 s alone, 3.4 s beside sixteen busy processes on two
    // cores, longer from a cold disk. One killed meanwhile begins anew on a machine busier still.
    static constexpr Seconds kStartLimit{15};

    // The loop and the clock outlive the worker.
    Worker(EventLoop& loop, const Clock& clock, const Log& log, WorkerLaunch launch,
           WorkerHooks hooks);
    ~Worker();

    void start();
    // Asks the process to end and starts it no more. ended() is called when it is gone.
    void stop();
    // Ends the process now; it is started again unless stop() was called.
    void restart();

    // A peer that does not take the message is stuck or gone; it is replaced, and hears everything
    // again when it starts.
    void send(std::string_view text, std::span<const int> fds = {});

    // Called by the loop each second: replaces a process that is silent for too long.
    void check_silence();

    bool running() const { return process_.has_value(); }
    pid_t pid() const { return process_ ? process_->pid() : 0; }
    uint64_t restarts() const { return starts_ > 0 ? starts_ - 1 : 0; }
    WallTime started_at() const { return started_at_; }
    const std::string& role() const { return launch_.role; }
    const std::string& last_exit() const { return last_exit_; }

  private:
    void launch();
    void read_channel();
    void reap();
    void launch_later();

    EventLoop& loop_;
    const Clock& clock_;
    Log log_;
    WorkerLaunch launch_;
    WorkerHooks hooks_;
    Backoff backoff_;
    bool stopping_ = false;
    uint64_t starts_ = 0;
    std::string last_exit_;
    WallTime started_at_;

    // Of the running process.
    std::optional<ChildProcess> process_;
    std::optional<Channel> channel_;
    MonotonicTime launched_;
    std::optional<MonotonicTime> heard_;  // its newest message
    EventLoop::Handle channel_watch_;
    EventLoop::Handle exit_watch_;
    EventLoop::Handle silence_timer_;
    EventLoop::Handle launch_timer_;
};

}  // namespace pendopo
