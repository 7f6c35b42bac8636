#include "decoders/rtsp_source.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "decoders/rtp_receiver.h"
#include "decoders/rtsp_connection.h"
#include "decoders/rtsp_transport.h"
#include "decoders/sdp.h"
#include "decoders/source_wait.h"
#include "decoders/udp_pair.h"

namespace pendopo {
namespace {

constexpr int kMaxRedirects = 3;
constexpr Seconds kDefaultSessionTimeout{60};  // RFC 2326, 12.37
constexpr Seconds kReportPeriod{5};            // RFC 3550, 6.2; cameras end streams without
constexpr Seconds kFirstUdpPacket{3};
constexpr Seconds kLossPeriod{60};

Error error_of(const RtspMessage& reply, std::string_view method) {
    const std::string_view reason = reason_of(reply.status);
    const std::string text = fmt::format("rtsp: {} was answered with {}{}{}", method, reply.status,
                                         reason.empty() ? "" : " ", reason);
    switch (reply.status) {
        case 401:
            return {ErrorCode::unauthorized, text};
        case 403:
        case 453:  // not enough bandwidth: what cameras say at their session limit
            return {ErrorCode::refused, text};
        case 404:
            return {ErrorCode::not_found, text};
        case 461:
            return {ErrorCode::unsupported, text};
        case 503:  // what a camera says while it starts
            return {ErrorCode::exhausted, text};
        default:
            return {reply.status >= 500 ? ErrorCode::unreachable : ErrorCode::invalid, text};
    }
}

// One session, from the first byte to the last.
class Session {
  public:
    Session(const SourceOptions& options, std::stop_token stop, PacketSink& sink)
        : options_(options),
          sink_(sink),
          wait_(std::move(stop), sink, options.open_timeout),
          connection_(options, wait_,
                      [this](const InterleavedPacket& packet) { on_interleaved(packet); }) {}
    ~Session() { connection_.farewell(play_uri_); }

    Error run() {
        const Result<void> opened = open();
        if (!opened) {
            return opened.error();
        }
        wait_.open_done();
        return receive();
    }

  private:
    Result<void> open();
    Result<RtspMessage> describe(RtspUrl& url);
    Result<void> setup(const std::string& uri);
    Error receive();
    Result<bool> read_connection();
    bool read_udp();
    Result<void> on_late_reply(const RtspMessage& reply);
    void on_interleaved(const InterleavedPacket& packet);
    Result<void> do_what_is_due(MonotonicTime now);
    Result<void> wait();
    void report(MonotonicTime now);
    void remark_losses();

    const SourceOptions& options_;
    PacketSink& sink_;
    SourceWait wait_;
    RtspConnection connection_;
    std::string play_uri_;
    Seconds session_timeout_ = kDefaultSessionTimeout;
    bool knows_get_parameter_ = false;
    int rtp_channel_ = 0;
    std::optional<UdpPair> udp_;
    std::unique_ptr<RtpReceiver> receiver_;

