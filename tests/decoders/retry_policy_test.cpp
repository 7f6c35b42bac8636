#include "decoders/retry_policy.h"

#include <gtest/gtest.h>

#include <vector>

namespace pendopo {
namespace {

constexpr double kMiddle = 0.5;  // no jitter
constexpr MonotonicTime kNow{Seconds(100'000)};

// Pictures for as long as it takes to count as a success.
void plays_steadily(RetryPolicy& policy, MonotonicTime now = kNow) {
    policy.opened(now);
    policy.progressed(now);
    policy.progressed(now + RetryPolicy::kSteady);
}

TEST(RetryPolicy, NamesEveryFailure) {
    struct Row {
        ErrorCode code;
        CameraState state;
    };
    for (const Row& row : {Row{ErrorCode::invalid, CameraState::misconfigured},
                           Row{ErrorCode::not_found, CameraState::misconfigured},
                           Row{ErrorCode::unreachable, CameraState::offline},
                           Row{ErrorCode::timed_out, CameraState::offline},
                           Row{ErrorCode::unauthorized, CameraState::wrong_password},
                           Row{ErrorCode::refused, CameraState::refused},
                           Row{ErrorCode::unsupported, CameraState::unsupported},
                           Row{ErrorCode::exhausted, CameraState::connecting},
                           Row{ErrorCode::io, CameraState::offline}}) {
        RetryPolicy policy;
        const RetryDecision decision = policy.failed(row.code, kNow, kMiddle);
        EXPECT_EQ(decision.state, row.state) << to_string(row.code);
        EXPECT_GE(decision.delay, Milliseconds(400));
    }
}

TEST(RetryPolicy, BacksOffFromHalfASecondToFiveForEver) {
    RetryPolicy policy;
    std::vector<int64_t> delays;
    for (int i = 0; i < 1000; ++i) {
        delays.push_back(policy.failed(ErrorCode::unreachable, kNow, kMiddle).delay.count());
    }
    EXPECT_EQ(std::vector<int64_t>(delays.begin(), delays.begin() + 5),
              (std::vector<int64_t>{500, 1000, 2000, 4000, 5000}));
    EXPECT_EQ(delays.back(), 5000);
    plays_steadily(policy);
    EXPECT_EQ(policy.failed(ErrorCode::unreachable, kNow, kMiddle).delay, Milliseconds(500));
}

TEST(RetryPolicy, SpreadsCamerasByATwentyPercentJitter) {
    for (const auto& [random, expected] : {std::pair{0.0, 400}, {0.5, 500}, {0.999, 600}}) {
        RetryPolicy policy;
        EXPECT_NEAR(double(policy.failed(ErrorCode::unreachable, kNow, random).delay.count()),
                    expected, 1);
    }
}

TEST(RetryPolicy, TriesAWrongPasswordTwiceAndThenEveryQuarterOfAnHour) {
    RetryPolicy policy;
    int logins = 0;
    Milliseconds time{0};
    std::vector<Milliseconds> tries;
    while (time < std::chrono::hours(24)) {
        tries.push_back(time);
        ++logins;
        time += policy.failed(ErrorCode::unauthorized, kNow, 0.0).delay;
    }
    EXPECT_LE(tries[1], Milliseconds(1'000));
    EXPECT_GE(tries[2] - tries[1], Milliseconds(15 * 60'000));
    EXPECT_LE(logins, 2 + 24 * 4);
}

TEST(RetryPolicy, ALoginThatWorkedIsRefusedAndNotWrong) {
    RetryPolicy policy;
    plays_steadily(policy);
    MonotonicTime now = kNow + RetryPolicy::kSteady;
    std::vector<int64_t> seconds;
    RetryDecision decision;
    for (int i = 0; i < 8; ++i) {
        decision = policy.failed(ErrorCode::unauthorized, now, kMiddle);
        EXPECT_EQ(decision.state, CameraState::refused);
        seconds.push_back(decision.delay.count() / 1'000);
        now += decision.delay;
    }
    EXPECT_EQ(seconds, (std::vector<int64_t>{1, 2, 4, 8, 16, 32, 36, 36}));
    EXPECT_EQ(decision.reason,
              "rtsp: the camera refuses the login that worked until 1 min ago; session limit?");
    EXPECT_EQ(policy.failed(ErrorCode::unauthorized, now + std::chrono::hours(3), kMiddle).reason,
              "rtsp: the camera refuses the login that worked until 3 h ago; session limit?");
}

TEST(RetryPolicy, ALoginThatIsRefusedForAnHourIsTriedSeldom) {
    RetryPolicy policy;
    plays_steadily(policy);
    for (int i = 0; i < RetryPolicy::kPatientLogins; ++i) {
        EXPECT_LE(policy.failed(ErrorCode::unauthorized, kNow, 0.9).delay, Milliseconds(43'200));
    }
    EXPECT_GE(policy.failed(ErrorCode::unauthorized, kNow, 0.0).delay, RetryPolicy::kLoginPause);
    policy.opened(kNow);
    EXPECT_LE(policy.failed(ErrorCode::unauthorized, kNow, 0.9).delay, Milliseconds(43'200));
}

TEST(RetryPolicy, OnePictureIsNoSuccess) {
    RetryPolicy policy;
    std::vector<int64_t> delays;
    for (int i = 0; i < 5; ++i) {
        policy.opened(kNow);
        policy.progressed(kNow);
        policy.progressed(kNow + Seconds(4));
        delays.push_back(policy.failed(ErrorCode::unreachable, kNow, kMiddle).delay.count());
    }
    EXPECT_EQ(delays, (std::vector<int64_t>{500, 1000, 2000, 4000, 5000}));
    plays_steadily(policy);
    EXPECT_EQ(policy.failed(ErrorCode::unreachable, kNow, kMiddle).delay, Milliseconds(500));
}

TEST(RetryPolicy, AsksLessAndLessOftenWhatSaysNo) {
    RetryPolicy policy;
    std::vector<int64_t> seconds;
    for (int i = 0; i < 8; ++i) {
        seconds.push_back(policy.failed(ErrorCode::refused, kNow, kMiddle).delay.count() / 1'000);
    }
    EXPECT_EQ(seconds, (std::vector<int64_t>{1, 2, 4, 8, 16, 32, 36, 36}));
    plays_steadily(policy);
    EXPECT_EQ(policy.failed(ErrorCode::refused, kNow, kMiddle).delay, Seconds(1));
}

TEST(RetryPolicy, AStartingCameraIsConnectingForAMinuteAndOfflineFromThenOn) {
    RetryPolicy policy;
    Milliseconds time{0};
    for (RetryDecision decision; time < std::chrono::minutes(3); time += decision.delay) {
        decision = policy.failed(ErrorCode::exhausted, kNow, kMiddle);
        EXPECT_LE(decision.delay, Milliseconds(time < Seconds(57) ? 5'000 : 60'000));
        EXPECT_EQ(decision.state,
                  time < Seconds(57) ? CameraState::connecting : CameraState::offline)
            << time.count();
    }
    plays_steadily(policy);
    EXPECT_EQ(policy.failed(ErrorCode::exhausted, kNow, kMiddle).state, CameraState::offline);
}

TEST(RetryPolicy, ReconnectsAStalledStreamAtOnce) {
    RetryPolicy policy;
    plays_steadily(policy);
    const RetryDecision decision = policy.stalled(kMiddle);
    EXPECT_EQ(decision.state, CameraState::stalled);
    EXPECT_EQ(decision.delay, Milliseconds(500));
}

}  // namespace
}  // namespace pendopo
