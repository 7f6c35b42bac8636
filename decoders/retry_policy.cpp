#include "decoders/retry_policy.h"

#include <fmt/format.h>

#include <cmath>

namespace pendopo {
namespace {

Milliseconds jittered(Milliseconds delay, double random) {
    return Milliseconds(std::lround(double(delay.count()) * (0.8 + 0.4 * random)));
}

// Never earlier than 15 minutes: jitter only adds.
Milliseconds login_pause(double random) {
    return RetryPolicy::kLoginPause + Milliseconds(std::lround(60'000 * random));
}

std::string ago(Nanoseconds time) {
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(time).count();
    return minutes < 1     ? std::string("a moment ago")
           : minutes < 120 ? fmt::format("{} min ago", minutes)
                           : fmt::format("{} h ago", minutes / 60);
}

}  // namespace

void RetryPolicy::opened(MonotonicTime now) {
    worked_ = now;
    failed_logins_ = 0;
    first_progress_.reset();
}

void RetryPolicy::progressed(MonotonicTime now) {
    worked_ = now;
    was_there_ = true;
    if (!first_progress_) {
        first_progress_ = now;
    } else if (now - *first_progress_ >= kSteady) {
        backoff_.reset();
        slow_.reset();
    }
}

RetryDecision RetryPolicy::login_refused(MonotonicTime now, double random) {
    ++failed_logins_;
    if (!worked_) {
        return {CameraState::wrong_password,
                failed_logins_ < kQuickLogins ? backoff_.next(random) : login_pause(random),
                {}};
    }
    return {CameraState::refused,
            failed_logins_ <= kPatientLogins ? slow_.next(random) : login_pause(random),
            fmt::format("rtsp: the camera refuses the login that worked until {}; session limit?",
                        ago(now - *worked_))};
}

RetryDecision RetryPolicy::failed(ErrorCode code, MonotonicTime now, double random) {
    switch (code) {
        case ErrorCode::unauthorized:
            return login_refused(now, random);
        case ErrorCode::refused:
            return {CameraState::refused, slow_.next(random), {}};
        case ErrorCode::unsupported:
            return {CameraState::unsupported, jittered(kUnsupportedPause, random), {}};
        case ErrorCode::invalid:
        case ErrorCode::not_found:
            // Also what some cameras answer while they boot; hence soon at first.
            return {CameraState::misconfigured,
                    backoff_.attempts() < 4 ? backoff_.next(random)
                                            : jittered(kUnsupportedPause, random),
                    {}};
        case ErrorCode::exhausted:
            // It answers, and may well be starting: for a while that is no fault to be shown. A
            // camera that was there has gone, whatever it answers.
            if (backoff_.attempts() < kPatientAttempts) {
                return {was_there_ ? CameraState::offline : CameraState::connecting,
                        backoff_.next(random),
                        {}};
            }
            return {CameraState::offline, slow_.next(random), {}};
        case ErrorCode::unreachable:
        case ErrorCode::timed_out:
        case ErrorCode::stopped:
        case ErrorCode::conflict:
        case ErrorCode::io:
            break;
    }
    return {CameraState::offline, backoff_.next(random), {}};
}

RetryDecision RetryPolicy::stalled(double random) {
    return {CameraState::stalled, backoff_.next(random), {}};
}

}  // namespace pendopo
