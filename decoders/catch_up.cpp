#include "decoders/catch_up.h"

namespace pendopo {

PacketUse CatchUp::next(bool key, bool more_waiting, MonotonicTime now) {
    if (!more_waiting) {
        behind_since_.reset();
    } else if (!behind_since_) {
        behind_since_ = now;
    }
    const bool too_long = behind_since_ && now - *behind_since_ > kPatience;
    if (key) {
        // A slow machine still shows each key frame: late pictures, but never none.
        dropping_ = false;
        return more_waiting && !too_long ? PacketUse::decode : PacketUse::show;
    }
    dropping_ = dropping_ || too_long;
    if (dropping_) {
        return PacketUse::drop;
    }
    return more_waiting ? PacketUse::decode : PacketUse::show;
}

}  // namespace pendopo