    MonotonicTime next_keep_alive_ = MonotonicTime::max();
    MonotonicTime next_report_ = MonotonicTime::max();
    MonotonicTime first_packet_until_ = MonotonicTime::max();
    MonotonicTime next_loss_remark_;
    uint64_t remarked_losses_ = 0;
};

Result<RtspMessage> Session::describe(RtspUrl& url) {
    for (int hop = 0;; ++hop) {
        if (url.tls && options_.udp) {
            return fail(ErrorCode::unsupported,
                        "rtsps: pictures would come unencrypted over UDP; use \"transport\": "
                        "\"tcp\"");
        }
        if (Result<void> connected = connection_.connect(url); !connected) {
            return fail(connected.error());
        }
        const Result<RtspMessage> options = connection_.ask("OPTIONS", url.text);
        if (!options) {
            return fail(options.error());
        }
        knows_get_parameter_ =
            options->header("public").find("GET_PARAMETER") != std::string_view::npos;
        Result<RtspMessage> reply =
            connection_.ask("DESCRIBE", url.text, {{"Accept", "application/sdp"}});
        if (!reply || reply->status / 100 != 3) {
            return reply;
        }
        const Result<RtspUrl> target = RtspUrl::parse(reply->header("location"));
        if (!target || target->host != url.host || hop == kMaxRedirects) {
            return fail(
                ErrorCode::invalid,
                "rtsp: the camera redirects elsewhere or without end; set its real address");
        }
        if (url.tls && !target->tls) {
            return fail(ErrorCode::invalid,
                        "rtsps: the camera redirects to an address without encryption; if it may "
                        "be seen by others, set that address");
        }
        url = *target;
    }
}

Result<void> Session::setup(const std::string& uri) {
    if (options_.udp) {
        Result<UdpPair> pair = UdpPair::open(connection_.fd());
        if (!pair) {
            return fail(pair.error());
        }
        udp_.emplace(std::move(*pair));
    }
    const Result<RtspMessage> reply = connection_.ask(
        "SETUP", uri, {{"Transport", udp_ ? udp_transport(udp_->rtp_port()) : tcp_transport()}});
    if (!reply) {
        return fail(reply.error());
    }
    if (reply->status == 461) {
        return fail(transport_refused(options_.udp));
    }
    if (reply->status != 200) {
        return fail(error_of(*reply, "SETUP"));
    }
    const std::string_view session = reply->header("session");
    connection_.set_session(std::string(session.substr(0, session.find(';'))));
    if (const size_t at = session.find("timeout="); at != std::string_view::npos) {
        const int seconds = std::atoi(std::string(session.substr(at + 8, 6)).c_str());
        session_timeout_ = Seconds(std::clamp(seconds, 2, 3600));
    }
    const RtspTransport answer = RtspTransport::parse(reply->header("transport"));
    if (Result<void> fits = check_transport(answer, options_.udp); !fits) {
        return fits;
    }
    rtp_channel_ = answer.interleaved.value_or(0);
    if (udp_) {
        udp_->expect(answer);
        sink_.on_remark(fmt::format("receiving over=udp port={} buffer_kib={} wanted_kib={}",
                                    udp_->rtp_port(), udp_->buffer_bytes() / 1024,
                                    UdpPair::kWantedBuffer / 1024));
        // What goes out first opens the way in through firewalls and address translation.
        constexpr std::array<uint8_t, RtpHeader::kBytes> kNoPicture{0x80};
        udp_->send(UdpPair::rtp, kNoPicture);
        report(Monotonic::now());
    }
    return {};
}

Result<void> Session::open() {
    Result<RtspUrl> url = RtspUrl::parse(options_.url);
    if (!url) {
        return fail(url.error());
    }
    const Result<RtspMessage> described = describe(*url);
    if (!described) {
        return fail(described.error());
    }
    if (described->status != 200) {
        return fail(error_of(*described, "DESCRIBE"));
    }
    const Result<VideoOffer> offer = video_offer(described->body);
    if (!offer) {
        return fail(offer.error());
    }
    Result<std::unique_ptr<RtpReceiver>> receiver =
        RtpReceiver::create(*offer, !options_.udp, sink_);
    if (!receiver) {
        return fail(receiver.error());
    }
    receiver_ = std::move(*receiver);
    // A Content-Base names the aggregate; the host in it is often wrong (NAT), which is harmless:
    // it is only a word in requests on this connection.
    play_uri_ = described->header("content-base");
    play_uri_ = play_uri_.empty() ? url->text : play_uri_;
    if (Result<void> set_up = setup(control_url(play_uri_, offer->control)); !set_up) {
        return set_up;
    }
    const Result<RtspMessage> playing =
        connection_.ask("PLAY", play_uri_, {{"Range", "npt=0.000-"}});
    if (!playing) {
        return fail(playing.error());
    }
    if (playing->status != 200) {
        return fail(error_of(*playing, "PLAY"));
    }
    const MonotonicTime now = Monotonic::now();
    next_keep_alive_ = now + session_timeout_ / 2;
    next_report_ = now + kReportPeriod;
    if (udp_) {
        first_packet_until_ = now + kFirstUdpPacket;
        next_loss_remark_ = now + kLossPeriod;
    }
    receiver_->announce();
    return {};
}

Error Session::receive() {
    for (;;) {
        // Bounded, so that a camera that sends faster than we decode does not starve the wait.
        constexpr int kMaxReads = 64;
        bool more = true;
        for (int reads = 0; more && reads < kMaxReads; ++reads) {
            const Result<bool> read = read_connection();
            if (!read) {
                receiver_->release();
                return read.error();
            }
            more = read_udp() || *read;
        }
        if (!more) {
            receiver_->release();
        }
        if (receiver_->ended()) {
            return {ErrorCode::unreachable, "rtsp: the camera ended the stream"};
        }
        if (const Result<void> done = do_what_is_due(Monotonic::now()); !done) {
            return done.error();
        }
        if (const Result<void> waited = wait(); !waited) {
            return waited.error();
        }
    }
}

Result<bool> Session::read_connection() {
    for (;;) {
        const Result<std::optional<RtspMessage>> message = connection_.next_message();
        if (!message) {
            return fail(message.error());
        }
        if (!*message) {
            return connection_.read_some();
        }
        if (const Result<void> fine = on_late_reply(**message); !fine) {
            return fail(fine.error());
        }
    }
}

// One packet of each kind; true when there was one.
bool Session::read_udp() {
    if (!udp_) {
        return false;
    }
    const auto rtp = udp_->receive(UdpPair::rtp);
    if (rtp) {
        receiver_->on_rtp(*rtp, Monotonic::now());
    }
    const auto rtcp = udp_->receive(UdpPair::rtcp);
    if (rtcp) {
        receiver_->on_rtcp(*rtcp, Monotonic::now());
    }
    receiver_->on_time(Monotonic::now());
    return rtp || rtcp;
}

void Session::on_interleaved(const InterleavedPacket& packet) {
    if (!receiver_ || udp_) {
        return;
    }
    if (packet.channel == rtp_channel_) {
        receiver_->on_rtp(packet.bytes, Monotonic::now());
    } else if (packet.channel == rtp_channel_ + 1) {
        receiver_->on_rtcp(packet.bytes, Monotonic::now());
    }
}

Result<void> Session::do_what_is_due(MonotonicTime now) {
    if (udp_ && receiver_->heard()) {
        first_packet_until_ = MonotonicTime::max();
    }
    if (now >= first_packet_until_) {
        return fail(ErrorCode::timed_out,
                    fmt::format("rtsp: no UDP packet within {} s of PLAY; a firewall in between? "
                                "open it, or use \"transport\": \"tcp\"",
                                kFirstUdpPacket.count()));
    }
    if (now >= next_report_) {
        next_report_ = now + kReportPeriod;
        report(now);
    }
    if (udp_ && now >= next_loss_remark_) {
        next_loss_remark_ = now + kLossPeriod;
        remark_losses();
    }
    if (now >= next_keep_alive_) {
        next_keep_alive_ = now + session_timeout_ / 2;
        return connection_.send(knows_get_parameter_ ? "GET_PARAMETER" : "OPTIONS", play_uri_);
    }
    return {};
}

Result<void> Session::wait() {
    const MonotonicTime until =
        std::min({next_keep_alive_, next_report_, first_packet_until_, receiver_->wake_at()});
    std::array<pollfd, SourceWait::kMostDescriptors> ready{pollfd{connection_.fd(), POLLIN, 0}};
    size_t count = 1;
    if (udp_) {
        ready[count++] = {udp_->fd(UdpPair::rtp), POLLIN, 0};
        ready[count++] = {udp_->fd(UdpPair::rtcp), POLLIN, 0};
    }
    return wait_.wait(std::span(ready).first(count), until);
}

// A report that does not get through is no loss.
void Session::report(MonotonicTime now) {
    const std::vector<uint8_t> bytes = receiver_->report(now);
    if (udp_) {
        udp_->send(UdpPair::rtcp, bytes);
        return;
    }
    std::vector<uint8_t> framed{'$', static_cast<uint8_t>(rtp_channel_ + 1),
                                static_cast<uint8_t>(bytes.size() >> 8),
                                static_cast<uint8_t>(bytes.size())};
    framed.insert(framed.end(), bytes.begin(), bytes.end());
    static_cast<void>(connection_.send_bytes(framed));
}

void Session::remark_losses() {
    const RtpReorder::Counts& counts = receiver_->counts();
    if (counts.lost != remarked_losses_) {
        sink_.on_remark(fmt::format("packets lost={} late={} of_these_here={}",
                                    counts.lost - std::exchange(remarked_losses_, counts.lost),
                                    counts.late, udp_->dropped()));
    }
}

// Answers to keep-alives. A camera that dislikes one still sends video: only a lost session ends.
Result<void> Session::on_late_reply(const RtspMessage& reply) {
    if (reply.status == 454) {
        return fail(ErrorCode::unreachable, "rtsp: the camera has forgotten the session");
    }
    if (reply.status == 401) {
        if (Result<void> challenged = connection_.challenged(reply); !challenged) {
            return challenged;
        }
        return connection_.send("OPTIONS", play_uri_);
    }
    if (reply.status >= 400) {
        knows_get_parameter_ = false;
    } else if (reply.status != 0) {
        connection_.accepted();
    }
    return {};
}

}  // namespace

Error RtspSource::run(std::stop_token stop, PacketSink& sink) {
    return Session(options_, std::move(stop), sink).run();
}

std::unique_ptr<PacketSource> make_source(const SourceOptions& options) {
    return std::make_unique<RtspSource>(options);
}

}  // namespace pendopo
