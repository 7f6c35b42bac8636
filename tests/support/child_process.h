#pragma once
// A program under test, run as a child with its output kept in files. The child gets a session of
// its own, so whatever it starts can be found and ended with it, also after the child itself died.
// It is killed when the test process dies, however that happens.

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/result.h"
#include "engine/base/unique_fd.h"

namespace pendopo::test {

struct ExitStatus {
    int code = 0;    // of exit(); -1 when a signal ended it
    int signal = 0;  // the signal that ended it, or 0
    bool operator==(const ExitStatus&) const = default;
};

struct ChildOptions {
    std::vector<std::string> command;  // program (searched in PATH) and its arguments
    std::vector<std::pair<std::string, std::string>> environment =
        {};                                   // added to or replacing ours
    std::vector<std::string> without = {};    // environment variables taken away, e.g. "DISPLAY"
    std::filesystem::path output = {};        // standard output; empty: /dev/null
    std::filesystem::path error_output = {};  // standard error; empty: /dev/null
    std::filesystem::path folder = {};        // working folder; empty: ours
};

// Thread: bound to the thread that spawned it, whose end also ends the child.
class ChildProcess {
  public:
    // Errors: not_found when the program cannot be executed, io otherwise.
    static Result<ChildProcess> spawn(const ChildOptions& options);

    ChildProcess(ChildProcess&& other) noexcept;
    ChildProcess& operator=(ChildProcess&& other) noexcept;
    ~ChildProcess();  // kill_tree()

    pid_t pid() const { return pid_; }

    // Its exit status, now or within `patience`; nothing when it still runs then.
    std::optional<ExitStatus> wait(Nanoseconds patience);
    bool running() { return !wait(Nanoseconds(0)).has_value(); }

    // Sends a signal to the child alone.
    void signal(int number);

    // SIGTERM to the child, then its status; kills the tree when it does not end within `patience`.
    std::optional<ExitStatus> stop(Nanoseconds patience);

    // SIGKILL to the child and everything in its session, until nothing is left.
    void kill_tree();

    // The child and all it started that still runs, in /proc's order.
    std::vector<pid_t> tree() const;

  private:
    ChildProcess(pid_t pid, UniqueFd pidfd) : pid_(pid), pidfd_(std::move(pidfd)) {}

    pid_t pid_ = -1;  // also its session
    UniqueFd pidfd_;
    std::optional<ExitStatus> status_;
};

// Runs a program to its end; its standard output, or an error that quotes its standard error.
Result<std::string> run_to_end(ChildOptions options, Nanoseconds patience);

}  // namespace pendopo::test
