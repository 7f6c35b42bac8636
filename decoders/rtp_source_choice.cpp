#include "decoders/rtp_source_choice.h"

#include <algorithm>
#include <utility>

namespace pendopo {

void RtpSourceChoice::follow(const RtpHeader& header, MonotonicTime now) {
    source_ = header.source;
    last_ = picture_at_ = now;
    picture_time_ = header.timestamp;
    pace_ = Nanoseconds(0);
}

void RtpSourceChoice::push(std::span<const uint8_t> rtp, const RtpHeader& header, MonotonicTime now,
                           const Deliver& deliver) {
    if (!source_) {
        follow(header, now);
    }
    if (header.source == *source_) {
        drop_waiting();
        if (header.timestamp != picture_time_) {
            // Up at once, down slowly: what counts are its longer pauses.
            const Nanoseconds sample = now - picture_at_;
            pace_ = std::max(sample, (pace_ * 9 + sample) / 10);
            picture_time_ = header.timestamp;
            picture_at_ = now;
        }
        last_ = now;
        deliver(rtp, now, false);
        return;
    }
    if (other_ != header.source) {
        drop_waiting();
        other_ = header.source;
    }
    if (waiting_.size() >= kMostWaiting) {
        drop_waiting();
    }
    waiting_.push_back({{rtp.begin(), rtp.end()}, now});
    if (now - last_ < patience()) {
        return;
    }
    follow(header, now);
    other_.reset();
    bool changed = true;
    for (const Waiting& packet : std::exchange(waiting_, {})) {
        deliver(packet.bytes, packet.arrived, std::exchange(changed, false));
    }
}

Milliseconds RtpSourceChoice::patience() const {
    if (pace_ == Nanoseconds(0)) {
        return kMostSilence;
    }
    return std::clamp(std::chrono::duration_cast<Milliseconds>(pace_ * 3), kLeastSilence,
                      kMostSilence);
}

void RtpSourceChoice::drop_waiting() {
    foreign_ += waiting_.size();
    waiting_.clear();
}

}  // namespace pendopo
