#pragma once
// One worker as control sees it: started, fed, heard, and started again when it ends. What it is
// told after a restart is its owner's business (hook `started`). The real one is a process
// (engine/app/process_worker.h); tests have one of their own.

#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/base/clock.h"
#include "engine/base/log.h"
#include "engine/base/result.h"
#include "engine/base/sandbox_mode.h"
#include "engine/ipc/channel.h"
#include "engine/ipc/process.h"

namespace pendopo {

struct WorkerHooks {
    std::function<void()> started;                 // a new process runs: send it everything
    std::function<void(ChannelMessage)> received;  // never called during started
    std::function<void()> ended;                   // its process is gone
    // Instead of started, of one that outlives control: it runs, and does what an earlier control
    // wanted. Ask it what that is.
    std::function<void()> adopted = [] {};
};

struct WorkerLaunch {
    std::string role;     // "ingest-1": names it in logs and in the state document
    std::string program;  // absolute path
    LogLevel log_level = LogLevel::info;
    // It goes on without control, and the next one takes it over; where there is a keeper.
    bool outlives_control = false;
    SandboxMode sandbox = SandboxMode::required;
};

// An end of its process that nobody asked for.
struct WorkerCrash {
    ExitStatus status;
    bool silent = false;  // it hung, and was replaced for that
};

// Thread: bound to control's loop. Hooks are called on it, and must not destroy the worker.
class Worker {
  public:
    virtual ~Worker() = default;

    virtual void start() = 0;
    // Asks it to end and starts it no more. ended() is called when it is gone.
    virtual void stop() = 0;
    // Ends it now; it is started again unless stop() was called.
    virtual void restart() = 0;

    // Tells it something. While it is busy the message waits, and gives way to a newer one of the
    // same `key`; one that is gone hears everything again when it starts. Errors: invalid, when the
    // text is too long to be told at all: nothing changes.
    virtual Result<void> send(std::string_view key, std::string_view text,
                              std::span<const int> fds) = 0;
    Result<void> send(std::string_view key, std::string_view text) { return send(key, text, {}); }

    virtual bool running() const = 0;
    virtual pid_t pid() const = 0;  // 0: it does not run
    virtual uint64_t restarts() const = 0;
    virtual WallTime started_at() const = 0;
    virtual const std::string& role() const = 0;
    virtual const std::string& last_exit() const = 0;  // how it ended; empty: it never did
    // Its newest end, where that was none of control's; nothing: it never ended, or was asked to.
    virtual std::optional<WorkerCrash> crash() const { return std::nullopt; }
    // Why it does not run at all (engine/ipc/worker_refusal.h), until it does; empty: it runs.
    virtual const std::string& refusal() const {
        static const std::string kNone;
        return kNone;
    }
};

using WorkerFactory = std::function<std::unique_ptr<Worker>(WorkerLaunch, WorkerHooks)>;

}  // namespace pendopo
