#pragma once
// A worker of `pendopo check`'s own, in its sandbox, asked one thing after the other.

#include <span>
#include <string>

#include "engine/base/result.h"
#include "engine/base/sandbox_mode.h"
#include "engine/ipc/channel.h"
#include "engine/ipc/process.h"

namespace pendopo {

// Thread: bound to its owner.
class CheckWorker {
  public:
    // `role`: "cards" of pendopo-cards. Errors: those of the worker's start.
    static Result<CheckWorker> start(const std::string& role, SandboxMode sandbox);

    Result<void> send(const std::string& message, std::span<const int> fds = {});
    // Its next message. Errors: timed_out, unsupported (it cannot run here), unreachable (it
    // ended).
    Result<ChannelMessage> next();

  private:
    CheckWorker(std::string role, Channel channel, ChildProcess child);

    std::string role_;
    Channel channel_;
    ChildProcess child_;
};

}  // namespace pendopo
