#include "decoders/degradation.h"

#include <bit>

namespace pendopo {

void Degradation::note(Cause& cause, bool bad) {
    constexpr uint32_t kAll = (1U << kSeconds) - 1;
    cause.bad = (cause.bad << 1 | (bad ? 1U : 0U)) & kAll;
    cause.active = cause.bad != 0 && (cause.active || std::popcount(cause.bad) >= kBad);
}

void Degradation::look(uint64_t number, const SessionCounts& counts, bool hardware_failed,
                       MonotonicTime now) {
    if (session_ != number) {
        *this = {};
        session_ = number;
        before_ = counts;
        since_ = now;
    } else if (now - since_ >= kSecond) {
        note(causes_[lost], counts.losses != before_.losses);
        note(causes_[damaged], counts.damaged != before_.damaged);
        note(causes_[dropped], counts.dropped != before_.dropped);
        before_ = counts;
        since_ = now;
    }
    if (causes_[lost].active) {
        why_ = "packets are lost on the way from the camera: pictures are left out";
    } else if (causes_[damaged].active) {
        why_ = "the camera sends damaged pictures: they are left out";
    } else if (causes_[dropped].active) {
        why_ = "this machine is too slow for the stream: pictures are left out";
    } else {
        why_ = hardware_failed ? "decoded in software: the hardware decoder failed" : "";
    }
}

}  // namespace pendopo
