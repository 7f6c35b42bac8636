#include "decoders/gst_source.h"

#include <fmt/format.h>
#include <gst/rtsp/gstrtsptransport.h>

#include <algorithm>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "decoders/gst_connection.h"
#include "decoders/rtp_receiver.h"
#include "decoders/source_wait.h"

namespace pendopo {
namespace {

// How long the end of a connection is waited for: TEARDOWN has half of it.
constexpr Milliseconds kEndPatience{200};
constexpr Seconds kDropPeriod{60};  // a remark at most that often
constexpr int kMaxPackets = 256;    // between two waits

std::vector<GstRTSPLowerTrans> ways_of(const SourceOptions& options) {
    if (!options.url.starts_with("rtsp://") || options.stream.transport == Transport::tcp) {
        return {GST_RTSP_LOWER_TRANS_TCP};  // within TLS or HTTP, too
    }
    if (options.stream.transport == Transport::udp) {
        return {GST_RTSP_LOWER_TRANS_UDP, GST_RTSP_LOWER_TRANS_UDP_MCAST};
    }
    return {GST_RTSP_LOWER_TRANS_TCP, GST_RTSP_LOWER_TRANS_UDP, GST_RTSP_LOWER_TRANS_UDP_MCAST};
}

bool comes_as_rtp(Codec codec) {
    return codec == Codec::h264 || codec == Codec::h265 || codec == Codec::mjpeg;
}

// One connection at a time, also where a camera keeps the one before from ending.
Result<void> await(const std::shared_ptr<const GstEnding>& ending, SourceWait& wait) {
    while (ending && !ending->over()) {
        const pollfd ready{ending->fd(), POLLIN, 0};
        if (Result<void> waited = wait.wait(std::span(&ready, 1)); !waited) {
            return waited;
        }
    }
    return {};
}

// From an inbox to a sink.
class Delivery {
  public:
    Delivery(GstInbox& inbox, SourceWait& wait, PacketSink& sink)
        : inbox_(inbox), wait_(wait), sink_(sink) {}

    // Until it ends, however that is.
    Error run();
    bool began() const { return began_; }

  private:
    void begin(const VideoOffer& offer);
    bool deliver_some();
    void tell_drops(MonotonicTime now);

    GstInbox& inbox_;
    SourceWait& wait_;
    PacketSink& sink_;
    bool began_ = false;
    const SystemClock clock_;
    std::optional<RtpReceiver> receiver_;  // of what comes as RTP
    uint64_t told_drops_ = 0;
    MonotonicTime next_remark_;
};

Error Delivery::run() {
    for (;;) {
        inbox_.clear();
        const std::optional<Error> ended = inbox_.ended();  // what came before it is delivered
        if (!began_) {
            if (const std::optional<VideoOffer> offer = inbox_.playing()) {
                begin(*offer);
            }
        }
        const bool more = began_ && deliver_some();
        if (ended && !more) {
            return *ended;
        }
        const MonotonicTime now = Monotonic::now();
        tell_drops(now);
        const MonotonicTime wake_at = receiver_ ? receiver_->wake_at() : MonotonicTime::max();
        const pollfd ready{inbox_.fd(), POLLIN, 0};
        if (const Result<void> waited = wait_.wait(std::span(&ready, 1), more ? now : wake_at);
            !waited) {
            return waited.error();
        }
    }
}

void Delivery::begin(const VideoOffer& offer) {
    began_ = true;
    wait_.open_done();
    if (comes_as_rtp(offer.codec)) {
        // In their order already: rtspsrc's jitter buffer saw to that.
        receiver_.emplace(offer, RtpWay::tcp, clock_, sink_);
        receiver_->announce();
    } else {
        sink_.on_format({offer.codec, {}});
    }
}

// True: there is more.
bool Delivery::deliver_some() {
    for (int i = 0; i < kMaxPackets; ++i) {
        std::optional<Packet> packet = inbox_.take();
        if (!packet) {
            if (receiver_) {
                receiver_->release();
            }
            return false;
        }
        if (receiver_) {
            receiver_->on_rtp(packet->bytes(), packet->arrived);
        } else {
            packet->made = {to_unix_ns(wall_at(clock_, packet->arrived)), MediaClock::arrival};
            sink_.on_packet(*packet);
        }
    }
    return true;
}

void Delivery::tell_drops(MonotonicTime now) {
    if (const uint64_t drops = inbox_.dropped(); drops != told_drops_ && now >= next_remark_) {
        sink_.on_remark(fmt::format("too slow: packets dropped={}", drops - told_drops_));
        told_drops_ = drops;
        next_remark_ = now + kDropPeriod;
    }
}

}  // namespace

Error GstSource::run(std::stop_token stop, PacketSink& sink) {
    if (options_.url.starts_with("rtsph://") && !options_.user.empty() && !options_.stream.basic) {
        // HTTP's own challenges are answered unseen (GstReplies).
        return {ErrorCode::invalid,
                "rtsp: within HTTP a login might be sent in clear; use an address with TLS, no "
                "login, or allow it with \"basic\": true"};
    }
    SourceWait wait(std::move(stop), sink, options_.open_timeout);
    std::vector<GstRTSPLowerTrans> ways = ways_of(options_);
    std::stable_partition(ways.begin(), ways.end(), [this](int way) { return way == worked_; });
    Error last(ErrorCode::unsupported, "rtsp: no transport is allowed");
    for (const GstRTSPLowerTrans way : ways) {
        if (const Result<void> ended = await(ending_, wait); !ended) {
            return ended.error();
        }
        const auto connection = std::make_shared<GstConnection>(options_, way);
        const Result<void> started = connection->start();
        Delivery delivery(connection->inbox(), wait, sink);
        last = started ? delivery.run() : started.error();
        worked_ = delivery.began() ? way : worked_;
        ending_ = end_apart(connection, underway_);
        if (!connection->refused_way()) {
            break;
        }
    }
    if (ending_) {
        ending_->wait(kEndPatience);
    }
    return last;
}

}  // namespace pendopo
