#pragma once
// Newest wins, also in time: when packets queue up (after a network stall, or on a machine that is
// too slow), the wall jumps to the newest picture instead of playing the backlog fast. Pure.

#include <optional>

#include "engine/base/clock.h"

namespace pendopo {

enum class PacketUse {
    show,    // decode, and show the picture
    decode,  // decode for those that follow; a newer one is already here
    drop,    // neither; the decoder needs a key packet next
};

// Thread: bound to its owner.
class CatchUp {
  public:
    // Being behind for longer than this means that decoding alone does not catch up.
    static constexpr Milliseconds kPatience{500};

    PacketUse next(bool key, bool more_waiting, MonotonicTime now);

  private:
    std::optional<MonotonicTime> behind_since_;
    bool dropping_ = false;
};

}  // namespace pendopo
