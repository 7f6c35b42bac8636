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
        const RestartVerdict verdict = policy.control_ended(
            {.status = {code, 0}, .meant = true, .lived = true, .life = Seconds(60)});
        EXPECT_EQ(verdict.end_with, code);
    }
}

TEST(RestartPolicy, AFirstStartThatFailsIsForThePersonWhoStartedIt) {
    RestartPolicy policy;
    EXPECT_EQ(policy.control_ended({.status = {1, 0}, .life = Milliseconds(30)}).end_with, 1);
}

TEST(RestartPolicy, WhereNobodyStandsThereItIsTriedAgain) {
    RestartPolicy policy(true);
    for (const int pause : {200, 400, 800}) {
        const RestartVerdict verdict =
            policy.control_ended({.status = {1, 0}, .life = Milliseconds(30)});
        EXPECT_FALSE(verdict.end_with);
        EXPECT_EQ(verdict.restart_after, Milliseconds(pause));
    }
    EXPECT_EQ(policy.control_ended({.status = {0, 0}, .meant = true}).end_with, 0);
}

TEST(RestartPolicy, LaterItIsTriedForEver) {
    RestartPolicy policy;
    policy.control_ended(crash(Seconds(60)));
    for (int i = 0; i < 1000; ++i) {
        const RestartVerdict verdict =
            policy.control_ended({.status = {1, 0}, .life = Milliseconds(30)});
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
    const RestartVerdict verdict =
        policy.control_ended({.status = kKilled, .life = Milliseconds(30)});
    EXPECT_FALSE(verdict.end_with);
    EXPECT_EQ(verdict.restart_after, Milliseconds(200));
}

}  // namespace
}  // namespace pendopo
