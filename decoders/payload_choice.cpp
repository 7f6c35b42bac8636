#include "decoders/payload_choice.h"

#include <algorithm>
#include <utility>

namespace pendopo {

bool PayloadChoice::takes(int payload_type) {
    if (sent_ >= 0) {
        return payload_type == sent_;
    }
    if (payload_type == offer_.payload_type) {
        sent_ = payload_type;
        return true;
    }
    const auto other =
        std::ranges::find(offer_.alternatives, payload_type, &VideoOffer::payload_type);
    if (other != offer_.alternatives.end()) {
        VideoOffer chosen = std::move(*other);
        chosen.session_control = offer_.session_control;
        offer_ = std::move(chosen);
        sent_ = payload_type;
        return true;
    }
    // 64 to 95 are RTCP on the wrong channel (RFC 5761, 4).
    if (payload_type >= 64 && payload_type <= 95) {
        return false;
    }
    strangers_ = payload_type == stranger_ ? strangers_ + 1 : 1;
    stranger_ = payload_type;
    if (strangers_ < kNotOffered) {
        return false;
    }
    sent_ = payload_type;
    return true;
}

}  // namespace pendopo
