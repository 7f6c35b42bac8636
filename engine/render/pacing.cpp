#include "engine/render/pacing.h"

namespace pendopo {
namespace {

constexpr double kMicrosecondsPerSecond = 1e6;
// Where nothing is known; a guess that is too fast makes an answer late too soon.
constexpr double kUsualHz = 30;
// What no display does is a counter that was set anew: 500 and 5 a second.
constexpr double kShortestFrameUs = 2'000;
constexpr double kLongestFrameUs = 200'000;
// Half a second at 60 a second: one late answer then moves the result by less than a tenth.
constexpr uint64_t kMeasuredFrames = 30;
// Two of one rate are never told apart by how they were measured.
constexpr double kFaster = 0.95;
// Small enough to be no X resource's id: Mesa looks for its own in the answers to others.
constexpr uint32_t kNumbers = 1U << 20;

}  // namespace

double Pacing::Output::period_us() const {
    if (measured_us > 0) {
        return measured_us;
    }
    return nominal_us > 0 ? nominal_us : kMicrosecondsPerSecond / kUsualHz;
}

bool Pacing::Output::is_overdue(MonotonicTime now) const {
    return is_due && now - asked_at >= kPatience;
}

bool Pacing::Output::is_late(MonotonicTime now) const {
    return is_due &&
           std::chrono::duration<double, std::micro>(now - asked_at).count() > 2 * period_us();
}

// Counters of 32 bits wrap, and vertical blanks that nobody asked for are missing: what counts is
// the difference. Where there is none that a display could have, it begins anew.
void Pacing::Output::measure(const Vblank& vblank) {
    if (last) {
        const auto frame_count = static_cast<uint32_t>(vblank.msc - last->msc);
        const auto us = static_cast<int64_t>(vblank.ust_us - last->ust_us);
        const double each = frame_count == 0 ? 0 : static_cast<double>(us) / frame_count;
        if (each < kShortestFrameUs || each > kLongestFrameUs) {
            frames = 0;
            span_us = 0;
        } else {
            frames += frame_count;
            span_us += us;
        }
    }
    if (frames >= kMeasuredFrames) {
        measured_us = static_cast<double>(span_us) / static_cast<double>(frames);
        frames = 0;
        span_us = 0;
    }
    last = vblank;
}

void Pacing::open(size_t window, int refresh_hz) {
    Output output;
    output.nominal_us = refresh_hz > 0 ? kMicrosecondsPerSecond / refresh_hz : 0;
    outputs_[window] = output;
}

void Pacing::close(size_t window) {
    outputs_[window].reset();
}

bool Pacing::may_show(size_t window, MonotonicTime now) const {
    const std::optional<Output>& output = outputs_[window];
    return !output || !output->is_due || output->is_overdue(now) ||
           (output->is_silent && !output->has_answered);
}

bool Pacing::wants_answer(size_t window, bool shown, MonotonicTime now) const {
    const std::optional<Output>& output = outputs_[window];
    return output && (shown || &*output == leader(now)) &&
           (!output->is_due || output->is_overdue(now));
}

uint32_t Pacing::asked(size_t window, MonotonicTime now) {
    Output& output = *outputs_[window];
    output.is_silent = output.is_silent || output.is_due;
    output.is_due = true;
    output.asked_at = now;
    output.number = (output.number + 1) % kNumbers;
    return output.number;
}

void Pacing::answered(size_t window, uint32_t number, const Vblank& vblank) {
    std::optional<Output>& output = outputs_[window];
    if (!output) {
        return;
    }
    output->has_answered = true;
    output->is_silent = false;
    output->is_due = output->is_due && number != output->number;
    output->measure(vblank);
}

const Pacing::Output* Pacing::leader(MonotonicTime now) const {
    const Output* fastest = nullptr;
    for (const std::optional<Output>& output : outputs_) {
        const bool can_lead =
            output && output->has_answered && !output->is_silent && !output->is_late(now);
        if (can_lead &&
            (fastest == nullptr || output->period_us() < kFaster * fastest->period_us())) {
            fastest = &*output;
        }
    }
    return fastest;
}

Pace Pacing::pace(MonotonicTime now) const {
    const Output* first = leader(now);
    if (first == nullptr) {
        return Pace::timer;
    }
    return first->is_due ? Pace::wait : Pace::now;
}

Feedback Pacing::feedback(size_t window, MonotonicTime now) const {
    const std::optional<Output>& output = outputs_[window];
    if (!output) {
        return Feedback::unknown;
    }
    if (output->is_silent || output->is_overdue(now)) {
        return Feedback::silent;
    }
    return output->has_answered ? Feedback::answers : Feedback::unknown;
}

double Pacing::refresh_hz(size_t window) const {
    const std::optional<Output>& output = outputs_[window];
    if (!output || (output->measured_us == 0 && output->nominal_us == 0)) {
        return 0;
    }
    return kMicrosecondsPerSecond / output->period_us();
}

}  // namespace pendopo
