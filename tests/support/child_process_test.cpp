#include "tests/support/child_process.h"

#include <gtest/gtest.h>
#include <signal.h>

#include "tests/support/temp_dir.h"
#include "tests/support/wait_until.h"

namespace pendopo::test {
namespace {

ChildOptions shell(const std::string& script) {
    return {.command = {"sh", "-c", script}};
}

TEST(ChildProcess, tells_how_it_ended) {
    EXPECT_EQ(ChildProcess::spawn(shell("exit 3"))->wait(Seconds(5)), (ExitStatus{3, 0}));
    EXPECT_EQ(ChildProcess::spawn(shell("kill -9 $$"))->wait(Seconds(5)),
              (ExitStatus{-1, SIGKILL}));
}

TEST(ChildProcess, keeps_output_and_environment) {
    const TempDir folder;
    ChildOptions options = shell("echo $WORD$HOME; pwd; echo trouble >&2");
    options.environment = {{"WORD", "halo"}};
    options.without = {"HOME"};
    options.folder = "/";
    options.output = folder.path() / "out";
    options.error_output = folder.path() / "err";
    EXPECT_EQ(ChildProcess::spawn(options)->wait(Seconds(5)), ExitStatus{});
    EXPECT_EQ(text_of(options.output), "halo\n/\n");
    EXPECT_EQ(text_of(options.error_output), "trouble\n");
}

TEST(ChildProcess, a_missing_program_is_an_error) {
    const auto child = ChildProcess::spawn({.command = {"no-such-program"}});
    ASSERT_FALSE(child);
    EXPECT_EQ(child.error(),
              Error(ErrorCode::not_found, "cannot run no-such-program: No such file or directory"));
}

TEST(ChildProcess, wait_ends_with_its_patience) {
    auto child = ChildProcess::spawn(shell("exec sleep 60"));
    EXPECT_EQ(child->wait(Milliseconds(1)), std::nullopt);
    EXPECT_TRUE(child->running());
    EXPECT_EQ(child->stop(Seconds(5)), (ExitStatus{-1, SIGTERM}));
    EXPECT_FALSE(child->running());
}

TEST(ChildProcess, its_tree_goes_with_it_also_when_orphaned) {
    const TempDir folder;
    auto child = ChildProcess::spawn(shell("sh -c 'sleep 60 & sleep 60' & exec sleep 60"));
    ASSERT_TRUE(wait_until([&] { return child->tree().size() == 4; }, Seconds(5)));
    child->signal(SIGKILL);
    ASSERT_TRUE(child->wait(Seconds(5)));
    EXPECT_EQ(child->tree().size(), 3U);
    child->kill_tree();
    EXPECT_TRUE(child->tree().empty());
}

TEST(RunToEnd, gives_output_or_says_what_went_wrong) {
    EXPECT_EQ(run_to_end(shell("echo fine"), Seconds(5)), "fine\n");
    EXPECT_EQ(run_to_end(shell("echo bad >&2; exit 2"), Seconds(5)).error().message(),
              "sh -c echo bad >&2; exit 2: ended with 2 (signal 0): bad\n");
    EXPECT_EQ(run_to_end(shell("exec sleep 60"), Milliseconds(1)).error().code(),
              ErrorCode::timed_out);
}

}  // namespace
}  // namespace pendopo::test
