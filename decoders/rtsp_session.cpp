#include "decoders/rtsp_session.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "decoders/rtsp_refusal.h"
#include "decoders/rtsp_transport.h"
#include "decoders/sdp.h"

namespace pendopo {
namespace {

constexpr int kMaxRedirects = 3;
constexpr Seconds kDefaultSessionTimeout{60};  // RFC 2326, 12.37
// Packets that come say that PLAY was taken, whatever is said of it.
constexpr Seconds kPlayUnanswered{2};

bool is_success(const RtspMessage& reply) {
    return reply.status / 100 == 2;
}

}  // namespace

RtspSession::RtspSession(const SourceOptions& options, bool udp, KeepAlive& keep_alive,
                         std::stop_token stop, PacketSink& sink, RtspObserver* observer)
    : options_(options),
      want_udp_(udp),
      keep_alive_(keep_alive),
      sink_(sink),
      observer_(observer),
      wait_(std::move(stop), sink, options.open_timeout),
      connection_(
          options, wait_, [this](const InterleavedPacket& packet) { on_interleaved(packet); },
          observer),
      session_timeout_(kDefaultSessionTimeout) {}

RtspSession::~RtspSession() {
    connection_.farewell(play_uri());
}

Error RtspSession::run() {
    const Result<void> opened = open();
    if (!opened) {
        return opened.error();
    }
    wait_.open_done();
    const Error error = receive();
    if (error.code() != ErrorCode::stopped) {
        receiver_->finish(Monotonic::now());
    }
    if (error.code() == ErrorCode::unreachable && played_since_) {
        keep_alive_.ended(Monotonic::now() - *played_since_, session_timeout_);
    }
    return error;
}

Result<void> RtspSession::open() {
    Result<RtspUrl> url =
        RtspUrl::parse(with_login(options_.url, options_.user, options_.password));
    for (int hop = 0; url; ++hop) {
        const Step step = open_at(*url);
        if (!step) {
            return fail(step.error());
        }
        if (!*step) {
            return {};
        }
        if (hop == kMaxRedirects) {
            return fail(ErrorCode::invalid,
                        "rtsp: the camera redirects without end; set its real address");
        }
        connection_.farewell(play_uri());  // a session that was set up here would hold a place
        url = **step;
    }
    return fail(url.error());
}

RtspSession::Step RtspSession::open_at(const RtspUrl& url) {
    if (url.tls && want_udp_) {
        return fail(ErrorCode::unsupported,
                    "rtsps: pictures would come unencrypted over UDP; use \"transport\": "
                    "\"tcp\"");
    }
    receiver_.reset();  // of the place before
    udp_.reset();
    if (Result<void> connected = connection_.connect(url); !connected) {
        return fail(connected.error());
    }
    for (Step (RtspSession::*step)(const RtspUrl&) :
         {&RtspSession::describe, &RtspSession::setup, &RtspSession::play}) {
        Step done = (this->*step)(url);
        if (!done || *done) {
            return done;
        }
    }
    return std::nullopt;
}

// Within the same host, or to one that the technician listed; never out of TLS.
RtspSession::Step RtspSession::redirect(const RtspMessage& reply, const RtspUrl& url) const {
    Result<RtspUrl> target = redirect_target(reply.header("location"), url);
    const std::vector<std::string>& listed = options_.stream.redirect_hosts;
    if (!target ||
        (target->host != url.host && std::ranges::find(listed, target->host) == listed.end())) {
        return fail(redirect_refusal(target));
    }
    if (url.tls && !target->tls) {
        return fail(ErrorCode::invalid,
                    "rtsps: the camera redirects to an address without encryption; if it may "
                    "be seen by others, set that address");
    }
    return std::move(*target);
}

RtspSession::Step RtspSession::describe(const RtspUrl& url) {
    const Result<RtspMessage> options = connection_.ask("OPTIONS", url.text);
    if (!options) {
        return fail(options.error());
    }
    if (options->status / 100 == 3) {
        return redirect(*options, url);
    }
    keep_alive_.begin(options->header("public"));
    const Result<RtspMessage> reply =
        connection_.ask("DESCRIBE", url.text, {{"Accept", "application/sdp"}});
    if (!reply) {
        return fail(reply.error());
    }
    if (reply->status / 100 == 3) {
        return redirect(*reply, url);
    }
    if (!is_success(*reply)) {
        return fail(refusal(*reply, "DESCRIBE"));
    }
    Result<VideoOffer> offer = video_offer(reply->body);
    if (!offer) {
        return fail(offer.error());
    }
    payload_ = PayloadChoice(*offer);
    receiver_ = std::make_unique<RtpReceiver>(*offer, way(), clock_, sink_);
    // The base names the aggregate; the host in it is often wrong (NAT), which is harmless: it is
    // only a word in requests on this connection.
    std::string_view base = reply->header("content-base");
    base = base.empty() ? reply->header("content-location") : base;
    addresses_ = track_addresses(base, url, offer->control, offer->session_control);
    return std::nullopt;
}

RtspSession::Step RtspSession::setup(const RtspUrl& url) {
    if (want_udp_) {
        Result<UdpPair> pair = UdpPair::open(connection_.fd());
        if (!pair) {
            return fail(pair.error());
        }
        udp_.emplace(std::move(*pair));
    }
    const std::string transport = udp_ ? udp_transport(udp_->rtp_port()) : tcp_transport();
    const auto ask = [&] {
        return connection_.ask("SETUP", addresses_.front().setup, {{"Transport", transport}});
    };
    Result<RtspMessage> reply = ask();
    while (reply && reply->status == 404 && addresses_.size() > 1) {
        addresses_.erase(addresses_.begin());
        reply = ask();
    }
    if (!reply) {
        return fail(reply.error());
    }
    if (reply->status / 100 == 3) {
        return redirect(*reply, url);
    }
    if (!is_success(*reply)) {
        transport_refused_ = may_refuse_transport(reply->status);
        return fail(reply->status == 461 ? transport_refusal(want_udp_) : refusal(*reply, "SETUP"));
    }
    const RtspSessionHeader session = RtspSessionHeader::parse(reply->header("session"));
    connection_.set_session(session.id);
    if (session.timeout_s) {
        session_timeout_ = Seconds(std::clamp(*session.timeout_s, 2, 3600));
    }
    if (Result<void> taken = take_transport(*reply); !taken) {
        return fail(taken.error());
    }
    return std::nullopt;
}

Result<void> RtspSession::take_transport(const RtspMessage& reply) {
    const RtspTransport answer = RtspTransport::parse(reply.header("transport"));
    if (Result<void> fits = check_transport(answer, want_udp_); !fits) {
        transport_refused_ = !answer.multicast;
        return fits;
    }
    answered_channel_ = rtp_channel_ = answer.interleaved.value_or(0);
    if (!udp_) {
        connection_.expect_channel(rtp_channel_);
        return {};
    }
    udp_->expect(answer);
    sink_.on_remark(fmt::format("receiving over=udp port={} buffer_kib={} wanted_kib={}",
                                udp_->rtp_port(), udp_->buffer_bytes() / 1024,
                                UdpPair::kWantedBuffer / 1024));
    // What goes out first opens the way in through firewalls and address translation.
    constexpr std::array<uint8_t, RtpHeader::kBytes> kNoPicture{0x80};
    udp_->send(UdpPair::rtp, kNoPicture);
    report(Monotonic::now());
    return {};
}

RtspSession::Step RtspSession::play(const RtspUrl& url) {
    const MonotonicTime asked = Monotonic::now();
    const Result<RtspMessage> reply = connection_.ask(
        "PLAY", play_uri(), {{"Range", "npt=0.000-"}},
        [&] { return receiver_->heard() && Monotonic::now() - asked >= kPlayUnanswered; });
    if (!reply) {
        return fail(reply.error());
    }
    if (reply->status / 100 == 3) {
        return redirect(*reply, url);
    }
    if (!is_success(*reply)) {
        return fail(refusal(*reply, "PLAY"));
    }
    const MonotonicTime now = Monotonic::now();
    played_since_ = now;
    next_keep_alive_ = now + session_timeout_ / 2;
    next_report_ = now + kReportPeriod;
    next_remark_ = now + kReportPeriod;
    if (udp_) {
        first_packet_until_ = now + kFirstUdpPacket;
    }
    if (payload_.settled()) {
        receiver_->announce();
    } else {
        undecided_until_ = now + kUndecided;
    }
    return std::nullopt;
}

}  // namespace pendopo
