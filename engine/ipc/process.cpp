#include "engine/ipc/process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string_view>

extern char** environ;

namespace pendopo {
namespace {

constexpr int kChannelFd = 3;

ExitStatus to_status(const siginfo_t& info) {
    return info.si_code == CLD_EXITED ? ExitStatus{info.si_status, 0}
                                      : ExitStatus{0, info.si_status};
}

}  // namespace

std::string ExitStatus::to_string() const {
    if (signal != 0) {
        return "signal " + std::to_string(signal) + " (" + ::strsignal(signal) + ")";
    }
    return "exit code " + std::to_string(code);
}

Result<ChildProcess> ChildProcess::spawn(const std::string& program,
                                         const std::vector<std::string>& arguments,
                                         UniqueFd channel) {
    std::vector<char*> argv{const_cast<char*>(program.c_str())};
    for (const std::string& argument : arguments) {
        argv.push_back(const_cast<char*>(argument.c_str()));
    }
    argv.push_back(nullptr);

    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, channel.get(), kChannelFd);
    posix_spawnattr_t attributes;
    ::posix_spawnattr_init(&attributes);
    sigset_t none;
    ::sigemptyset(&none);
    ::posix_spawnattr_setsigmask(&attributes, &none);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);

    pid_t pid = -1;
    const int failed =
        ::posix_spawn(&pid, program.c_str(), &actions, &attributes, argv.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    ::posix_spawnattr_destroy(&attributes);
    if (failed != 0) {
        return fail(ErrorCode::io, program + ": cannot be started: " + std::strerror(failed));
    }
    ChildProcess child;
    child.pid_ = pid;
    child.pidfd_.reset(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)));
    return child;
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept {
    *this = std::move(other);
}
ChildProcess& ChildProcess::operator=(ChildProcess&& other) noexcept {
    std::swap(pid_, other.pid_);
    std::swap(pidfd_, other.pidfd_);
    std::swap(ended_, other.ended_);
    return *this;
}
ChildProcess::~ChildProcess() {
    if (pid_ > 0 && !ended_) {
        ::kill(pid_, SIGKILL);
        siginfo_t info{};
        ::waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED);
    }
}

std::optional<ExitStatus> ChildProcess::poll_exit() {
    if (pid_ > 0 && !ended_) {
        siginfo_t info{};
        if (::waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOHANG) == 0 &&
            info.si_pid == pid_) {
            ended_ = to_status(info);
        }
    }
    return ended_;
}

void ChildProcess::signal(int number) {
    if (pid_ > 0 && !ended_) {
        ::kill(pid_, number);
    }
}

std::string program_beside(const std::string& name) {
    return std::filesystem::read_symlink("/proc/self/exe").replace_filename(name).string();
}

WorkerProcess WorkerProcess::enter(int argc, char** argv) {
    std::string name = "worker";
    LogLevel level = LogLevel::info;
    for (int i = 1; i + 1 < argc; i += 2) {
        if (std::string_view(argv[i]) == "--name") {
            name = argv[i + 1];
        } else if (std::string_view(argv[i]) == "--log-level") {
            level = log_level_from(argv[i + 1], level);
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

    // Dies with its parent; a parent that went before this line is seen by the closed channel.
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::signal(SIGPIPE, SIG_IGN);
    ::signal(SIGINT, SIG_IGN);
    sigset_t term;
    ::sigemptyset(&term);
    ::sigaddset(&term, SIGTERM);
    ::pthread_sigmask(SIG_BLOCK, &term, nullptr);
    UniqueFd stop_fd(::signalfd(-1, &term, SFD_CLOEXEC | SFD_NONBLOCK));
    return {Channel(UniqueFd(kChannelFd)), Log::root(name, level), std::move(stop_fd)};
}

}  // namespace pendopo
