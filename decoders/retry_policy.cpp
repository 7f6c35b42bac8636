#include "decoders/retry_policy.h"

#include <cmath>

namespace pendopo {
namespace {

Milliseconds jittered(Milliseconds delay, double random) {
    return Milliseconds(std::lround(double(delay.count()) * (0.8 + 0.4 * random)));
}

}  // namespace

RetryDecision RetryPolicy::failed(ErrorCode code, double random) {
    switch (code) {
        case ErrorCode::unauthorized:
            ++failed_logins_;
            // Never earlier than 15 minutes: jitter only adds.
            return {CameraState::wrong_password,
                    failed_logins_ < kQuickLogins
                        ? backoff_.next(random)
                        : kLoginPause + Milliseconds(std::lround(60'000 * random))};
        case ErrorCode::refused:
            return {CameraState::refused, jittered(kRefusedPause, random)};
        case ErrorCode::unsupported:
            return {CameraState::unsupported, jittered(kRefusedPause, random)};
        case ErrorCode::invalid:
        case ErrorCode::not_found:
            // Also what some cameras answer while they boot; hence soon at first.
            return {CameraState::misconfigured, backoff_.attempts() < 4
                                                    ? backoff_.next(random)
                                                    : jittered(kRefusedPause, random)};
        case ErrorCode::exhausted:
            // It answers, and may well be starting: for a while that is no fault to be shown. A
            // camera that was there has gone, whatever it answers.
            return {!was_there_ && backoff_.attempts() < kPatientAttempts ? CameraState::connecting
                                                                          : CameraState::offline,
                    backoff_.next(random)};
        case ErrorCode::unreachable:
        case ErrorCode::timed_out:
        case ErrorCode::stopped:
        case ErrorCode::io:
            break;
    }
    return {CameraState::offline, backoff_.next(random)};
}

RetryDecision RetryPolicy::stalled(double random) {
    return {CameraState::stalled, backoff_.next(random)};
}

void RetryPolicy::succeeded() {
    backoff_.reset();
    failed_logins_ = 0;
    was_there_ = true;
}

}  // namespace pendopo
