#pragma once
// One RTSP session with a camera, from the first byte to the last: asked for, received, kept alive,
// given back. rtsp_source.h decides which way its packets come.

#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>

#include "decoders/keep_alive.h"
#include "decoders/packet_source.h"
#include "decoders/payload_choice.h"
#include "decoders/rtp_receiver.h"
#include "decoders/rtsp_address.h"
#include "decoders/rtsp_connection.h"
#include "decoders/source_wait.h"
#include "decoders/udp_pair.h"
#include "engine/base/clock.h"

namespace pendopo {

// Thread: bound to the thread that calls run(). `options`, `keep_alive`, `sink` and `observer`,
// which may be null, outlive it.
class RtspSession {
  public:
    RtspSession(const SourceOptions& options, bool udp, KeepAlive& keep_alive, std::stop_token stop,
                PacketSink& sink, RtspObserver* observer = nullptr);
    ~RtspSession();

    // Once. Blocks until the session ends, and says why.
    Error run();

    // The camera answered SETUP so that it may not be able to send this way.
    bool transport_refused() const { return transport_refused_; }
    // PLAY was answered, and packets came.
    bool played() const { return played_since_.has_value() && receiver_->heard(); }

  private:
    static constexpr Seconds kFirstUdpPacket{3};
    // So long the packets may take to show which of several offers they are; as the first picture
    // of a stream may, see LivenessLimits.
    static constexpr Seconds kUndecided{10};
    static constexpr Seconds kReportPeriod{5};  // RFC 3550, 6.2; cameras end streams without
    // A step of opening says where to go on, when the camera redirects.
    using Step = Result<std::optional<RtspUrl>>;
    Result<void> open();
    Step open_at(const RtspUrl& url);
    Step redirect(const RtspMessage& reply, const RtspUrl& url) const;
    Step describe(const RtspUrl& url);
    Step setup(const RtspUrl& url);
    Step play(const RtspUrl& url);
    Result<void> take_transport(const RtspMessage& reply);
    std::string play_uri() const { return addresses_.empty() ? "" : addresses_.front().play; }
    RtpWay way() const { return want_udp_ ? RtpWay::udp : RtpWay::tcp; }
    Error receive();
    Result<bool> read_connection();
    bool read_udp();
    Result<void> on_late_reply(const RtspMessage& reply);
    void on_interleaved(const InterleavedPacket& packet);
    void on_rtp(std::span<const uint8_t> rtp, MonotonicTime now);
    Result<void> do_what_is_due(MonotonicTime now);
    Result<void> wait();
    void report(MonotonicTime now);
    void remark_losses();

    const SourceOptions& options_;
    const bool want_udp_;
    KeepAlive& keep_alive_;
    PacketSink& sink_;
    RtspObserver* const observer_;
    SourceWait wait_;
    RtspConnection connection_;
    PayloadChoice payload_;
    std::vector<TrackAddress> addresses_;  // of the video; those the camera did not know are gone
    Seconds session_timeout_;
    bool transport_refused_ = false;
    int answered_channel_ = 0;
    int rtp_channel_ = 0;  // on which RTP comes
    std::optional<UdpPair> udp_;
    const SystemClock clock_;
    std::unique_ptr<RtpReceiver> receiver_;
    std::optional<MonotonicTime> played_since_;

    MonotonicTime next_keep_alive_ = MonotonicTime::max();
    MonotonicTime next_report_ = MonotonicTime::max();
    MonotonicTime first_packet_until_ = MonotonicTime::max();
    MonotonicTime undecided_until_ = MonotonicTime::max();
    MonotonicTime next_remark_;
    uint64_t remarked_losses_ = 0;
    uint64_t remarked_skipped_ = 0;
};

}  // namespace pendopo
