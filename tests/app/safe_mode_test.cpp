#include "engine/app/safe_mode.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <string>
#include <vector>

namespace pendopo {
namespace {

using testing::AllOf;
using testing::HasSubstr;

constexpr MonotonicTime kStart{};

struct Crash {
    double at_s;
    ExitStatus status;
    bool lived = false;
    bool silent = false;
};
constexpr ExitStatus kRefused{1, 0};
constexpr ExitStatus kSegmentation{0, SIGSEGV};
constexpr ExitStatus kKilled{0, SIGKILL};

SafeModeRule after(const std::vector<Crash>& crashes) {
    SafeModeRule rule;
    for (const Crash& crash : crashes) {
        rule.crashed({kStart + Milliseconds(static_cast<int64_t>(crash.at_s * 1000)), crash.status,
                      crash.lived, crash.silent});
    }
    return rule;
}

TEST(SafeMode, ThreeCrashesWithinAMinuteLeadToIt) {
    const struct {
        std::vector<Crash> crashes;
        SafeMode mode;
        const char* reason;
    } kRows[] = {
        {{}, SafeMode::none, ""},
        {{{0, kSegmentation, true}, {1, kSegmentation, true}}, SafeMode::none, ""},
        {{{0, kSegmentation, true}, {1, kSegmentation, true}, {60, kSegmentation, true}},
         SafeMode::crashes,
         "control: signal 11 (Segmentation fault)"},
        {{{0, kSegmentation, true}, {1, kSegmentation, true}, {60.1, kSegmentation, true}},
         SafeMode::none,
         ""},
        // What was long ago does not count, what came since does.
        {{{0, kSegmentation, true},
          {50, kSegmentation, true},
          {100, kSegmentation, true},
          {110, kSegmentation, true}},
         SafeMode::crashes,
         "control: signal 11 (Segmentation fault)"},
        // Files that are refused: control ends by itself before it was up.
        {{{0, kRefused}, {1, kRefused}, {2, kRefused}}, SafeMode::files, "control: exit code 1"},
        {{{0, kRefused}, {1, kRefused, true}, {2, kRefused}},
         SafeMode::crashes,
         "control: exit code 1"},
        {{{0, kRefused}, {1, kSegmentation}, {2, kRefused}},
         SafeMode::crashes,
         "control: exit code 1"},
        // Somebody's SIGKILL is no crash, the keeper's own is.
        {{{0, kKilled, true}, {1, kKilled, true}, {2, kKilled, true}}, SafeMode::none, ""},
        {{{0, kKilled, true, true}, {12, kKilled, true, true}, {24, kKilled, true, true}},
         SafeMode::crashes,
         "control: it hung"},
        // Once there, crashes of the good files and worse ones.
        {{{0, kRefused}, {1, kRefused}, {2, kRefused}, {3, kRefused}},
         SafeMode::files,
         "control: exit code 1"},
        {{{0, kRefused}, {1, kRefused}, {2, kRefused}, {3, kSegmentation, true}},
         SafeMode::crashes,
         "control: signal 11 (Segmentation fault)"},
        {{{0, kSegmentation},
          {1, kSegmentation},
          {2, kSegmentation},
          {3, kRefused},
          {4, kRefused},
          {5, kRefused}},
         SafeMode::crashes,
         "control: signal 11 (Segmentation fault)"},
    };
    for (const auto& row : kRows) {
        const SafeModeRule rule = after(row.crashes);
        EXPECT_EQ(rule.mode(), row.mode) << row.crashes.size() << " crashes";
        EXPECT_EQ(rule.reason(), row.reason);
    }
}

TEST(SafeMode, AControlThatRunsBetweenCrashesForgetsNone) {
    SafeModeRule rule;
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(rule.mode(), SafeMode::none);
        rule.runs_by(SafeMode::none, "");
        rule.crashed({kStart + Seconds(i), kSegmentation, true});
    }
    EXPECT_EQ(rule.mode(), SafeMode::crashes);
}

TEST(SafeMode, LeftItBeginsToCountAnew) {
    SafeModeRule rule = after({{0, kRefused}, {1, kRefused}, {2, kRefused}});
    rule.runs_by(SafeMode::none, "");
    EXPECT_EQ(rule.mode(), SafeMode::none);
    EXPECT_EQ(rule.reason(), "");
    rule.crashed({kStart + Seconds(3), kRefused});
    EXPECT_EQ(rule.mode(), SafeMode::none);
}

TEST(SafeMode, AControlThatIsInItForItsWorkersStaysInItWhenItIsStartedAgain) {
    SafeModeRule rule;
    rule.runs_by(SafeMode::crashes, "render: it hung");
    EXPECT_EQ(rule.mode(), SafeMode::crashes);
    rule.crashed({kStart, kSegmentation, true});
    rule.runs_by(SafeMode::crashes, "");
    EXPECT_EQ(rule.mode(), SafeMode::crashes);
    EXPECT_EQ(rule.reason(), "render: it hung");
    rule.runs_by(SafeMode::none, "");
    EXPECT_EQ(rule.mode(), SafeMode::none);
    EXPECT_EQ(rule.reason(), "");
}

TEST(SafeMode, PeopleReadWhatTheWallGoesByAndWhatToDo) {
    EXPECT_EQ(safe_mode_notice("en"), "This wall is in safe mode.");
    EXPECT_EQ(safe_mode_notice("id"), "Layar ini sedang dalam mode aman.");
    EXPECT_THAT(safe_mode_problem(SafeMode::files, "exit code 1", true),
                AllOf(HasSubstr("Mode aman"), HasSubstr("susunan terakhir yang baik"),
                      HasSubstr("Mend the files named below")));
    EXPECT_THAT(
        safe_mode_problem(SafeMode::crashes, "signal 11 (Segmentation fault)", false),
        AllOf(HasSubstr("signal 11"), HasSubstr("berkas yang ada"),
              HasSubstr("without hardware acceleration"), HasSubstr("or restart the service")));
}

}  // namespace
}  // namespace pendopo
