#include "tools/cameras/habits/packetiser.h"

#include <algorithm>
#include <utility>

#include "tools/cameras/habits/jpeg_payload.h"

namespace pendopo::habits {
namespace {

constexpr uint32_t kOtherSource = 0x0DDBA11;
constexpr std::string_view kStartCode("\0\0\0\1", 4);

char byte(size_t value) {
    return static_cast<char>(static_cast<uint8_t>(value));
}
std::string big_endian(uint64_t value, int bytes) {
    std::string text;
    for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) {
        text += byte(value >> shift & 0xff);
    }
    return text;
}
int first(std::string_view unit) {
    return unit.empty() ? 0 : static_cast<uint8_t>(unit[0]);
}
std::string with_start_code(const std::string& unit) {
    return std::string(kStartCode) + unit;
}

// RFC 6184, 5.8: FU indicator, FU header. RFC 7798, 4.4.3: two bytes of payload header, FU header.
std::vector<std::string> fragments(Codec codec, const std::string& unit, size_t room) {
    const size_t head = codec == Codec::h264 ? 1 : 2;
    const int type = codec == Codec::h264 ? first(unit) & 0x1f : first(unit) >> 1 & 0x3f;
    std::string start;
    if (codec == Codec::h264) {
        start += byte(size_t(first(unit) & 0xe0) | 28);
    } else {
        start += byte(size_t(first(unit) & 0x81) | 49U << 1);
        start += unit[1];
    }
    std::vector<std::string> all;
    for (size_t at = head; at < unit.size(); at += room) {
        const bool begins = at == head;
        const bool ends = at + room >= unit.size();
        const size_t bits = (begins ? 0x80U : 0U) | (ends ? 0x40U : 0U);
        all.push_back(start + byte(bits | size_t(type)) + unit.substr(at, room));
    }
    return all;
}

// RFC 6184, 5.7.1 (STAP-A); RFC 7798, 4.4.2 (AP).
std::string aggregated(Codec codec, const std::vector<std::string>& units) {
    std::string packet = codec == Codec::h264 ? std::string(1, byte(0x60 | 24))
                                              : std::string{byte(48U << 1), byte(1)};
    for (const std::string& unit : units) {
        packet += big_endian(unit.size(), 2) + unit;
    }
    return packet;
}

}  // namespace

UnitKind kind_of(Codec codec, std::string_view unit) {
    if (codec == Codec::h264) {
        const int type = first(unit) & 0x1f;
        return type >= 1 && type <= 5                 ? UnitKind::slice
               : type == 6                            ? UnitKind::sei
               : type == 7 || type == 8 || type == 13 ? UnitKind::parameter_set
               : type == 9                            ? UnitKind::delimiter
                                                      : UnitKind::other;
    }
    if (codec == Codec::h265) {
        const int type = first(unit) >> 1 & 0x3f;
        return type < 32                  ? UnitKind::slice
               : type <= 34               ? UnitKind::parameter_set
               : type == 35               ? UnitKind::delimiter
               : type == 39 || type == 40 ? UnitKind::sei
                                          : UnitKind::other;
    }
    return UnitKind::slice;
}

std::vector<std::string> Packetiser::units_of(const AccessUnit& picture) const {
    std::vector<std::string> units;
    for (const std::string& unit : picture.units) {
        const bool left_out = policy_.parameter_sets == ParameterSets::sdp_only ||
                              (policy_.parameter_sets == ParameterSets::once && pictures_ > 0);
        if (!left_out || kind_of(codec_, unit) != UnitKind::parameter_set) {
            units.push_back(unit);
        }
    }
    if (codec_ != Codec::mjpeg && policy_.one_unit_a_picture && units.size() > 1) {
        for (size_t i = 1; i < units.size(); ++i) {
            units[0] += with_start_code(units[i]);
        }
        units.resize(1);
    }
    return units;
}

Packetiser::Payloads Packetiser::payloads_of(const std::string& unit) const {
    if (codec_ == Codec::mjpeg) {
        return jpeg_payloads(unit, policy_.payload_bytes);
    }
    if (unit.size() > policy_.payload_bytes || policy_.fragment_all) {
        const size_t room = policy_.fragment_all && unit.size() <= policy_.payload_bytes
                                ? std::max<size_t>(unit.size() / 2, 1)
                                : policy_.payload_bytes;
        return fragments(codec_, unit, room);
    }
    return {policy_.start_codes ? with_start_code(unit) : unit};
}

bool Packetiser::marked(const std::string& unit, bool last_unit) const {
    const UnitKind kind = kind_of(codec_, unit);
    switch (policy_.marker) {
        case MarkerPolicy::never:
        case MarkerPolicy::on_first_packet:
            return false;
        case MarkerPolicy::on_sei:
            return last_unit || kind == UnitKind::sei;
        case MarkerPolicy::on_parameter_sets:
            return last_unit || kind == UnitKind::parameter_set;
        case MarkerPolicy::on_every_unit:
        case MarkerPolicy::on_every_packet:
            return true;
        case MarkerPolicy::right:
            break;
    }
    return last_unit;
}

