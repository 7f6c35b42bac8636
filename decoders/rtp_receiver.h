#pragma once
// What arrives of one video, whichever way: RTP becomes access units for the sink, RTCP is heard,
// and reports for the camera come due.

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "decoders/packet_source.h"
#include "decoders/rtcp.h"
#include "decoders/rtp_reorder.h"
#include "decoders/rtp_unpacker.h"
#include "decoders/sdp.h"

namespace pendopo {

// Thread: bound to the thread that calls PacketSource::run(); the sink outlives it.
class RtpReceiver {
  public:
    // `in_order`: the way keeps the order (TCP).
    static Result<std::unique_ptr<RtpReceiver>> create(const VideoOffer& offer, bool in_order,
                                                       PacketSink& sink);

    // Tells the sink the format; packets do so too, they may come before the reply to PLAY.
    void announce();
    void on_rtp(std::span<const uint8_t> rtp, MonotonicTime now);
    void on_rtcp(std::span<const uint8_t> rtcp, MonotonicTime now);
    // Gives up what has been missing too long; see wake_at().
    void on_time(MonotonicTime now);
    // Nothing more can be read now: the newest unit goes to the sink as such.
    void release();

    bool heard() const { return heard_; }  // any packet at all
    bool ended() const { return ended_; }  // the camera said so
    MonotonicTime wake_at() const { return reorder_.deadline(); }
    const RtpReorder::Counts& counts() const { return reorder_.counts(); }
    std::vector<uint8_t> report(MonotonicTime now) { return reception_.report(now); }

  private:
    RtpReceiver(const VideoOffer& offer, bool in_order, RtpUnpacker unpacker, PacketSink& sink);
    void unpack(std::span<const uint8_t> rtp);
    void hold(Packet packet);

    const VideoOffer offer_;
    const bool in_order_;
    PacketSink& sink_;
    RtpUnpacker unpacker_;
    RtpReorder reorder_;
    RtcpReception reception_;
    const std::function<void(std::span<const uint8_t>)> to_unpack_;
    MonotonicTime now_;  // of the packet at hand
    bool announced_ = false;
    bool heard_ = false;
    bool ended_ = false;
    std::optional<Packet> held_;  // complete, but perhaps not the newest
};

}  // namespace pendopo
