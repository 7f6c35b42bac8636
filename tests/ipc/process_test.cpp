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

}  // namespace
}  // namespace pendopo
