#pragma once
// Between GStreamer's streaming threads, which put packets in and report the end, and a source's
// own thread, which takes them out. Bounded: a streaming thread is never made to wait, since it
// would stop reading the camera; whoever takes too slowly loses what is oldest, all of it, and is
// told so by after_loss on the packet that is left.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>

#include "decoders/packet_source.h"
#include "decoders/sdp.h"
#include "decoders/wakeup.h"

namespace pendopo {

// Thread: safe.
class GstInbox {
  public:
    // Several seconds of 20 Mbit/s, which is 2000 RTP packets each, or a large key picture four
    // times: more than any decoder that keeps up ever leaves lying.
    static constexpr size_t kMostPackets = 16'384;
    static constexpr size_t kMostBytes = size_t{32} << 20;

    // An access unit, or an RTP packet: the codec decides (GstVideoKind::rtp).
    void put(Packet packet);
    // The oldest; more_waiting is set when others are behind it.
    std::optional<Packet> take();
    uint64_t dropped() const;

    // The video is there and is made of this; PLAY was answered.
    void set_offer(VideoOffer offer);
    void set_playing();
    // The offer, once both are known.
    std::optional<VideoOffer> playing() const;

    // Why it ends. The first reason counts: what comes later follows from it.
    void end(Error why);
    std::optional<Error> ended() const;

    // Readable after any of these, until clear().
    int fd() const { return wakeup_.fd(); }
    void clear() const { wakeup_.clear(); }

  private:
    const Wakeup wakeup_;
    mutable std::mutex mutex_;
    // guarded by mutex_
    std::deque<Packet> packets_;
    size_t bytes_ = 0;
    uint64_t dropped_ = 0;
    std::optional<VideoOffer> offer_;
    bool playing_ = false;
    std::optional<Error> ended_;
};

}  // namespace pendopo
