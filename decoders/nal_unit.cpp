#include "decoders/nal_unit.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace pendopo {
namespace {

constexpr int kRecoveryPoint = 6;           // SEI payload type, H.264 D.1.8, H.265 D.2.8
constexpr int kMostRecoveryPictures = 512;  // an hour from here is no help

// Bits of a NAL unit without its emulation prevention bytes (00 00 03); zeros behind the end.
class Bits {
  public:
    explicit Bits(std::span<const uint8_t> bytes) : bytes_(bytes) {}

    unsigned read(int count) {
        unsigned value = 0;
        for (; count > 0; --count) {
            value = value << 1 | bit();
        }
        return value;
    }
    unsigned exp_golomb() {
        int zeros = 0;
        while (zeros < 31 && !done() && bit() == 0) {
            ++zeros;
        }
        return (1U << zeros) - 1 + read(zeros);
    }
    bool done() const { return at_ >= bytes_.size(); }

  private:
    unsigned bit() {
        if (done()) {
            return 0;
        }
        const unsigned value = bytes_[at_] >> (7 - used_) & 1;
        if (++used_ == 8) {
            used_ = 0;
            zeros_ = bytes_[at_] == 0 ? zeros_ + 1 : 0;
            ++at_;
            if (zeros_ >= 2 && !done() && bytes_[at_] == 3) {
                ++at_;
                zeros_ = 0;
            }
        }
        return value;
    }

    std::span<const uint8_t> bytes_;
    size_t at_ = 0;
    int used_ = 0;
    int zeros_ = 0;
};

// Pictures until the picture is whole, when one of the messages says so.
std::optional<int> recovery_point(Codec codec, std::span<const uint8_t> messages) {
    Bits bits(messages);
    const auto extended = [&] {
        unsigned value = 0;
        unsigned byte = 0;
        do {
            byte = bits.read(8);
            value += byte;
        } while (byte == 0xff && !bits.done());
        return value;
    };
    while (!bits.done()) {
        const unsigned type = extended();
        const unsigned size = extended();
        if (type == kRecoveryPoint && size > 0 && !bits.done()) {
            const unsigned coded = bits.exp_golomb();
            // H.265 counts in output order and may count backwards: (k + 1) / 2 with a sign.
            const unsigned count = codec == Codec::h264 ? coded : coded % 2 * ((coded + 1) / 2);
            if (count <= kMostRecoveryPictures) {
                return static_cast<int>(count);
            }
            return std::nullopt;
        }
        for (unsigned i = 0; i < size && !bits.done(); ++i) {
            bits.read(8);
        }
    }
    return std::nullopt;
}

// Rec. H.264, table 7-1 and 7.4.1.2.3.
UnitFacts h264_facts(std::span<const uint8_t> unit) {
    UnitFacts facts;
    const int type = unit[0] & 0x1f;
    switch (type) {
        case 1:
        case 2:  // partition A has the slice header
        case 5: {
            if (unit.size() < 2) {
                return facts;
            }
            facts.kind = UnitKind::slice;
            Bits header(unit.subspan(1));
            facts.first = header.exp_golomb() == 0;  // first_mb_in_slice
            facts.random_access = type == 5;
            const unsigned slice_type = header.exp_golomb() % 5;
            facts.intra = facts.first && (slice_type == 2 || slice_type == 4);
            return facts;
        }
        case 3:
        case 4:
            facts.kind = UnitKind::slice;
            return facts;
        case 6:
            facts.kind = UnitKind::prefix;
            facts.recovery = recovery_point(Codec::h264, unit.subspan(1));
            return facts;
        case 7:
        case 8:
            facts.kind = UnitKind::prefix;
            facts.set = type == 7 ? ParameterSet::sps : ParameterSet::pps;
            return facts;
        case 9:
            facts.kind = UnitKind::delimiter;
            return facts;
        default:
            facts.kind =
                type == 13 || (type >= 14 && type <= 18) ? UnitKind::prefix : UnitKind::suffix;
            return facts;
    }
}

// Rec. H.265, table 7-1 and 7.4.2.4.4.
UnitFacts h265_facts(std::span<const uint8_t> unit) {
    UnitFacts facts;
    const int type = unit[0] >> 1 & 0x3f;
    if (unit.size() < 3) {
        return facts;
    }
    if (type <= 31) {
        facts.kind = UnitKind::slice;
        facts.first = (unit[2] & 0x80) != 0;  // first_slice_segment_in_pic_flag
        facts.random_access = type >= 16 && type <= 23;
        facts.intra = facts.first && facts.random_access;
        return facts;
    }
    switch (type) {
        case 32:
        case 33:
        case 34:
            facts.kind = UnitKind::prefix;
            facts.set = type == 32   ? ParameterSet::vps
                        : type == 33 ? ParameterSet::sps
                                     : ParameterSet::pps;
            return facts;
        case 35:
            facts.kind = UnitKind::delimiter;
            return facts;
        case 39:
            facts.kind = UnitKind::prefix;
            facts.recovery = recovery_point(Codec::h265, unit.subspan(2));
            return facts;
        default:
            facts.kind = (type >= 41 && type <= 44) || (type >= 48 && type <= 55)
                             ? UnitKind::prefix
                             : UnitKind::suffix;
            return facts;
    }
}

}  // namespace

UnitFacts unit_facts(Codec codec, std::span<const uint8_t> unit) {
    if (unit.empty()) {
        return {};
    }
    return codec == Codec::h264 ? h264_facts(unit) : h265_facts(unit);
}

void for_each_unit(std::span<const uint8_t> bytes,
                   const std::function<void(std::span<const uint8_t>)>& each) {
    constexpr std::array<uint8_t, 3> kStartCode{0, 0, 1};
    const auto hand_on = [&](std::span<const uint8_t> unit) {
        while (!unit.empty() && unit.back() == 0) {
            unit = unit.first(unit.size() - 1);  // trailing zeros are of the next start code
        }
        if (!unit.empty()) {
            each(unit);
        }
    };
    for (;;) {
        const auto found =
            std::search(bytes.begin(), bytes.end(), kStartCode.begin(), kStartCode.end());
        const auto length = static_cast<size_t>(found - bytes.begin());
        if (found == bytes.end()) {
            hand_on(bytes);
            return;
        }
        hand_on(bytes.first(length));
        bytes = bytes.subspan(length + kStartCode.size());
    }
}

}  // namespace pendopo
