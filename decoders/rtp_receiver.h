#pragma once
// What arrives of one video, whichever way: RTP of one source, in its order, becomes access units
// for the sink, each with the time it was made; RTCP is heard, and reports for the camera come due.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "decoders/media_delay.h"
#include "decoders/packet_source.h"
#include "decoders/rtcp.h"
#include "decoders/rtp_reorder.h"
#include "decoders/rtp_source_choice.h"
#include "decoders/rtp_unpacker.h"
#include "decoders/sdp.h"

namespace pendopo {

// Thread: bound to the thread that calls PacketSource::run(); the sink outlives it.
class RtpReceiver {
  public:
    // `clock` outlives it.
    RtpReceiver(const VideoOffer& offer, RtpWay way, const Clock& clock, PacketSink& sink);

    // Tells the sink the format; packets do so too, they may come before the reply to PLAY.
    void announce();
    void on_rtp(std::span<const uint8_t> rtp, MonotonicTime now);
    void on_rtcp(std::span<const uint8_t> rtcp, MonotonicTime now);
    // Gives up what has been missing too long, and takes pictures for whole that nothing more comes
    // of; see wake_at().
    void on_time(MonotonicTime now);
    // Nothing more can be read now: what is due is done, and the newest unit goes to the sink as
    // such.
    void release(MonotonicTime now = Monotonic::now());

    // The stream has ended: what of it is whole goes to the sink.
    void finish(MonotonicTime now);

    bool heard() const { return heard_; }  // any packet at all
    bool ended() const { return ended_; }  // the camera said so
    MonotonicTime wake_at() const { return std::min(reorder_.deadline(), unpacker_.deadline()); }
    const RtpReorder::Counts& counts() const { return reorder_.counts(); }
    std::vector<uint8_t> report(MonotonicTime now) { return reception_.report(now); }

  private:
    void on_packet(std::span<const uint8_t> rtp, MonotonicTime now, bool changed);
    bool is_repeat(std::span<const uint8_t> rtp);
    void unpack(std::span<const uint8_t> rtp);
    void hold(Packet packet, uint32_t rtp_time);

    const VideoOffer offer_;
    const RtpWay way_;
    const Clock& clock_;
    PacketSink& sink_;
    RtpSourceChoice sources_;
    RtpReorder reorder_;         // over UDP
    std::vector<uint8_t> last_;  // packet, over TCP
    RtpUnpacker unpacker_;
    RtcpReception reception_;
    MediaDelay delay_;
    const RtpReorder::Deliver to_unpack_;
    const RtpUnpacker::Deliver to_hold_;
    MonotonicTime now_;  // of the packet at hand
    bool announced_ = false;
    bool heard_ = false;
    bool ended_ = false;
    std::optional<Packet> held_;  // complete, but perhaps not the newest
};

}  // namespace pendopo
