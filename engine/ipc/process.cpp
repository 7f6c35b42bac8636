#include "engine/ipc/process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string_view>

#include "engine/ipc/glib_log.h"

extern char** environ;

namespace pendopo {
namespace {

constexpr int kChannelFd = 3;
constexpr int kLifelineFd = 4;
constexpr size_t kMaxOutput = size_t{1} << 20;

ExitStatus to_status(const siginfo_t& info) {
    return info.si_code == CLD_EXITED ? ExitStatus{info.si_status, 0}
                                      : ExitStatus{0, info.si_status};
}

// Owner of what a child's descriptors shall be.
struct FileActions {
    FileActions() { ::posix_spawn_file_actions_init(&list); }
    FileActions(const FileActions&) = delete;
    FileActions& operator=(const FileActions&) = delete;
    ~FileActions() { ::posix_spawn_file_actions_destroy(&list); }
    posix_spawn_file_actions_t list;
};

// Whether `fd` can be read, or hangs up, before the deadline.
bool readable_by(MonotonicTime deadline, int fd) {
    while (true) {
        const auto left = std::chrono::ceil<Milliseconds>(deadline - Monotonic::now());
        pollfd waiting{fd, POLLIN, 0};
        const int ready =
            ::poll(&waiting, 1, static_cast<int>(std::max(left, Milliseconds(0)).count()));
        if (ready >= 0 || errno != EINTR) {
            return ready > 0;
        }
    }
}

}  // namespace

std::string ExitStatus::to_string() const {
    if (!known) {
        return "unknown: an earlier control started it";
    }
    if (signal != 0) {
        return "signal " + std::to_string(signal) + " (" + ::strsignal(signal) + ")";
    }
    return "exit code " + std::to_string(code);
}

Result<ChildProcess> ChildProcess::spawn(const std::string& program,
                                         const std::vector<std::string>& arguments,
                                         UniqueFd channel, int lifeline) {
    FileActions actions;
    if (lifeline < 0) {
        ::posix_spawn_file_actions_adddup2(&actions.list, channel.get(), kChannelFd);
        return spawn(program, arguments, actions.list);
    }
    // Above both places first, so that neither is overwritten before it was copied.
    const UniqueFd channel_copy(::fcntl(channel.get(), F_DUPFD_CLOEXEC, kLifelineFd + 1));
    const UniqueFd lifeline_copy(::fcntl(lifeline, F_DUPFD_CLOEXEC, kLifelineFd + 1));
    ::posix_spawn_file_actions_adddup2(&actions.list, channel_copy.get(), kChannelFd);
    ::posix_spawn_file_actions_adddup2(&actions.list, lifeline_copy.get(), kLifelineFd);
    return spawn(program, arguments, actions.list);
}

Result<ChildProcess> ChildProcess::spawn(const std::string& program,
                                         const std::vector<std::string>& arguments,
                                         const posix_spawn_file_actions_t& actions) {
    std::vector<char*> argv{const_cast<char*>(program.c_str())};
    for (const std::string& argument : arguments) {
        argv.push_back(const_cast<char*>(argument.c_str()));
    }
    argv.push_back(nullptr);

    posix_spawnattr_t attributes;
    ::posix_spawnattr_init(&attributes);
    sigset_t none;
    ::sigemptyset(&none);
    ::posix_spawnattr_setsigmask(&attributes, &none);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);

    pid_t pid = -1;
    const int failed =
        ::posix_spawn(&pid, program.c_str(), &actions, &attributes, argv.data(), environ);
    ::posix_spawnattr_destroy(&attributes);
    if (failed != 0) {
        return fail(ErrorCode::io, program + ": cannot be started: " + std::strerror(failed));
    }
    ChildProcess child;
    child.pid_ = pid;
    child.pidfd_.reset(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)));
    return child;
}

ChildProcess ChildProcess::adopt(pid_t pid, UniqueFd pidfd) {
    ChildProcess process;
    process.pid_ = pid;
    process.pidfd_ = std::move(pidfd);
    process.adopted_ = true;
    return process;
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept {
    *this = std::move(other);
}
ChildProcess& ChildProcess::operator=(ChildProcess&& other) noexcept {
    std::swap(pid_, other.pid_);
    std::swap(pidfd_, other.pidfd_);
    std::swap(adopted_, other.adopted_);
    std::swap(ended_, other.ended_);
    return *this;
}
ChildProcess::~ChildProcess() {
    if (pid_ > 0 && !ended_) {
        signal(SIGKILL);
        siginfo_t info{};
        if (!adopted_) {
            ::waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED);
        }
    }
}

std::optional<ExitStatus> ChildProcess::poll_exit() {
    if (pid_ > 0 && !ended_ && adopted_) {
        pollfd gone{pidfd_.get(), POLLIN, 0};
        if (::poll(&gone, 1, 0) == 1) {
            ended_ = ExitStatus{.known = false};
        }
    } else if (pid_ > 0 && !ended_) {
        siginfo_t info{};
        if (::waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOHANG) == 0 &&
            info.si_pid == pid_) {
            ended_ = to_status(info);
        }
    }
    return ended_;
}

void ChildProcess::signal(int number) {
    if (pid_ <= 0 || ended_) {
        return;
    }
    if (adopted_) {  // its number may be another's by now
        ::syscall(SYS_pidfd_send_signal, pidfd_.get(), number, nullptr, 0);
    } else {
        ::kill(pid_, number);
    }
}

