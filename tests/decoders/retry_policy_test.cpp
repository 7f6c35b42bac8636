#include "decoders/retry_policy.h"

#include <gtest/gtest.h>

#include <vector>

namespace pendopo {
namespace {

constexpr double kMiddle = 0.5;  // no jitter

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
        const RetryDecision decision = policy.failed(row.code, kMiddle);
        EXPECT_EQ(decision.state, row.state) << to_string(row.code);
        EXPECT_GE(decision.delay, Milliseconds(400));
    }
}

TEST(RetryPolicy, BacksOffFromHalfASecondToFiveForEver) {
    RetryPolicy policy;
    std::vector<int64_t> delays;
    for (int i = 0; i < 1000; ++i) {
        delays.push_back(policy.failed(ErrorCode::unreachable, kMiddle).delay.count());
    }
    EXPECT_EQ(std::vector<int64_t>(delays.begin(), delays.begin() + 5),
              (std::vector<int64_t>{500, 1000, 2000, 4000, 5000}));
    EXPECT_EQ(delays.back(), 5000);
    policy.succeeded();
    EXPECT_EQ(policy.failed(ErrorCode::unreachable, kMiddle).delay, Milliseconds(500));
}

TEST(RetryPolicy, SpreadsCamerasByATwentyPercentJitter) {
    for (const auto& [random, expected] : {std::pair{0.0, 400}, {0.5, 500}, {0.999, 600}}) {
        RetryPolicy policy;
        EXPECT_NEAR(double(policy.failed(ErrorCode::unreachable, random).delay.count()), expected,
                    1);
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
        time += policy.failed(ErrorCode::unauthorized, 0.0).delay;
    }
    EXPECT_LE(tries[1], Milliseconds(1'000));
    EXPECT_GE(tries[2] - tries[1], Milliseconds(15 * 60'000));
    EXPECT_LE(logins, 2 + 24 * 4);
}

TEST(RetryPolicy, ForgetsFailedLoginsOnceOneSucceeds) {
    RetryPolicy policy;
    policy.failed(ErrorCode::unauthorized, kMiddle);
    policy.succeeded();
    EXPECT_LT(policy.failed(ErrorCode::unauthorized, kMiddle).delay, Milliseconds(1'000));
}

TEST(RetryPolicy, WaitsThirtySecondsWhenTheCameraSaysNo) {
    RetryPolicy policy;
    EXPECT_EQ(policy.failed(ErrorCode::refused, kMiddle).delay, Milliseconds(30'000));
    EXPECT_EQ(policy.failed(ErrorCode::refused, kMiddle).delay, Milliseconds(30'000));
}

TEST(RetryPolicy, AStartingCameraIsConnectingForAMinuteAndOfflineFromThenOn) {
    RetryPolicy policy;
    Milliseconds time{0};
    for (RetryDecision decision; time < std::chrono::minutes(3); time += decision.delay) {
        decision = policy.failed(ErrorCode::exhausted, kMiddle);
        EXPECT_LE(decision.delay, Milliseconds(5000));
        EXPECT_EQ(decision.state,
                  time < Seconds(57) ? CameraState::connecting : CameraState::offline)
            << time.count();
    }
    policy.succeeded();
    EXPECT_EQ(policy.failed(ErrorCode::exhausted, kMiddle).state, CameraState::offline);
}

TEST(RetryPolicy, ReconnectsAStalledStreamAtOnce) {
    RetryPolicy policy;
    policy.succeeded();
    const RetryDecision decision = policy.stalled(kMiddle);
    EXPECT_EQ(decision.state, CameraState::stalled);
    EXPECT_EQ(decision.delay, Milliseconds(500));
}

}  // namespace
}  // namespace pendopo
