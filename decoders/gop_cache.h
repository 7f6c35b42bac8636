#pragma once
// The packets since the last key frame of a stream, so that a hidden camera can be shown from the
// next moment on and not from the next key frame on. Pure.

#include <cstddef>
#include <span>
#include <vector>

#include "decoders/packet_source.h"

namespace pendopo {

struct GopLimits {
    // A 10 s group at 4 Mbit/s is 5 MB; decoding 300 pictures of 640x360 takes about 0.3 s, and a
    // longer burst would show later than waiting for the next key frame.
    size_t bytes = 6 << 20;
    size_t packets = 300;
};

// Thread: bound to its owner.
class GopCache {
  public:
    explicit GopCache(GopLimits limits = {}) : limits_(limits) {}

    // A key packet starts the cache anew. A group that outgrows a limit is dropped whole (half of
    // one cannot be decoded); the cache then stays empty until the next key packet.
    void add(const Packet& packet);
    void clear();

    // In the order they came, beginning with a key packet; empty when there is no whole group.
    std::span<const Packet> packets() const { return packets_; }
    size_t bytes() const { return bytes_; }

  private:
    GopLimits limits_;
    std::vector<Packet> packets_;
    size_t bytes_ = 0;
};

}  // namespace pendopo