Result<ProgramRun> run_program(const std::string& program,
                               const std::vector<std::string>& arguments, Milliseconds patience) {
    std::array<int, 2> ends{-1, -1};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        return fail(ErrorCode::io, program + ": no pipe: " + std::strerror(errno));
    }
    const UniqueFd near(ends[0]);
    UniqueFd far(ends[1]);
    FileActions actions;
    ::posix_spawn_file_actions_addopen(&actions.list, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_adddup2(&actions.list, far.get(), STDOUT_FILENO);
    ::posix_spawn_file_actions_addopen(&actions.list, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    Result<ChildProcess> child = ChildProcess::spawn(program, arguments, actions.list);
    if (!child) {
        return fail(child.error());
    }
    far.reset();  // only the child's is left, so that its end is the end of the pipe

    const MonotonicTime deadline = Monotonic::now() + patience;
    ProgramRun run;
    std::array<char, 4096> chunk{};
    bool all_said = false;
    while (true) {
        if (!readable_by(deadline, all_said ? child->exit_fd() : near.get())) {
            return fail(ErrorCode::timed_out, program + ": did not end within " +
                                                  std::to_string(patience.count()) + " ms");
        }
        if (all_said) {
            run.status = child->poll_exit().value_or(ExitStatus{});
            return run;
        }
        const ssize_t got = ::read(near.get(), chunk.data(), chunk.size());
        all_said = got <= 0;
        run.output.append(chunk.data(), static_cast<size_t>(std::max<ssize_t>(got, 0)));
        if (run.output.size() > kMaxOutput) {
            return fail(ErrorCode::exhausted, program + ": says more than a mebibyte");
        }
    }
}

std::vector<std::string> worker_words(const std::string& name, LogLevel level,
                                      SandboxMode sandbox) {
    std::vector<std::string> words = {"--name", name, "--log-level", to_string(level)};
    if (sandbox != SandboxMode::required) {
        words.insert(words.end(), {"--sandbox", std::string(to_string(sandbox))});
    }
    return words;
}

std::string program_beside(const std::string& name) {
    return std::filesystem::read_symlink("/proc/self/exe").replace_filename(name).string();
}

Result<void> end_with_lifeline(int lifeline) {
    // Opened anew: who is signalled belongs to the open file, and others have this one, too.
    const std::string path = "/proc/self/fd/" + std::to_string(lifeline);
    UniqueFd own(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    if (!own || ::fcntl(own.get(), F_SETSIG, SIGKILL) != 0 ||
        ::fcntl(own.get(), F_SETOWN, ::getpid()) != 0 ||
        ::fcntl(own.get(), F_SETFL, O_NONBLOCK | O_ASYNC) != 0) {
        return fail_errno("lifeline");
    }
    pollfd ended{own.get(), POLLIN, 0};
    if (::poll(&ended, 1, 0) == 1) {  // before it was watched
        ::raise(SIGKILL);
    }
    static_cast<void>(own.release());  // watched until the end
    return {};
}

WorkerProcess WorkerProcess::enter(int argc, char** argv) {
    std::string name = "worker";
    int lifeline = -1;
    LogLevel level = LogLevel::info;
    SandboxMode sandbox = SandboxMode::required;
    for (int i = 1; i + 1 < argc; i += 2) {
        if (std::string_view(argv[i]) == "--name") {
            name = argv[i + 1];
        } else if (std::string_view(argv[i]) == "--log-level") {
            level = log_level_from(argv[i + 1], level);
        } else if (std::string_view(argv[i]) == "--lifeline") {
            lifeline = kLifelineFd;
        } else if (std::string_view(argv[i]) == "--sandbox") {
            sandbox = from_word<SandboxMode>(argv[i + 1]);
        }
    }
    int type = 0;
    socklen_t type_size = sizeof type;
    if (::getsockopt(kChannelFd, SOL_SOCKET, SO_TYPE, &type, &type_size) != 0 ||
        type != SOCK_SEQPACKET) {
        std::fprintf(stderr, "%s: a worker of pendopo; it is started by `pendopo run`\n", argv[0]);
        std::exit(2);
    }
    ::fcntl(kChannelFd, F_SETFD, FD_CLOEXEC);

    if (lifeline >= 0) {
        if (const Result<void> tied = end_with_lifeline(lifeline); !tied) {
            std::fprintf(stderr, "%s: %s\n", argv[0], tied.error().message().c_str());
            std::exit(2);
        }
        ::close(lifeline);
    } else {
        // Dies with its parent; a parent that went before this line is seen by the closed channel.
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    }
    ::signal(SIGPIPE, SIG_IGN);
    ::signal(SIGINT, SIG_IGN);
    sigset_t term;
    ::sigemptyset(&term);
    ::sigaddset(&term, SIGTERM);
    ::pthread_sigmask(SIG_BLOCK, &term, nullptr);
    UniqueFd stop_fd(::signalfd(-1, &term, SFD_CLOEXEC | SFD_NONBLOCK));
    Log log = Log::root(name, level);
    install_glib_log(log);
    return {Channel(UniqueFd(kChannelFd), ChannelSide::worker), std::move(log), std::move(stop_fd),
            sandbox};
}

void give_way_to_video() {
    // A third of the weight of the others. With less, health would come too late on a machine that
    // is too small for its wall.
    constexpr int kNiceness = 5;
    ::setpriority(PRIO_PROCESS, 0, kNiceness);  // this thread, and those that it begins
}

void die_first_without_memory() {
    constexpr int kMore = 500;  // of 1000, of which a process without memory has none
    std::fstream score("/proc/self/oom_score_adj");
    int now = 0;
    score >> now;
    score.seekp(0);
    score << std::min(now + kMore, 1000) << std::flush;  // where it may not, all die alike
}

}  // namespace pendopo
