#include "engine/app/restart_policy.h"

#include <gtest/gtest.h>
#include <signal.h>

namespace pendopo {
namespace {

constexpr ExitStatus kKilled{0, SIGKILL};

ControlEnd crash(Nanoseconds life) {
    return {.status = kKilled, .lived = true, .life = life};
}

TEST(RestartPolicy, AControlThatEndsAsItMeantToEndsTheKeeperWithItsStatus) {
    for (const int code : {0, 1, 2}) {
        RestartPolicy policy;
        const Verdict verdict = policy.control_ended(
            {.status = {code, 0}, .meant = true, .lived = true, .life = Seconds(60)});
        EXPECT_EQ(verdict.end_with, code);
    }
}

TEST(RestartPolicy, AFirstStartThatFailsIsForThePersonWhoStartedIt) {
    RestartPolicy policy;
    EXPECT_EQ(policy.control_ended({.status = {1, 0}, .life = Milliseconds(30)}).end_with, 1);
}

TEST(RestartPolicy, LaterItIsTriedForEver) {
    RestartPolicy policy;
    policy.control_ended(crash(Seconds(60)));
    for (int i = 0; i < 1000; ++i) {
        const Verdict verdict = policy.control_ended({.status = {1, 0}, .life = Milliseconds(30)});
        EXPECT_FALSE(verdict.end_with);
        EXPECT_LE(verdict.restart_after, RestartPolicy::kLongestPause);
    }
}

TEST(RestartPolicy, AskedToEndItEndsHoweverControlWent) {
    RestartPolicy policy;
    EXPECT_EQ(policy.control_ended({.status = {0, 0}, .asked = true}).end_with, 0);
    EXPECT_EQ(policy.control_ended({.status = kKilled, .asked = true}).end_with, 128 + SIGKILL);
}

TEST(RestartPolicy, OneThatProvedItselfIsBackAtOnceAndACrashLoopSlowsDown) {
    RestartPolicy policy;
    EXPECT_EQ(policy.control_ended(crash(Seconds(2))).restart_after, Milliseconds(0));
    for (const int pause : {200, 400, 800, 1600, 3200, 5000, 5000}) {
        EXPECT_EQ(policy.control_ended(crash(Milliseconds(1999))).restart_after,
                  Milliseconds(pause));
    }
    EXPECT_EQ(policy.control_ended(crash(Seconds(2))).restart_after, Milliseconds(0));
    EXPECT_EQ(policy.control_ended(crash(Milliseconds(1))).restart_after, Milliseconds(200));
}

TEST(RestartPolicy, ASignalBeforeItWasUpIsNoFailedStart) {
    RestartPolicy policy;
    const Verdict verdict = policy.control_ended({.status = kKilled, .life = Milliseconds(30)});
    EXPECT_FALSE(verdict.end_with);
    EXPECT_EQ(verdict.restart_after, Milliseconds(200));
}

class SilenceWatchTest : public testing::Test {
  protected:
    // Looks each second for `time`; whether one of the looks found it silent for too long.
    bool passes(Seconds time, bool stopping = false) {
        bool found = false;
        for (Seconds i(0); i < time; ++i) {
            now_ += SilenceWatch::kLook;
            found = watch_.too_long(now_, stopping) || found;
        }
        return found;
    }
    MonotonicTime now_{Seconds(1000)};
    SilenceWatch watch_;
};

TEST_F(SilenceWatchTest, AStartHasItsTime) {
    watch_.started(now_);
    EXPECT_FALSE(passes(SilenceWatch::kStartLimit));
    EXPECT_TRUE(passes(Seconds(1)));
}

TEST_F(SilenceWatchTest, OneThatWasHeardMayNotFallSilent) {
    watch_.started(now_);
    watch_.heard(now_);
    EXPECT_FALSE(passes(SilenceWatch::kLimit));
    watch_.heard(now_);
    EXPECT_FALSE(passes(SilenceWatch::kLimit));
    EXPECT_TRUE(passes(Seconds(1)));
}

TEST_F(SilenceWatchTest, AskedToEndItHasLess) {
    watch_.started(now_);
    watch_.heard(now_);
    EXPECT_FALSE(passes(SilenceWatch::kStoppingLimit, true));
    EXPECT_TRUE(passes(Seconds(1), true));
}

TEST_F(SilenceWatchTest, ATimeInWhichNobodyRanIsNoSilence) {
    watch_.started(now_);
    watch_.heard(now_);
    now_ += Seconds(3600);  // Ctrl-Z, or the lid was closed
    EXPECT_FALSE(watch_.too_long(now_, false));
    EXPECT_FALSE(passes(Seconds(5)));
}

}  // namespace
}  // namespace pendopo
