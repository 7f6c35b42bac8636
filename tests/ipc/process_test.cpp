#include "engine/ipc/process.h"

#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>

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
