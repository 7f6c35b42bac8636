#pragma once
// pendopo-script as control sees it: a child process at the other end of a channel.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/clock.h"
#include "engine/ipc/channel.h"
#include "engine/ipc/process.h"
#include "engine/ipc/script_messages.h"
#include "engine/script/script_engine.h"

namespace pendopo::test {

// Thread: bound to its owner. Destroying it kills the process.
class ScriptProcess {
  public:
    struct Answer {
        ScriptDone done;
        std::string output;  // when there was no error
    };

    // Starts the program that stands beside this one. Errors: io.
    static Result<ScriptProcess> start();

    // Sends the job with its texts; false when the process is gone or does not read.
    bool send(const ScriptJob& job, const ScriptTexts& texts);
    bool send(const std::string& message, const std::vector<int>& fds);
    // The next message of type T; others are passed over. Nothing when there was none in time.
    template <class T>
    std::optional<T> await(Milliseconds patience = Seconds(20));
    std::optional<Answer> await_answer(Milliseconds patience = Seconds(20));
    std::optional<Answer> run(const ScriptJob& job, const ScriptTexts& texts);
    std::optional<ExitStatus> await_exit(Milliseconds patience = Seconds(20));
    size_t resident_bytes() const;
    ChildProcess& child() { return child_; }
    Channel& channel() { return channel_; }

  private:
    ScriptProcess(Channel channel, ChildProcess child)
        : channel_(std::move(channel)), child_(std::move(child)) {}
    std::optional<FromScript> next(MonotonicTime deadline);

    Channel channel_;
    ChildProcess child_;
    std::vector<UniqueFd> fds_;  // of the newest message
};

template <class T>
std::optional<T> ScriptProcess::await(Milliseconds patience) {
    const MonotonicTime deadline = Monotonic::now() + patience;
    while (auto message = next(deadline)) {
        if (const T* wanted = std::get_if<T>(&*message)) {
            return *wanted;
        }
    }
    return std::nullopt;
}

}  // namespace pendopo::test
