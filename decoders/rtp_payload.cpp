#include "decoders/rtp_payload.h"

#include <array>
#include <utility>

namespace pendopo {

void NalPayloads::hand_on(Bytes bytes, const TakeUnit& unit) const {
    // A NAL unit holds no start code; where one stands, a camera has put several units into one.
    for_each_unit(bytes, [&](Bytes one) { unit(unit_facts(codec_, one), one); });
}

void NalPayloads::finish(const TakeUnit& unit) {
    if (!fragments_.empty()) {
        std::swap(fragments_, whole_);  // who takes the unit may call lose()
        fragments_.clear();
        hand_on(whole_, unit);
    }
}

bool NalPayloads::take(const RtpPacket& packet, const TakeUnit& unit) {
    if (packet.payload.empty()) {
        return true;  // padding, which keeps a door open
    }
    return codec_ == Codec::h264 ? take_h264(packet.payload, unit)
                                 : take_h265(packet.payload, unit);
}

bool NalPayloads::take_h264(Bytes payload, const TakeUnit& unit) {
    const int type = payload[0] & 0x1f;
    switch (type) {
        case 24:  // STAP-A
            finish(unit);
            return take_aggregate(payload.subspan(1), 0, 0, unit);
        case 25:  // STAP-B: a decoding order number first
            finish(unit);
            return payload.size() > 3 && take_aggregate(payload.subspan(3), 0, 0, unit);
        case 28:    // FU-A
        case 29: {  // FU-B: a decoding order number more
            const size_t head = type == 28 ? 2 : 4;
            if (payload.size() < head) {
                return true;
            }
            const std::array<uint8_t, 1> nal{
                static_cast<uint8_t>((payload[0] & 0xe0) | (payload[1] & 0x1f))};
            return take_fragment(payload[1], nal, payload.subspan(head), unit);
        }
        case 26:
        case 27:
            return false;  // interleaved units, which no camera was seen to send
        case 30:
        case 31:
            return true;  // of somebody's own
        default:
            finish(unit);
            hand_on(payload, unit);
            return true;
    }
}

bool NalPayloads::take_h265(Bytes payload, const TakeUnit& unit) {
    if (payload.size() < 2) {
        return true;
    }
    int type = payload[0] >> 1 & 0x3f;
    // Zeros in front are a start code and no H.265 head, whose temporal id is never 0.
    type = payload[0] == 0 && payload[1] == 0 ? 0 : type;
    switch (type) {
        case 48:
            finish(unit);
            return take_aggregate(payload.subspan(2), numbers_, numbers_ / 2, unit);
        case 49: {
            if (payload.size() < 3) {
                return true;
            }
            const bool begins = (payload[2] & 0x80) != 0;
            const size_t head = 3 + (begins ? numbers_ : 0);
            if (payload.size() < head) {
                return true;
            }
            const std::array<uint8_t, 2> nal{
                static_cast<uint8_t>((payload[0] & 0x81) | (payload[2] & 0x3f) << 1), payload[1]};
            return take_fragment(payload[2], nal, payload.subspan(head), unit);
        }
        case 50: {  // PACI: further headers before a payload of its own
            if (payload.size() < 4) {
                return false;
            }
            const size_t extension = (size_t{payload[2]} << 8 | payload[3]) >> 4 & 0x1f;
            if (payload.size() <= 4 + extension) {
                return false;
            }
            std::vector<uint8_t> inner(payload.begin() + 2, payload.end());
            inner[0] = static_cast<uint8_t>((payload[0] & 0x81) | (payload[2] >> 1 & 0x3f) << 1);
            inner[1] = payload[1];
            inner.erase(inner.begin() + 2, inner.begin() + 2 + long(extension));
            return (inner[0] >> 1 & 0x3f) != 50 && take_h265(inner, unit);
        }
        default:
            finish(unit);
            if (numbers_ > 0 && payload.size() > 2 + numbers_) {
                std::vector<uint8_t> without(payload.begin(), payload.end());
                without.erase(without.begin() + 2, without.begin() + 2 + long(numbers_));
                hand_on(without, unit);
            } else {
                hand_on(payload, unit);
            }
            return true;
    }
}

// Units with their length before each; decoding order numbers are passed over.
bool NalPayloads::take_aggregate(Bytes units, size_t skip_first, size_t skip_next,
                                 const TakeUnit& unit) {
    size_t skip = skip_first;
    while (units.size() > skip + 2) {
        units = units.subspan(skip);
        const size_t length = size_t{units[0]} << 8 | units[1];
        units = units.subspan(2);
        if (length > units.size()) {
            return false;
        }
        hand_on(units.first(length), unit);
        units = units.subspan(length);
        skip = skip_next;
    }
    return true;
}

bool NalPayloads::take_fragment(uint8_t fu_header, Bytes nal_header, Bytes rest,
                                const TakeUnit& unit) {
    if ((fu_header & 0x80) != 0) {
        finish(unit);
        fragments_.assign(nal_header.begin(), nal_header.end());
    } else if (fragments_.empty()) {
        return false;  // its beginning did not come
    }
    fragments_.insert(fragments_.end(), rest.begin(), rest.end());
    if (fragments_.size() > kMaxUnitBytes) {
        fragments_.clear();
        return false;
    }
    if ((fu_header & 0x40) != 0) {
        finish(unit);
    }
    return true;
}

}  // namespace pendopo
