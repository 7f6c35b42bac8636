#include "decoders/media_delay.h"

#include <algorithm>
#include <cmath>

namespace pendopo {

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
    begin_window(arrived);
}

void MediaDelay::begin_window(MonotonicTime arrived) {
    window_since_ = arrived;
    window_offset_ = offset_;
    window_quickest_ = quickest_;
    window_most_ = Nanoseconds(0);
    window_pictures_ = 0;
}

// What an even window gained is the sender's count and not the line, and so is what it will gain at
// that pace.
void MediaDelay::judge_window(MonotonicTime arrived) {
    const Nanoseconds gained = offset_ - window_offset_;
    const Nanoseconds even = std::max(Nanoseconds(kJitter), gained * kEven / window_pictures_);
    skew_ = 0;
    if (gained > Nanoseconds(0) && window_most_ <= even) {
        quickest_ = std::min(offset_, std::max(quickest_, window_quickest_ + gained));
        skew_ = double(gained.count()) / double(Nanoseconds(arrived - window_since_).count());
    }
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
    if (arrived_ - window_since_ >= kWindow && window_pictures_ >= kWindowPictures) {
        judge_window(arrived_);
    }
    return offset_ - quickest_;
}

}  // namespace pendopo
