#pragma once
// The packets since the last key picture of a stream, so that a hidden camera can be shown from the
// next moment on and not from the next key picture on. Pure.

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "decoders/packet_source.h"

namespace pendopo {

struct GopLimits {
    // A 4 s group at 16 Mbit/s is 8 MB. Two seconds and a little of 25 pictures a second, which
    // most cameras' groups are: decoding 60 pictures of 640x360 takes 10 to 60 ms, and a wall that
    // shows sixteen cameras at once has to do it sixteen times. Longer groups are decoded on, for
    // less than a hundredth of a core each (pendopo-groups-bench).
    size_t bytes = 16 << 20;
    size_t packets = 60;
};

// Thread: bound to its owner.
class GopCache {
  public:
    explicit GopCache(GopLimits limits = {}) : limits_(limits) {}

    // A key packet starts the cache anew, as soon as what is decoded from it is whole. A group that
    // outgrows a limit is given up and returned, this packet included, in the order they came: it
    // can be kept by decoding it. The cache is then empty until the next key packet.
    std::vector<Packet> add(const Packet& packet);
    void clear();

    // In the order they came, beginning with a key packet; empty when there is no whole group.
    std::span<const Packet> packets() const { return packets_; }
    size_t bytes() const { return bytes_; }
    // Decoding the packets ends with a whole picture.
    bool whole() const { return settled_from(0); }

  private:
    bool settled_from(size_t start) const;
    void drop_before(size_t start);

    GopLimits limits_;
    std::vector<Packet> packets_;
    size_t bytes_ = 0;
    std::optional<size_t> newer_start_;  // a key packet whose pictures are not whole yet
};

}  // namespace pendopo
