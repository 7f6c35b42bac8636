#pragma once
// Access units to RTP packets as cameras make them: a good camera by default (RFC 3550, 6184, 7798,
// 2435), and what cameras do otherwise as data. Pure: the same input gives the same bytes.
//
//   Packetiser packetiser(Codec::h264, {.marker = MarkerPolicy::on_sei});
//   for (const AccessUnit& picture : pictures) { send(packetiser.packets(picture)); }

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/codec.h"

namespace pendopo::habits {

// One picture: its NAL units in decoding order without start codes, or one whole JPEG file.
struct AccessUnit {
    std::vector<std::string> units;
    uint32_t timestamp = 0;  // in the stream's clock, 90 kHz; counts from 0
};

// What a NAL unit is, as far as habits differ between them.
enum class UnitKind { parameter_set, sei, delimiter, slice, other };
UnitKind kind_of(Codec codec, std::string_view unit);

// Which packets bear the marker bit.
enum class MarkerPolicy {
    right,  // the last packet of a picture
    never,
    on_sei,             // and the last packet of each SEI
    on_parameter_sets,  // and of each parameter set
    on_every_unit,      // the last packet of each NAL unit, each slice too
    on_every_packet,    // each fragment too
    on_first_packet,    // of the picture, and nowhere else
};

enum class TimestampPolicy {
    right,
    parameter_sets_with_previous,  // SPS and PPS bear the time of the picture before
    parameter_sets_one_before,     // the time of their own picture minus one tick
    sei_with_previous,
    every_unit,  // each unit one tick later than the one before
    constant,    // no picture has a time of its own
    pairs,       // two pictures bear the same time
    jump,        // `jump_ticks` at every `jump_after` pictures
};

enum class SourcePolicy {
    one,
    two,      // each packet is followed by one of another session: SSRC and counter of its own
    changes,  // after `jump_after` pictures: another SSRC, counter and time
};

enum class CountPolicy {
    right,
    never,         // every packet bears the first number
    each_picture,  // begins anew with each picture
};

enum class ParameterSets { in_band, once, sdp_only };

struct PacketPolicy {
    int payload_type = 96;
    size_t payload_bytes = 1400;  // more goes into fragments
    uint32_t source = 0x1C0FFEE5;
    uint16_t first_sequence = 0x3A71;        // near 0xFFFF: wraps
    uint32_t first_timestamp = 0x5EED'0000;  // near 0xFFFFFFFF: wraps

    MarkerPolicy marker = MarkerPolicy::right;
    TimestampPolicy timestamp = TimestampPolicy::right;
    SourcePolicy sources = SourcePolicy::one;
    CountPolicy count = CountPolicy::right;
    ParameterSets parameter_sets = ParameterSets::in_band;
    int jump_after = 20;  // pictures
    int64_t jump_ticks = 0;
    int sequence_jump = 0;  // added to the counter at every `jump_after` pictures; nothing is lost

    // Every nth packet, counted from one; 0: none.
    int lose_every = 0;
    int repeat_every = 0;
    int swap_every = 0;  // with the one after it

    size_t padding = 0;          // bytes at the end of each packet, 255 at most
    size_t extension_words = 0;  // of a header extension in each packet
    size_t contributing = 0;     // CSRC entries, 15 at most
    bool padding_only = false;   // after each picture a packet of nothing but padding

    bool aggregate = false;    // small units together: STAP-A, AP
    bool start_codes = false;  // each unit begins with 00 00 00 01, which RTP has no place for
    bool one_unit_a_picture = false;  // the units of a picture in one, start codes between them
    bool fragment_all = false;  // even what fits into one packet (FU with start and end apart)
};

// Thread: bound to its owner.
class Packetiser {
  public:
    Packetiser(Codec codec, PacketPolicy policy) : codec_(codec), policy_(policy) {}

    // The packets of the next picture, in the order they are sent, without any framing.
    std::vector<std::string> packets(const AccessUnit& picture);

  private:
    struct Head {
        bool marker = false;
        uint32_t timestamp = 0;
    };
    using Payloads = std::vector<std::string>;

    std::vector<std::string> units_of(const AccessUnit& picture) const;
    Payloads payloads_of(const std::string& unit) const;
    bool marked(const std::string& unit, bool last_unit) const;
    uint32_t time_of(const std::string& unit, size_t index, uint32_t time) const;
    void send(std::vector<std::string>& out, const std::string& payload, const Head& head);
    std::string packet(const std::string& payload, const Head& head, uint32_t source,
                       uint16_t sequence) const;

    const Codec codec_;
    const PacketPolicy policy_;
    int pictures_ = 0;
    int packets_ = 0;
    uint32_t previous_time_ = 0;
    uint32_t time_offset_ = 0;
    uint32_t source_ = policy_.source;
    uint16_t sequence_ = policy_.first_sequence;
    uint16_t other_sequence_ = 5000;
    std::string held_;  // to be sent after the one behind it
};

}  // namespace pendopo::habits
