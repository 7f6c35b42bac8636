#include "decoders/media_delay.h"

#include <algorithm>
#include <cmath>

namespace pendopo {
namespace {

double per_second(Nanoseconds gained, Nanoseconds time) {
    return double(gained.count()) / double(time.count());
}

// What two times of that length gained.
bool alike(Nanoseconds a, Nanoseconds a_time, Nanoseconds b, Nanoseconds b_time) {
    const double of_a = per_second(a, a_time);
    const double of_b = per_second(b, b_time);
    const double jitter =
        per_second(2 * Nanoseconds(MediaDelay::kJitter), std::min(a_time, b_time));
    return std::min(of_a, of_b) > 0 &&
           std::max(of_a, of_b) <=
               std::max(std::min(of_a, of_b) * MediaDelay::kSteady, std::min(of_a, of_b) + jitter);
}

}  // namespace

void MediaDelay::restart() {
    known_ = false;
}

void MediaDelay::rebase(uint32_t rtp_time, MonotonicTime arrived) {
    known_ = true;
    newest_ = rtp_time;
    arrived_ = arrived;
    behind_ = 0;
    offset_ = quickest_ = Nanoseconds(0);
    skew_ = 0;
    counted_right_ = false;
    suspected_ = Nanoseconds(0);
    begin_window(arrived);
}

void MediaDelay::begin_window(MonotonicTime arrived) {
    window_since_ = arrived;
    window_offset_ = offset_;
    window_least_ = offset_;
    middle_offset_.reset();
    counted_ = false;
    window_quickest_ = quickest_;
    window_most_ = Nanoseconds(0);
    window_pictures_ = 0;
}

bool MediaDelay::gained_evenly(MonotonicTime arrived) const {
    const Nanoseconds gained = offset_ - window_offset_;
    const Nanoseconds even = std::max(Nanoseconds(kJitter), gained * kEven / window_pictures_);
    return gained > Nanoseconds(0) && window_most_ <= even && middle_offset_ && arrived > middle_ &&
           alike(*middle_offset_ - window_offset_, middle_ - window_since_,
                 offset_ - *middle_offset_, arrived - middle_);
}

// What an even window gained is the sender's count and not the line, and so is what it will gain at
// that pace.
void MediaDelay::judge_window(MonotonicTime arrived) {
    const Nanoseconds gained = offset_ - window_offset_;
    const bool even = gained_evenly(arrived);
    const bool known =
        !counted_right_ || skew_ > 0 || alike(suspected_, kWindow, gained, arrived - window_since_);
    skew_ = 0;
    if (even && known) {
        quickest_ = std::min(offset_, std::max(quickest_, window_quickest_ + suspected_ + gained));
        skew_ = per_second(gained, arrived - window_since_);
    }
    suspected_ = even && !known ? gained : Nanoseconds(0);
    begin_window(arrived);
}

Nanoseconds MediaDelay::on_picture(uint32_t rtp_time, MonotonicTime arrived) {
    if (!known_ || clock_rate_ <= 0) {
        rebase(rtp_time, arrived);
        return Nanoseconds(0);
    }
    // 32 bits of a 90 kHz clock are half a day: the nearer way round is meant.
    const auto ticks = static_cast<int32_t>(rtp_time - newest_);
    const Nanoseconds step(int64_t{ticks} * 1'000'000'000 / clock_rate_);
    if (step < Nanoseconds(0)) {
        if (step >= -kReordering && ++behind_ <= kMostReordered) {
            return offset_ - quickest_;
        }
        rebase(rtp_time, arrived);
        return Nanoseconds(0);
    }
    const Nanoseconds gap = std::max(Nanoseconds(arrived - arrived_), Nanoseconds(0));
    newest_ = rtp_time;
    arrived_ = std::max(arrived, arrived_);
    behind_ = 0;
    offset_ += gap - step;
    const double forgotten = skew_ + double(kLeakPpm) / 1e6;
    quickest_ =
        std::min(offset_, quickest_ + Nanoseconds(std::llround(double(gap.count()) * forgotten)));
    window_most_ = std::max(window_most_, gap - step);
    ++window_pictures_;
    // Not from the first: a camera begins with what it has, all at once.
    window_least_ = std::min(window_least_, offset_);
    if (!counted_ && arrived_ - window_since_ >= kCounts) {
        counted_ = true;
        counted_right_ = counted_right_ || offset_ - window_least_ <= kJitter;
    }
    if (!middle_offset_ && arrived_ - window_since_ >= kWindow / 2) {
        middle_offset_ = offset_;
        middle_ = arrived_;
    }
    if (arrived_ - window_since_ >= kWindow && window_pictures_ >= kWindowPictures) {
        judge_window(arrived_);
    }
    return offset_ - quickest_;
}

}  // namespace pendopo
