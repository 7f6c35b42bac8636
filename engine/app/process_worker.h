#pragma once
// One worker process, kept alive: started, fed, watched, and started again with back-off when it
// ends or falls silent. One that is too busy to read is left to its work: what it shall hear waits
// (outbox.h), and only silence replaces it. Where there is a keeper, a worker that outlives control
// is put down there, and one that an earlier control put down is taken over instead of started.

#include <optional>
#include <string>

#include "engine/app/keeper_link.h"
#include "engine/app/worker.h"
#include "engine/base/backoff.h"
#include "engine/base/clock.h"
#include "engine/base/log.h"
#include "engine/ipc/channel.h"
#include "engine/ipc/event_loop.h"
#include "engine/ipc/outbox.h"
#include "engine/ipc/process.h"
#include "engine/ipc/silence_watch.h"

namespace pendopo {

// Thread: bound to control's loop.
class ProcessWorker final : public Worker {
  public:
    // A worker that says nothing for this long although it could is killed and replaced.
    static constexpr Seconds kSilenceLimit{5};
    // Until it is heard first. A start maps 100 MB of libraries (LLVM, codecs) and the renderer
    // makes its contexts and shaders: 0.7 s alone, 3.4 s beside sixteen busy processes on two
    // cores, longer from a cold disk. One killed meanwhile begins anew on a machine busier still.
    static constexpr Seconds kStartLimit{15};

    // The loop, the clock and the keeper, which may be null, outlive the worker.
    ProcessWorker(EventLoop& loop, const Clock& clock, const Log& log, WorkerLaunch launch,
                  WorkerHooks hooks, KeeperLink* keeper = nullptr);
    ~ProcessWorker() override;

    void start() override;
    void stop() override;
    void restart() override;

    using Worker::send;
    Result<void> send(std::string_view key, std::string_view text,
                      std::span<const int> fds) override;

    // Called by the loop each second: replaces a process that is silent for too long.
    void check_silence();

    bool running() const override { return process_.has_value(); }
    pid_t pid() const override { return process_ ? process_->pid() : 0; }
    uint64_t restarts() const override { return starts_ > 0 ? starts_ - 1 : 0; }
    WallTime started_at() const override { return started_at_; }
    const std::string& role() const override { return launch_.role; }
    const std::string& last_exit() const override { return last_exit_; }
    std::optional<WorkerCrash> crash() const override { return crash_; }
    const std::string& refusal() const override { return refusal_; }

  private:
    void launch();
    void flush();
    void replace(const std::string& why);
    void adopt(KeeperLink::Kept kept);
    void attend(Channel channel, ChildProcess process);
    void read_channel();
    void refused(const std::string& reason);
    void reap();
    void launch_later();

    EventLoop& loop_;
    const Clock& clock_;
    Log log_;
    WorkerLaunch launch_;
    WorkerHooks hooks_;
    KeeperLink* keeper_;  // null as well for a worker that ends with control
    Backoff backoff_;
    bool stopping_ = false;
    uint64_t starts_ = 0;
    std::string last_exit_;
    std::string refusal_;
    std::optional<WorkerCrash> crash_;
    WallTime started_at_;

    // Of the running process.
    std::optional<ChildProcess> process_;
    std::optional<Channel> channel_;
    Outbox outbox_;
    bool flushing_ = false;
    bool gone_ = false;    // from its channel, or killed: nothing more is told
    bool killed_ = false;  // nor heard
    bool silent_ = false;  // killed for that
    MonotonicTime launched_;
    SilenceWatch silence_;
    EventLoop::Handle channel_watch_;
    EventLoop::Handle flush_timer_;
    EventLoop::Handle exit_watch_;
    EventLoop::Handle silence_timer_;
    EventLoop::Handle launch_timer_;
};

// Makes processes. The loop, the clock, the log and the keeper outlive what it makes.
WorkerFactory process_workers(EventLoop& loop, const Clock& clock, const Log& log,
                              KeeperLink* keeper = nullptr);

}  // namespace pendopo
