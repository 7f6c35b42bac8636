#pragma once
// Worker processes, from both sides. Control spawns a worker with one end of a channel as
// descriptor 3 and nothing else of its own; the worker starts with WorkerProcess::enter and ends
// when its parent is gone, however that went. One that shall outlive control gets a lifeline
// besides, as descriptor 4: the reading end of a pipe that the keeper (engine/app/keeper.h) holds
// open; it ends with that instead.

#include <spawn.h>
#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/log.h"
#include "engine/base/result.h"
#include "engine/base/sandbox_mode.h"
#include "engine/base/unique_fd.h"
#include "engine/ipc/channel.h"

namespace pendopo {

// How a process ended: by `signal` when it is not 0, else with `code`.
struct ExitStatus {
    int code = 0;
    int signal = 0;
    bool known = true;              // false: another process is its parent and heard it
    std::string to_string() const;  // "exit code 3", "signal 9 (Killed)"
    bool operator==(const ExitStatus&) const = default;
};

struct ProgramRun;

// Thread: bound to its owner. Destroying a running one kills and reaps it.
class ChildProcess {
  public:
    // Runs `program` with `arguments` (argv[1…]); `channel` becomes its descriptor 3, and
    // `lifeline`, if there is one, its descriptor 4.
    static Result<ChildProcess> spawn(const std::string& program,
                                      const std::vector<std::string>& arguments, UniqueFd channel,
                                      int lifeline = -1);
    // One that an earlier control started, by its pidfd. Its exit status is not told here.
    static ChildProcess adopt(pid_t pid, UniqueFd pidfd);

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
    bool adopted_ = false;
    std::optional<ExitStatus> ended_;
};

// Ends this process by SIGKILL, whatever it does, as soon as nobody holds the writing end of
// `lifeline` open; at once when nobody does. The kernel sees to it, as it does for a parent's
// death; a pipe goes on meaning the same process when parents change. Errors: io.
Result<void> end_with_lifeline(int lifeline);

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

// What every worker is told by its command line: its name in logs, `level`, its sandbox.
std::vector<std::string> worker_words(const std::string& name, LogLevel level, SandboxMode sandbox);

// A program standing beside the running one ("pendopo-ingest"), as an absolute path.
std::string program_beside(const std::string& name);

// The worker's side.
struct WorkerProcess {
    Channel channel;
    Log log;
    UniqueFd stop_fd;  // a signalfd: readable when SIGTERM asks for a clean end
    SandboxMode sandbox = SandboxMode::required;  // see engine/sandbox

    // For main() of a worker program: reads worker_words() and `[--lifeline 4]`, ties the
    // process to its parent's life or to its lifeline, blocks SIGINT (Ctrl-C is control's to
    // handle) and turns SIGTERM into stop_fd. Exits with 2 and a sentence when it was not started
    // by control.
    static WorkerProcess enter(int argc, char** argv);
};

// For main() of a worker that handles no video, before it has threads: pictures that wait to be
// decoded or drawn have the processor first.
void give_way_to_video();

// For main() of a worker whose end costs a moment of some tiles: where memory runs out, the kernel
// ends it before control and the renderer.
void die_first_without_memory();

}  // namespace pendopo