uint32_t Packetiser::time_of(const std::string& unit, size_t index, uint32_t time) const {
    const UnitKind kind = kind_of(codec_, unit);
    switch (policy_.timestamp) {
        case TimestampPolicy::parameter_sets_with_previous:
            return kind == UnitKind::parameter_set ? previous_time_ : time;
        case TimestampPolicy::parameter_sets_one_before:
            return kind == UnitKind::parameter_set ? time - 1 : time;
        case TimestampPolicy::sei_with_previous:
            return kind == UnitKind::sei ? previous_time_ : time;
        case TimestampPolicy::every_unit:
            return time + static_cast<uint32_t>(index);
        default:
            return time;
    }
}

std::vector<std::string> Packetiser::packets(const AccessUnit& picture) {
    std::vector<std::string> out;
    if (pictures_ > 0 && pictures_ % policy_.jump_after == 0) {
        sequence_ = static_cast<uint16_t>(sequence_ + policy_.sequence_jump);
        if (policy_.timestamp == TimestampPolicy::jump) {
            time_offset_ += static_cast<uint32_t>(policy_.jump_ticks);
        }
        if (policy_.sources == SourcePolicy::changes) {
            source_ += 0x01010101;
            sequence_ = static_cast<uint16_t>(sequence_ * 7 + 12'345);
            time_offset_ += 0x1234'5678;
        }
    }
    if (policy_.count == CountPolicy::each_picture) {
        sequence_ = policy_.first_sequence;
    }
    uint32_t time = policy_.first_timestamp + picture.timestamp + time_offset_;
    if (policy_.timestamp == TimestampPolicy::constant ||
        (policy_.timestamp == TimestampPolicy::pairs && pictures_ % 2 == 1)) {
        time = previous_time_;
    }
    if (pictures_ == 0) {
        previous_time_ =
            policy_.timestamp == TimestampPolicy::constant ? policy_.first_timestamp : time - 3600;
        time = policy_.timestamp == TimestampPolicy::constant ? previous_time_ : time;
    }
    const std::vector<std::string> units = units_of(picture);
    bool begins = policy_.marker == MarkerPolicy::on_first_packet;
    for (size_t i = 0; i < units.size(); ++i) {
        size_t last = i;
        Payloads payloads;
        if (policy_.aggregate && codec_ != Codec::mjpeg) {
            std::vector<std::string> together;
            size_t bytes = 2;
            for (last = i; last < units.size(); ++last) {
                bytes += 2 + units[last].size();
                if (bytes > policy_.payload_bytes) {
                    break;
                }
                together.push_back(units[last]);
            }
            if (together.size() > 1) {
                payloads = {aggregated(codec_, together)};
                --last;
            } else {
                last = i;
            }
        }
        if (payloads.empty()) {
            payloads = payloads_of(units[i]);
        }
        const bool mark = marked(units[last], last + 1 == units.size());
        for (size_t part = 0; part < payloads.size(); ++part) {
            const bool ends = part + 1 == payloads.size();
            Head head{mark && (ends || policy_.marker == MarkerPolicy::on_every_packet),
                      time_of(units[i], i, time)};
            head.marker = std::exchange(begins, false) || head.marker;
            send(out, payloads[part], head);
        }
        i = last;
    }
    if (policy_.padding_only) {
        send(out, {}, {false, time});
    }
    if (!held_.empty()) {
        out.push_back(std::exchange(held_, {}));
    }
    previous_time_ = time;
    ++pictures_;
    return out;
}

void Packetiser::send(std::vector<std::string>& out, const std::string& payload, const Head& head) {
    ++packets_;
    const auto every = [this](int nth) { return nth > 0 && packets_ % nth == 0; };
    std::string made = packet(payload, head, source_, sequence_);
    sequence_ += policy_.count == CountPolicy::never ? 0 : 1;
    if (every(policy_.lose_every)) {
        return;
    }
    if (every(policy_.swap_every) && held_.empty()) {
        held_ = std::move(made);
        return;
    }
    out.push_back(std::move(made));
    if (every(policy_.repeat_every)) {
        out.push_back(out.back());
    }
    if (!held_.empty()) {
        out.push_back(std::exchange(held_, {}));
    }
    if (policy_.sources == SourcePolicy::two) {
        out.push_back(packet(payload, head, kOtherSource, other_sequence_++));
    }
}

std::string Packetiser::packet(const std::string& payload, const Head& head, uint32_t source,
                               uint16_t sequence) const {
    const size_t padding = payload.empty() ? 16 : policy_.padding;
    std::string rtp;
    rtp += byte(0x80U | (padding > 0 ? 0x20U : 0U) | (policy_.extension_words > 0 ? 0x10U : 0U) |
                policy_.contributing);
    rtp += byte((head.marker ? 0x80U : 0U) | size_t(policy_.payload_type));
    rtp += big_endian(sequence, 2) + big_endian(head.timestamp, 4) + big_endian(source, 4);
    for (size_t i = 0; i < policy_.contributing; ++i) {
        rtp += big_endian(0xC0DE0000 + i, 4);
    }
    if (policy_.extension_words > 0) {
        // The profile that ONVIF's replay extension has.
        rtp += big_endian(0xABAC, 2) + big_endian(policy_.extension_words, 2);
        rtp.append(policy_.extension_words * 4, byte(0x5a));
    }
    rtp += payload;
    if (padding > 0) {
        rtp.append(padding - 1, '\0');
        rtp += byte(padding);
    }
    return rtp;
}

}  // namespace pendopo::habits
