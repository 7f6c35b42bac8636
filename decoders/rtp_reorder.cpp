#include "decoders/rtp_reorder.h"

#include <algorithm>
#include <utility>

namespace pendopo {

static_assert(RtpReorder::kWindow == 64, "recent_ has a bit for each");

void RtpReorder::push(std::span<const uint8_t> rtp, MonotonicTime now, const Deliver& deliver) {
    const std::optional<RtpHeader> header = RtpHeader::read(rtp);
    if (!header) {
        return;
    }
    if (source_ != header->source) {
        begin(*header, deliver);
    }
    int ahead = static_cast<int16_t>(header->sequence - next_);
    if (ahead >= kNewCount || ahead <= -kNewCount) {
        if (!begins_count(rtp, *header, deliver)) {
            return;
        }
        ahead = 0;
    } else if (!new_count_.empty()) {
        new_count_.clear();
        ++counts_.late;
    }
    if (ahead < 0) {
        const bool delivered = ahead >= -kWindow && (recent_ >> (-ahead - 1) & 1) != 0;
        ++(delivered ? counts_.repeated : counts_.late);
        return;
    }
    if (ahead >= kWindow) {
        advance_to(static_cast<uint16_t>(header->sequence - kWindow + 1), deliver);
        deliver_ready(deliver);
        ahead = static_cast<uint16_t>(header->sequence - next_);
    }
    if (ahead == 0) {
        // The usual case: nothing is copied.
        recent_ = recent_ << 1 | 1;
        ++next_;
        deliver(rtp);
        deliver_ready(deliver);
        return;
    }
    Slot& place = slot(header->sequence);
    if (!place.bytes.empty()) {
        ++counts_.repeated;
        return;
    }
    place.bytes.assign(rtp.begin(), rtp.end());
    place.arrived = now;
    ++waiting_;
}

void RtpReorder::expire(MonotonicTime now, const Deliver& deliver) {
    while (waiting_ > 0 && now >= deadline()) {
        while (slot(next_).bytes.empty()) {
            advance_to(static_cast<uint16_t>(next_ + 1), deliver);
        }
        deliver_ready(deliver);
    }
}

MonotonicTime RtpReorder::deadline() const {
    if (waiting_ == 0) {
        return MonotonicTime::max();
    }
    MonotonicTime first = MonotonicTime::max();
    for (const Slot& place : slots_) {
        if (!place.bytes.empty()) {
            first = std::min(first, place.arrived);
        }
    }
    return first + kPatience;
}

// A count that begins at this packet.
void RtpReorder::begin(const RtpHeader& header, const Deliver& deliver) {
    flush(deliver);
    source_ = header.source;
    next_ = header.sequence;
    new_count_.clear();
    recent_ = 0;
}

// Whether this packet is the second of a new count; the first is delivered before it.
bool RtpReorder::begins_count(std::span<const uint8_t> rtp, const RtpHeader& header,
                              const Deliver& deliver) {
    const std::optional<RtpHeader> before = RtpHeader::read(new_count_);
    if (!before || static_cast<uint16_t>(before->sequence + 1) != header.sequence) {
        counts_.late += before ? 1 : 0;
        new_count_.assign(rtp.begin(), rtp.end());
        return false;
    }
    const std::vector<uint8_t> first = std::exchange(new_count_, {});
    begin(*before, deliver);
    recent_ = 1;
    ++next_;
    deliver(first);
    return true;
}

// Delivers what is there of the numbers before `sequence`, and gives up the rest.
void RtpReorder::advance_to(uint16_t sequence, const Deliver& deliver) {
    while (next_ != sequence) {
        Slot& place = slot(next_);
        const bool here = !place.bytes.empty();
        recent_ = recent_ << 1 | (here ? 1 : 0);
        ++next_;
        if (!here) {
            ++counts_.lost;
            continue;
        }
        --waiting_;
        deliver(place.bytes);
        place.bytes.clear();
    }
}

void RtpReorder::deliver_ready(const Deliver& deliver) {
    while (waiting_ > 0 && !slot(next_).bytes.empty()) {
        advance_to(static_cast<uint16_t>(next_ + 1), deliver);
    }
}

void RtpReorder::flush(const Deliver& deliver) {
    while (waiting_ > 0) {
        advance_to(static_cast<uint16_t>(next_ + 1), deliver);
    }
}

}  // namespace pendopo
