// What a session does once it plays; rtsp_session.cpp opens it.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "decoders/rtsp_session.h"

namespace pendopo {
namespace {

constexpr Seconds kRemarkPeriod{60};

}  // namespace

Error RtspSession::receive() {
    for (;;) {
        const MonotonicTime begun = Monotonic::now();
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
        if (more) {
            // What came in this round had no time to be late, however long decoding took.
            receiver_->on_time(begun);
        } else {
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

Result<bool> RtspSession::read_connection() {
    for (;;) {
        const Result<std::optional<RtspMessage>> message = connection_.next_reply();
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
bool RtspSession::read_udp() {
    if (!udp_) {
        return false;
    }
    const auto rtp = udp_->receive(UdpPair::rtp);
    if (rtp) {
        on_rtp(*rtp, Monotonic::now());
    }
    const auto rtcp = udp_->receive(UdpPair::rtcp);
    if (rtcp) {
        receiver_->on_rtcp(*rtcp, Monotonic::now());
    }
    return rtp || rtcp;
}

void RtspSession::on_interleaved(const InterleavedPacket& packet) {
    if (!receiver_ || udp_) {
        return;
    }
    // Some answer with other channels and keep to those that were asked for.
    if (packet.channel == answered_channel_ || (packet.channel == 0 && !receiver_->heard())) {
        rtp_channel_ = packet.channel;
    }
    if (packet.channel == rtp_channel_) {
        on_rtp(packet.bytes, Monotonic::now());
    } else if (packet.channel == rtp_channel_ + 1) {
        receiver_->on_rtcp(packet.bytes, Monotonic::now());
    }
}

void RtspSession::on_rtp(std::span<const uint8_t> rtp, MonotonicTime now) {
    const std::optional<RtpHeader> header = RtpHeader::read(rtp);
    const bool was_settled = payload_.settled();
    if (!header || !payload_.takes(header->payload_type)) {
        return;
    }
    if (observer_ != nullptr) {
        observer_->on_rtp(rtp.size(), want_udp_);
    }
    if (!was_settled) {
        undecided_until_ = MonotonicTime::max();
        receiver_ = std::make_unique<RtpReceiver>(payload_.offer(), way(), clock_, sink_);
        if (played_since_) {
            receiver_->announce();
        }
    }
    if (!payload_.renamed()) {
        receiver_->on_rtp(rtp, now);
        return;
    }
    std::vector<uint8_t> renamed(rtp.begin(), rtp.end());
    renamed[1] = static_cast<uint8_t>((renamed[1] & 0x80) | payload_.offer().payload_type);
    receiver_->on_rtp(renamed, now);
}

Result<void> RtspSession::do_what_is_due(MonotonicTime now) {
    if (now >= undecided_until_) {
        // What the sink is told holds for the whole connection, so nothing is guessed.
        return fail(ErrorCode::timed_out,
                    fmt::format("connected, but no packet within {} s", kUndecided.count()));
    }
    if (udp_ && receiver_->heard()) {
        first_packet_until_ = MonotonicTime::max();
    }
    if (udp_ && now >= first_packet_until_ - kFirstUdpPacket / 2) {
        udp_->accept_any_port();
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
    if (now >= next_remark_) {
        next_remark_ = now + kRemarkPeriod;
        remark_losses();
    }
    if (now >= next_keep_alive_) {
        next_keep_alive_ = now + session_timeout_ / 2;
        return connection_.send(keep_alive_.method(), play_uri());
    }
    return {};
}

Result<void> RtspSession::wait() {
    const MonotonicTime until = std::min({next_keep_alive_, next_report_, first_packet_until_,
                                          undecided_until_, receiver_->wake_at()});
    std::array<pollfd, SourceWait::kMostDescriptors> ready{pollfd{connection_.fd(), POLLIN, 0}};
    size_t count = 1;
    if (udp_) {
        ready[count++] = {udp_->fd(UdpPair::rtp), POLLIN, 0};
        ready[count++] = {udp_->fd(UdpPair::rtcp), POLLIN, 0};
    }
    return wait_.wait(std::span(ready).first(count), until);
}

// A report that does not get through is no loss.
void RtspSession::report(MonotonicTime now) {
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

void RtspSession::remark_losses() {
    const RtpReorder::Counts& counts = receiver_->counts();
    if (udp_ && counts.lost != remarked_losses_) {
        sink_.on_remark(fmt::format("packets lost={} late={} of_these_here={}",
                                    counts.lost - std::exchange(remarked_losses_, counts.lost),
                                    counts.late, udp_->dropped()));
    }
    if (const uint64_t skipped = connection_.skipped_bytes(); skipped != remarked_skipped_) {
        sink_.on_remark(fmt::format("bytes that are neither message nor packet={}",
                                    skipped - std::exchange(remarked_skipped_, skipped)));
    }
}

// Answers to keep-alives. A camera that dislikes one still sends video: only a lost session ends.
Result<void> RtspSession::on_late_reply(const RtspMessage& reply) {
    if (reply.status == 454) {
        return fail(ErrorCode::unreachable, "rtsp: the camera has forgotten the session");
    }
    if (reply.status == 401) {
        if (Result<void> challenged = connection_.challenged(reply); !challenged) {
            return challenged;
        }
        return connection_.send(keep_alive_.method(), play_uri());
    }
    if (reply.status >= 400) {
        if (keep_alive_.refused()) {
            return connection_.send(keep_alive_.method(), play_uri());
        }
    } else if (reply.status >= 200) {
        connection_.accepted();
    }
    return {};
}

}  // namespace pendopo
