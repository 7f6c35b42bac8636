#pragma once
// Worker processes, from both sides. Control spawns a worker with one end of a channel as
// descriptor 3 and nothing else of its own; the worker starts with WorkerProcess::enter and ends
// when control is gone, however control went.

#include <spawn.h>
#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/log.h"
#include "engine/base/result.h"
#include "engine/base/unique_fd.h"
#include "engine/ipc/channel.h"

namespace pendopo {

// How a process ended: by `signal` when it is not 0, else with `code`.
struct ExitStatus {
    int code = 0;
    int signal = 0;
    std::string to_string() const;  // "exit code 3", "signal 9 (Killed)"
    bool operator==(const ExitStatus&) const = default;
};

struct ProgramRun;

// Thread: bound to its owner. Destroying a running one kills and reaps it.
class ChildProcess {
  public:
    // Runs `program` with `arguments` (argv[1…]); `channel` becomes its descriptor 3.
    static Result<ChildProcess> spawn(const std::string& program,
                                      const std::vector<std::string>& arguments, UniqueFd channel);

    ChildProcess(ChildProcess&&) noexcept;
    ChildProcess& operator=(ChildProcess&&) noexcept;
    ~ChildProcess();

    pid_t pid() const { return pid_; }
    // Readable once the process ended.
    int exit_fd() const { return pidfd_.get(); }
    // Its end, once there; reaps it. Never blocks.
    std::optional<ExitStatus> poll_exit();
    void signal(int number);

  private:
    friend Result<ProgramRun> run_program(const std::string&, const std::vector<std::string>&,
                                          Milliseconds);
    ChildProcess() = default;
    static Result<ChildProcess> spawn(const std::string& program,
                                      const std::vector<std::string>& arguments,
                                      const posix_spawn_file_actions_t& actions);
    pid_t pid_ = -1;
    UniqueFd pidfd_;
    std::optional<ExitStatus> ended_;
};

// What a program that runs to its end said and how it ended.
struct ProgramRun {
    ExitStatus status;
    std::string output;  // its standard output
};

// Runs `program` with `arguments` (argv[1…]) to its end, without a shell; its standard input and
// error are /dev/null. Blocks, `patience` at most. Errors: io when it cannot be started, timed_out,
// exhausted when it says more than a mebibyte; it is killed then.
Result<ProgramRun> run_program(const std::string& program,
                               const std::vector<std::string>& arguments, Milliseconds patience);

// A program standing beside the running one ("pendopo-ingest"), as an absolute path.
std::string program_beside(const std::string& name);

// The worker's side.
struct WorkerProcess {
    Channel channel;
    Log log;
    UniqueFd stop_fd;  // a signalfd: readable when SIGTERM asks for a clean end

    // For main() of a worker program: reads `--name N --log-level L`, ties the process to its
    // parent's life, blocks SIGINT (Ctrl-C is control's to handle) and turns SIGTERM into stop_fd.
    // Exits with 2 and a sentence when it was not started by control.
    static WorkerProcess enter(int argc, char** argv);
};

}  // namespace pendopo
