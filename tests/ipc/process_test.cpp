#include "engine/ipc/process.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>

namespace pendopo {
namespace {

ExitStatus wait_for_end(ChildProcess& child) {
    pollfd waiting{child.exit_fd(), POLLIN, 0};
    EXPECT_EQ(::poll(&waiting, 1, 10'000), 1) << "the process did not end";
    return child.poll_exit().value_or(ExitStatus{-1, -1});
}

TEST(ChildProcess, GetsItsChannelAsDescriptorThree) {
    auto [near, far] = Channel::create_pair().value();
    auto child = ChildProcess::spawn("/bin/sh", {"-c", "printf hello >&3; exit 7"}, far.take_fd());
    ASSERT_TRUE(child);
    EXPECT_EQ(wait_for_end(*child), (ExitStatus{7, 0}));
    EXPECT_EQ(near.receive().value()->text, "hello");
}

TEST(ChildProcess, TellsASignalFromAnExit) {
    auto [near, far] = Channel::create_pair().value();
    auto child = ChildProcess::spawn("/bin/sleep", {"60"}, far.take_fd());
    ASSERT_TRUE(child);
    EXPECT_FALSE(child->poll_exit());
    child->signal(SIGKILL);
    EXPECT_EQ(wait_for_end(*child).to_string(), "signal 9 (Killed)");
}

TEST(ChildProcess, DestructionKillsAndReaps) {
    auto [near, far] = Channel::create_pair().value();
    pid_t pid = 0;
    {
        auto child = ChildProcess::spawn("/bin/sleep", {"60"}, far.take_fd());
        ASSERT_TRUE(child);
        pid = child->pid();
    }
    EXPECT_NE(::kill(pid, 0), 0);
}

TEST(ChildProcess, AMissingProgramIsAnError) {
    auto [near, far] = Channel::create_pair().value();
    const auto child = ChildProcess::spawn("/nonexistent/worker", {}, far.take_fd());
    ASSERT_FALSE(child);
    EXPECT_EQ(child.error().message(),
              "/nonexistent/worker: cannot be started: No such file or directory");
}

TEST(ChildProcess, SaysHowItEndedInWords) {
    EXPECT_EQ((ExitStatus{0, 0}).to_string(), "exit code 0");
    EXPECT_EQ((ExitStatus{3, 0}).to_string(), "exit code 3");
    EXPECT_EQ((ExitStatus{0, SIGSEGV}).to_string(), "signal 11 (Segmentation fault)");
}

TEST(ChildProcess, AMovedOneIsReapedOnce) {
    auto [near, far] = Channel::create_pair().value();
    auto child = ChildProcess::spawn("/bin/sh", {"-c", "exit 5"}, far.take_fd());
    ASSERT_TRUE(child);
    ChildProcess moved(std::move(*child));
    EXPECT_EQ(wait_for_end(moved), (ExitStatus{5, 0}));
    EXPECT_EQ(moved.poll_exit(), (ExitStatus{5, 0}));  // as often as one asks
    moved.signal(SIGKILL);                             // nobody is hit
    child->signal(SIGKILL);
}

TEST(ChildProcess, InheritsNoBlockedSignals) {
    sigset_t term;
    sigset_t before;
    ::sigemptyset(&term);
    ::sigaddset(&term, SIGTERM);
    ::pthread_sigmask(SIG_BLOCK, &term, &before);
    auto [near, far] = Channel::create_pair().value();
    auto child = ChildProcess::spawn("/bin/sleep", {"60"}, far.take_fd());
    ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
    ASSERT_TRUE(child);
    child->signal(SIGTERM);
    EXPECT_EQ(wait_for_end(*child), (ExitStatus{0, SIGTERM}));
}

// ---- the worker's side, each in a process of its own ------------------------------------------

constexpr int kChannelFd = 3;

WorkerProcess enter(std::vector<std::string> words) {
    std::vector<char*> arguments;
    for (std::string& word : words) {
        arguments.push_back(word.data());
    }
    return WorkerProcess::enter(static_cast<int>(arguments.size()), arguments.data());
}

// With `fd` where the channel belongs; -1: nothing.
void enter_with(int fd) {
    ::close(kChannelFd);
    if (fd >= 0) {
        ::dup2(fd, kChannelFd);
    }
    enter({"pendopo-cards"});
}

TEST(WorkerProcess, StartedByHandSaysWhoseItIs) {
    std::array<int, 2> stream{};
    ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, stream.data()), 0);
    for (const int fd : {-1, STDIN_FILENO, stream[0]}) {
        EXPECT_EXIT(enter_with(fd), testing::ExitedWithCode(2),
                    "pendopo-cards: a worker of pendopo; it is started by `pendopo run`");
    }
    ::close(stream[0]);
    ::close(stream[1]);
}

// Exits with the number of the first thing that is not as it should be, 0 when all is.
void live_as_worker() {
    std::array<int, 2> ends{};
    ::socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends.data());
    const int far = ::fcntl(ends[1], F_DUPFD, 10);
    ::dup2(ends[0], kChannelFd);
    WorkerProcess worker =
        enter({"pendopo-cards", "--name", "cards", "--log-level", "debug", "--odd"});
    worker.log.debug("state=here");
    if ((::fcntl(kChannelFd, F_GETFD) & FD_CLOEXEC) == 0) {
        std::_Exit(1);
    }
    if (::write(far, "plan", 4) != 4 || worker.channel.receive().value()->text != "plan") {
        std::_Exit(2);
    }
    ::raise(SIGINT);  // is control's to handle
    pollfd stop{worker.stop_fd.get(), POLLIN, 0};
    if (::poll(&stop, 1, 0) != 0) {
        std::_Exit(3);
    }
    ::raise(SIGTERM);  // asks for an end
    std::_Exit(::poll(&stop, 1, 1000) == 1 ? 0 : 4);
}

TEST(WorkerProcess, HasItsNameItsChannelAndACleanEnd) {
    EXPECT_EXIT(live_as_worker(), testing::ExitedWithCode(0), "debug cards: state=here");
}

// Ends by a signal when it is not killed with its lifeline.
[[noreturn]] void hang_on(int lifeline, bool stopped) {
    if (!end_with_lifeline(lifeline)) {
        std::_Exit(1);
    }
    if (stopped) {
        ::raise(SIGSTOP);
    }
    while (true) {  // deaf to everything
        ::pause();
    }
}

class LifelineTest : public testing::Test {
  protected:
    LifelineTest() {
        std::array<int, 2> ends{};
        EXPECT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
        near_.reset(ends[0]);
        held_.reset(ends[1]);
    }
    pid_t fork_hanging(bool stopped = false) {
        const pid_t pid = ::fork();
        if (pid == 0) {
            held_.reset();
            ::signal(SIGTERM, SIG_IGN);
            hang_on(near_.get(), stopped);
        }
        return pid;
    }
    static int signal_that_ended(pid_t pid) {
        siginfo_t info{};
        EXPECT_EQ(::waitid(P_PID, static_cast<id_t>(pid), &info, WEXITED), 0);
        return info.si_code == CLD_EXITED ? 0 : info.si_status;
    }
    UniqueFd near_;
    UniqueFd held_;
};

TEST_F(LifelineTest, EndsEveryProcessThatHasItWhateverItDoes) {
    const pid_t busy = fork_hanging();
    const pid_t stopped = fork_hanging(true);
    siginfo_t info{};
    EXPECT_EQ(::waitid(P_PID, static_cast<id_t>(stopped), &info, WSTOPPED), 0);
    held_.reset();
    EXPECT_EQ(signal_that_ended(busy), SIGKILL);
    EXPECT_EQ(signal_that_ended(stopped), SIGKILL);
}

TEST_F(LifelineTest, OneThatIsGoneAlreadyEndsAtOnce) {
    held_.reset();
    EXPECT_EQ(signal_that_ended(fork_hanging()), SIGKILL);
}

TEST_F(LifelineTest, IsDescriptorFourOfASpawnedProcess) {
    auto [near, far] = Channel::create_pair().value();
    auto child = ChildProcess::spawn("/bin/sh",
                                     {"-c", "printf hello >&3; test -p /proc/self/fd/4 && exit 7"},
                                     far.take_fd(), near_.get());
    ASSERT_TRUE(child);
    EXPECT_EQ(wait_for_end(*child), (ExitStatus{7, 0}));
    EXPECT_EQ(near.receive().value()->text, "hello");
}

TEST(AdoptedProcess, IsSignalledAndItsEndSeenByItsPidfd) {
    auto [near, far] = Channel::create_pair().value();
    auto child = ChildProcess::spawn("/bin/sleep", {"60"}, far.take_fd());
    ASSERT_TRUE(child);
    auto adopted =
        ChildProcess::adopt(child->pid(), UniqueFd(::fcntl(child->exit_fd(), F_DUPFD_CLOEXEC, 0)));
    EXPECT_EQ(adopted.pid(), child->pid());
    EXPECT_FALSE(adopted.poll_exit());
    adopted.signal(SIGTERM);
    pollfd waiting{adopted.exit_fd(), POLLIN, 0};
    ASSERT_EQ(::poll(&waiting, 1, 10'000), 1);
    ASSERT_TRUE(adopted.poll_exit());
    EXPECT_EQ(adopted.poll_exit()->to_string(), "unknown: an earlier control started it");
    EXPECT_EQ(wait_for_end(*child), (ExitStatus{0, SIGTERM}));  // its parent is told
}

TEST(AdoptedProcess, DestructionKillsIt) {
    auto [near, far] = Channel::create_pair().value();
    auto child = ChildProcess::spawn("/bin/sleep", {"60"}, far.take_fd());
    ASSERT_TRUE(child);
    {
        const auto adopted = ChildProcess::adopt(
            child->pid(), UniqueFd(::fcntl(child->exit_fd(), F_DUPFD_CLOEXEC, 0)));
    }
    EXPECT_EQ(wait_for_end(*child), (ExitStatus{0, SIGKILL}));
}

TEST(ProgramBeside, StandsInTheSameFolder) {
    const std::string own = std::filesystem::read_symlink("/proc/self/exe");
    EXPECT_EQ(program_beside("pendopo-ingest"), own.substr(0, own.rfind('/')) + "/pendopo-ingest");
}

TEST(RunProgram, ReturnsWhatItSaidAndHowItEnded) {
    const auto run =
        run_program("/bin/sh", {"-c", "cat; echo said; echo hidden >&2; exit 3"}, Seconds(10));
    ASSERT_TRUE(run) << run.error().message();
    EXPECT_EQ(run->output, "said\n");
    EXPECT_EQ(run->status, (ExitStatus{3, 0}));
}

TEST(RunProgram, ArgumentsAreWordsAndNoShellReadsThem) {
    const auto run = run_program("/bin/echo", {"$HOME; 'x' `id`", "two"}, Seconds(10));
    ASSERT_TRUE(run) << run.error().message();
    EXPECT_EQ(run->output, "$HOME; 'x' `id` two\n");
}

TEST(RunProgram, TakesMoreThanAPipeHolds) {
    const auto run = run_program("/usr/bin/head", {"-c", "300000", "/dev/zero"}, Seconds(10));
    ASSERT_TRUE(run) << run.error().message();
    EXPECT_EQ(run->output.size(), 300'000U);
}

TEST(RunProgram, OneThatNeverEndsIsKilled) {
    const auto silent = run_program("/bin/sleep", {"60"}, Milliseconds(20));
    ASSERT_FALSE(silent);
    EXPECT_EQ(silent.error().message(), "/bin/sleep: did not end within 20 ms");
    const auto endless = run_program("/bin/cat", {"/dev/zero"}, Seconds(10));
    ASSERT_FALSE(endless);
    EXPECT_EQ(endless.error().message(), "/bin/cat: says more than a mebibyte");
}

TEST(RunProgram, AMissingProgramIsAnError) {
    const auto run = run_program("/nonexistent/program", {}, Seconds(10));
    ASSERT_FALSE(run);
    EXPECT_EQ(run.error().message(),
              "/nonexistent/program: cannot be started: No such file or directory");
}

}  // namespace
}  // namespace pendopo
