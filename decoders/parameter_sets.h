#pragma once
// The parameter sets of a stream, wherever they came from: the SDP, or once in the stream. They are
// put before every key picture that comes without, so that each key picture can be decoded by
// itself, from a cache and by a new decoder. Pure.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "decoders/nal_unit.h"

namespace pendopo {

// Thread: bound to its owner.
class ParameterSets {
  public:
    static constexpr size_t kMost = 32;             // a stream has three
    static constexpr size_t kMostBytes = 16 << 10;  // of all of them

    explicit ParameterSets(Codec codec) : codec_(codec) {}

    // Of the SDP: NAL units with start codes between them; what is no parameter set is passed over.
    void offer(std::span<const uint8_t> annex_b);
    // Those that came with one picture: begin_picture(), then each. A kind that a picture brings
    // takes the place of all older ones of that kind.
    void begin_picture() { renewed_ = {}; }
    void add(ParameterSet kind, std::span<const uint8_t> unit);

    // In the order of use (VPS, SPS, PPS), each with a start code.
    std::vector<uint8_t> annex_b() const;
    bool empty() const { return sets_.empty(); }

  private:
    struct Set {
        ParameterSet kind;
        std::vector<uint8_t> bytes;
    };

    const Codec codec_;
    std::vector<Set> sets_;
    std::array<bool, 4> renewed_{};  // by kind
};

}  // namespace pendopo
