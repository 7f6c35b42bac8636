#include "decoders/stream_watch.h"

#include <fmt/format.h>

namespace pendopo {

void StreamWatch::start(MonotonicTime now) {
    liveness_.start(now);
    packet_at_ = now;
    waiting_since_.reset();
    failed_keys_ = 0;
    errors_ = false;
}

void StreamWatch::progress(MonotonicTime now) {
    liveness_.progress(now);
    waiting_since_.reset();
    failed_keys_ = 0;
}

void StreamWatch::wait_for_key(MonotonicTime now) {
    if (!waiting_since_) {
        waiting_since_ = now;
    }
}

void StreamWatch::damaged(bool key) {
    errors_ = true;
    failed_keys_ += key ? 1 : 0;
}

StreamWatch::Verdict StreamWatch::look(MonotonicTime now, int max_pixels) const {
    Verdict verdict;
    const bool stalled = liveness_.stalled(now);
    const Nanoseconds silent = now - packet_at_;
    if (waiting_since_ && failed_keys_ < kFailedKeys && silent <= kFlowing) {
        if (silent > liveness_.allowed()) {
            verdict.state = CameraState::stalled;
            verdict.reason =
                fmt::format("no packet ({} s)", std::chrono::floor<Seconds>(silent).count());
        } else if (now - *waiting_since_ >= kWaits) {
            const auto seconds = std::chrono::floor<Seconds>(now - *waiting_since_).count();
            verdict.state = CameraState::waiting_for_keyframe;
            verdict.reason = fmt::format("waiting for a key picture ({} s)", seconds);
        }
        return verdict;
    }
    if (!stalled) {
        return verdict;
    }
    const auto seconds = std::chrono::ceil<Seconds>(liveness_.allowed()).count();
    if (progressed()) {
        verdict.ended =
            Error(ErrorCode::timed_out, fmt::format("no new picture for {} s", seconds));
    } else if (errors_) {
        verdict.ended =
            Error(ErrorCode::unsupported,
                  fmt::format("the pictures are damaged, or larger than {} pixels", max_pixels));
    } else {
        verdict.ended = Error(ErrorCode::timed_out,
                              fmt::format("connected, but no packet within {} s", seconds));
    }
    return verdict;
}

}  // namespace pendopo
