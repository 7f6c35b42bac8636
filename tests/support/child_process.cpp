#include "tests/support/child_process.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <map>

extern "C" {  // glibc 2.36 forgot to say so itself
#include <sys/pidfd.h>
}

#include "tests/support/temp_dir.h"
#include "tests/support/wait_until.h"

namespace pendopo::test {
namespace {

std::vector<std::string> environment_of(const ChildOptions& options) {
    std::map<std::string, std::string> variables;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string text = *entry;
        variables[text.substr(0, text.find('='))] = text.substr(text.find('=') + 1);
    }
    for (const std::string& name : options.without) {
        variables.erase(name);
    }
    for (const auto& [name, value] : options.environment) {
        variables[name] = value;
    }
    std::vector<std::string> entries;
    for (const auto& [name, value] : variables) {
        entries.push_back(name + "=" + value);
    }
    return entries;
}

std::vector<char*> pointers_to(std::vector<std::string>& words) {
    std::vector<char*> pointers;
    for (std::string& word : words) {
        pointers.push_back(word.data());
    }
    pointers.push_back(nullptr);
    return pointers;
}

// In the child, between fork and exec: system calls only.
[[noreturn]] void become(const char* folder, int output, int error_output, char* const* command,
                         char* const* environment, int report) {
    ::setsid();
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if ((*folder == '\0' || ::chdir(folder) == 0) && ::dup2(output, STDOUT_FILENO) >= 0 &&
        ::dup2(error_output, STDERR_FILENO) >= 0) {
        ::execvpe(command[0], command, environment);
    }
    const int error = errno;
    [[maybe_unused]] const auto written = ::write(report, &error, sizeof error);
    ::_exit(127);
}

// The session a process belongs to: the sixth field of /proc/PID/stat; the second is a name in
// parentheses that may hold anything. A zombie counts as gone.
std::optional<pid_t> session_of(const std::filesystem::path& process) {
    std::string line;
    std::getline(std::ifstream(process / "stat"), line);
    const size_t after_name = line.rfind(')');
    char state = 0;
    int parent = 0, group = 0, session = 0;
    if (after_name == std::string::npos ||
        std::sscanf(line.c_str() + after_name + 1, " %c %d %d %d", &state, &parent, &group,
                    &session) != 4 ||
        state == 'Z' || state == 'X') {
        return std::nullopt;
    }
    return session;
}

UniqueFd open_for_output(const std::filesystem::path& file) {
    const char* name = file.empty() ? "/dev/null" : file.c_str();
    return UniqueFd(::open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
}

}  // namespace

Result<ChildProcess> ChildProcess::spawn(const ChildOptions& options) {
    std::vector<std::string> words = options.command;
    std::vector<std::string> variables = environment_of(options);
    const std::vector<char*> command = pointers_to(words);
    const std::vector<char*> environment = pointers_to(variables);
    const UniqueFd output = open_for_output(options.output);
    const UniqueFd error_output = open_for_output(options.error_output);
    int ends[2];
    if (!output || !error_output || ::pipe2(ends, O_CLOEXEC) != 0) {
        return fail_errno("output of " + words.at(0));
    }
    const UniqueFd report(ends[0]);
    UniqueFd report_writer(ends[1]);

    const pid_t pid = ::fork();
    if (pid < 0) {
        return fail_errno("fork for " + words[0]);
    }
    if (pid == 0) {
        become(options.folder.c_str(), output.get(), error_output.get(), command.data(),
               environment.data(), report_writer.get());
    }
    report_writer.reset();
    int error = 0;
    if (::read(report.get(), &error, sizeof error) == sizeof error) {
        ::waitpid(pid, nullptr, 0);
        return fail(ErrorCode::not_found,
                    fmt::format("cannot run {}: {}", words[0], std::strerror(error)));
    }
    return ChildProcess(pid, UniqueFd(::pidfd_open(pid, 0)));
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)),
      pidfd_(std::move(other.pidfd_)),
      status_(other.status_) {}

ChildProcess& ChildProcess::operator=(ChildProcess&& other) noexcept {
    kill_tree();
    pid_ = std::exchange(other.pid_, -1);
    pidfd_ = std::move(other.pidfd_);
    status_ = other.status_;
    return *this;
}

ChildProcess::~ChildProcess() {
    kill_tree();
}

std::optional<ExitStatus> ChildProcess::wait(Nanoseconds patience) {
    if (status_ || pid_ < 0) {
        return status_;
    }
    pollfd ended{.fd = pidfd_.get(), .events = POLLIN, .revents = 0};
    const auto limit = std::chrono::ceil<Milliseconds>(patience).count();
    if (::poll(&ended, 1, static_cast<int>(limit)) <= 0) {
        return std::nullopt;
    }
    siginfo_t info{};
    if (::waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED) == 0) {
        status_ = info.si_code == CLD_EXITED ? ExitStatus{info.si_status, 0}
                                             : ExitStatus{-1, info.si_status};
    }
    return status_;
}

void ChildProcess::signal(int number) {
    if (running()) {
        ::kill(pid_, number);
    }
}

std::optional<ExitStatus> ChildProcess::stop(Nanoseconds patience) {
    signal(SIGTERM);
    const std::optional<ExitStatus> status = wait(patience);
    if (!status) {
        kill_tree();
    }
    return status;
}

void ChildProcess::kill_tree() {
    if (pid_ < 0) {
        return;
    }
    const auto all_gone = [this] {
        const std::vector<pid_t> left = tree();
        for (const pid_t process : left) {
            ::kill(process, SIGKILL);
        }
        return left.empty();
    };
    [[maybe_unused]] const bool gone = wait_until(all_gone, Seconds(5));
    wait(Seconds(1));
}

std::vector<pid_t> ChildProcess::tree() const {
    std::vector<pid_t> found;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator("/proc", ignored)) {
        const std::string name = entry.path().filename();
        if (std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; }) &&
            session_of(entry.path()) == pid_) {
            found.push_back(static_cast<pid_t>(std::stol(name)));
        }
    }
    return found;
}

Result<std::string> run_to_end(ChildOptions options, Nanoseconds patience) {
    const TempDir folder;
    options.output = folder.path() / "out";
    options.error_output = folder.path() / "err";
    auto child = ChildProcess::spawn(options);
    if (!child) {
        return fail(child.error());
    }
    const auto status = child->wait(patience);
    const std::string what = fmt::format("{}", fmt::join(options.command, " "));
    if (!status) {
        return fail(ErrorCode::timed_out,
                    fmt::format("{}: still running after {} ms", what, patience / Milliseconds(1)));
    }
    if (*status != ExitStatus{}) {
        return fail(ErrorCode::refused,
                    fmt::format("{}: ended with {} (signal {}): {}", what, status->code,
                                status->signal, text_of(options.error_output)));
    }
    return text_of(options.output);
}

}  // namespace pendopo::test
