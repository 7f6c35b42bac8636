// Long because a conversation with a camera has one state: every step, its wait and its keep-alive.
#include "decoders/rtsp_source.h"

#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <optional>
#include <random>
#include <utility>

#include "decoders/ffmpeg_source.h"
#include "decoders/rtp_unpacker.h"
#include "decoders/rtsp_login.h"
#include "decoders/rtsp_message.h"
#include "decoders/sdp.h"
#include "decoders/tcp_connect.h"
#include "engine/base/unique_fd.h"

namespace pendopo {
namespace {

constexpr int kMaxRedirects = 3;
constexpr Milliseconds kFarewell{150};
constexpr Seconds kDefaultSessionTimeout{60};  // RFC 2326, 12.37

Error error_of(const RtspMessage& reply, std::string_view method) {
    const std::string text = fmt::format("rtsp: {} was answered with {} {}", method, reply.status,
                                         reply.reason.substr(0, 64));
    switch (reply.status) {
        case 401:
            return {ErrorCode::unauthorized, text};
        case 403:
        case 453:  // not enough bandwidth: what cameras say at their session limit
        case 503:
            return {ErrorCode::refused, text};
        case 404:
            return {ErrorCode::not_found, text};
        case 461:
            return {ErrorCode::unsupported, text};
        default:
            return {reply.status >= 500 ? ErrorCode::unreachable : ErrorCode::invalid, text};
    }
}

// One connection, from the first byte to the last.
class Conversation {
  public:
    Conversation(const SourceOptions& options, std::stop_token stop, PacketSink& sink)
        : options_(options),
          stop_(std::move(stop)),
          sink_(sink),
          deadline_(Monotonic::now() + options.open_timeout),
          login_(options.user, options.password) {}
    ~Conversation() { farewell(); }

    Error run() {
        const Result<void> opened = open();
        if (!opened) {
            return opened.error();
        }
        deadline_ = MonotonicTime::max();
        return receive();
    }

  private:
    using Headers = std::vector<std::pair<std::string, std::string>>;

    Result<void> open();
    Result<void> connect(const RtspUrl& url);
    Result<RtspMessage> describe(RtspUrl& url);
    Result<void> setup(const std::string& base);
    Error receive();
    Result<RtspMessage> ask(std::string_view method, const std::string& uri,
                            const Headers& extra = {});
    Result<void> send(std::string_view method, const std::string& uri, const Headers& extra = {});
    Result<void> send_bytes(std::span<const uint8_t> bytes);
    Result<bool> read_some();
    Result<std::optional<RtspMessage>> next_message();
    Result<void> wait();
    Result<void> keep_alive(MonotonicTime now);
    Result<void> on_late_reply(const RtspMessage& reply);
    void announce();
    void hold(Packet packet);
    void release();
    void farewell();

    const SourceOptions& options_;
    const std::stop_token stop_;
    PacketSink& sink_;
    MonotonicTime deadline_;
    RtspLogin login_;
    std::minstd_rand random_{std::random_device{}()};

    UniqueFd socket_;
    RtspReader reader_;
    int cseq_ = 0;
    std::string play_uri_;
    std::string session_;
    Seconds session_timeout_ = kDefaultSessionTimeout;
    MonotonicTime next_keep_alive_ = MonotonicTime::max();
    bool knows_get_parameter_ = false;
    int rtp_channel_ = 0;
    std::optional<VideoOffer> offer_;
    std::optional<RtpUnpacker> unpacker_;
    bool announced_ = false;
    std::optional<Packet> held_;  // complete, but perhaps not the newest
};

Result<void> Conversation::wait() {
    const MonotonicTime now = Monotonic::now();
    if (stop_.stop_requested() || !sink_.on_wait(now)) {
        return fail(ErrorCode::stopped, "rtsp: stopped");
    }
    if (now >= deadline_) {
        return fail(ErrorCode::timed_out,
                    fmt::format("rtsp: the camera took longer than {} s to answer",
                                std::chrono::ceil<Seconds>(options_.open_timeout).count()));
    }
    const MonotonicTime until = std::min({deadline_, next_keep_alive_, now + Milliseconds(100)});
    const auto left = std::chrono::ceil<Milliseconds>(until - now).count();
    std::array<pollfd, 2> ready{pollfd{socket_.get(), POLLIN, 0},
                                pollfd{sink_.wake_fd(), POLLIN, 0}};
    ::poll(ready.data(), ready.size(), std::max(0, static_cast<int>(left)));
    return {};
}

// True when bytes came, false when none wait.
Result<bool> Conversation::read_some() {
    const std::span<uint8_t> room = reader_.room();
    const ssize_t got = ::recv(socket_.get(), room.data(), room.size(), MSG_DONTWAIT);
    if (got > 0) {
        reader_.took(size_t(got));
        return true;
    }
    if (got == 0) {
        return fail(ErrorCode::unreachable, "rtsp: the camera closed the connection");
    }
    if (errno == EAGAIN || errno == EINTR) {
        return false;
    }
    return fail(ErrorCode::unreachable,
                std::string("rtsp: the connection broke: ") + std::strerror(errno));
}

// The next message among the bytes received; packets before it are unpacked.
Result<std::optional<RtspMessage>> Conversation::next_message() {
    for (;;) {
        Result<RtspReader::Item> item = reader_.next();
        if (!item) {
            return fail(item.error());
        }
        if (std::holds_alternative<RtspReader::NeedMore>(*item)) {
            return std::nullopt;
        }
        if (auto* message = std::get_if<RtspMessage>(&*item)) {
            return std::move(*message);
        }
        const auto& packet = std::get<InterleavedPacket>(*item);
        if (unpacker_ && packet.channel == rtp_channel_) {
            unpacker_->push(packet.bytes, Monotonic::now(),
                            [this](Packet unit) { hold(std::move(unit)); });
        }
    }
}

Result<void> Conversation::send_bytes(std::span<const uint8_t> bytes) {
    // Requests are small and rare: a full send buffer means a camera that reads no more.
    const ssize_t sent =
        ::send(socket_.get(), bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent != static_cast<ssize_t>(bytes.size())) {
        return fail(ErrorCode::unreachable, "rtsp: the camera takes no more requests");
    }
    return {};
}

Result<void> Conversation::send(std::string_view method, const std::string& uri,
                                const Headers& extra) {
    std::string text =
        fmt::format("{} {} RTSP/1.0\r\nCSeq: {}\r\nUser-Agent: pendopo\r\n", method, uri, ++cseq_);
    if (!session_.empty()) {
        text += fmt::format("Session: {}\r\n", session_);
    }
    const std::string nonce = fmt::format("{:08x}{:08x}", random_(), random_());
    if (const std::string login = login_.authorization(method, uri, nonce); !login.empty()) {
        text += fmt::format("Authorization: {}\r\n", login);
    }
    for (const auto& [name, value] : extra) {
        text += fmt::format("{}: {}\r\n", name, value);
    }
    text += "\r\n";
    return send_bytes({reinterpret_cast<const uint8_t*>(text.data()), text.size()});
}

// Sends a request and waits for its reply, logging in when asked to.
Result<RtspMessage> Conversation::ask(std::string_view method, const std::string& uri,
                                      const Headers& extra) {
    for (;;) {
        if (Result<void> sent = send(method, uri, extra); !sent) {
            return fail(sent.error());
        }
        std::optional<RtspMessage> reply;
        while (!reply) {
            Result<std::optional<RtspMessage>> message = next_message();
            if (!message) {
                return fail(message.error());
            }
            if (*message && (*message)->status != 0 &&
                (*message)->header("cseq") == std::to_string(cseq_)) {
                reply = std::move(**message);
            } else if (!*message) {
                if (Result<void> waited = wait(); !waited) {
                    return fail(waited.error());
                }
                if (const Result<bool> read = read_some(); !read) {
                    return fail(read.error());
                }
            }
        }
        if (reply->status != 401) {
            login_.accepted();
            return *reply;
        }
        if (Result<void> challenged = login_.challenged(*reply); !challenged) {
            return fail(challenged.error());
        }
    }
}

Result<void> Conversation::connect(const RtspUrl& url) {
    reader_ = RtspReader();
    Result<UniqueFd> connected = connect_tcp(url.host, url.port, deadline_, [&](int fd) {
        // The caller's wait: for the connection, or a while for the resolver (fd -1).
        const MonotonicTime now = Monotonic::now();
        if (stop_.stop_requested() || !sink_.on_wait(now)) {
            return false;
        }
        std::array<pollfd, 2> ready{pollfd{fd, POLLOUT, 0}, pollfd{sink_.wake_fd(), POLLIN, 0}};
        ::poll(ready.data(), ready.size(), fd < 0 ? 20 : 100);
        return true;
    });
    if (!connected) {
        return fail(connected.error());
    }
    socket_ = std::move(*connected);
    return {};
}

Result<RtspMessage> Conversation::describe(RtspUrl& url) {
    for (int hop = 0;; ++hop) {
        if (Result<void> connected = connect(url); !connected) {
            return fail(connected.error());
        }
        const Result<RtspMessage> options = ask("OPTIONS", url.text);
        if (!options) {
            return fail(options.error());
        }
        knows_get_parameter_ =
            options->header("public").find("GET_PARAMETER") != std::string_view::npos;
        Result<RtspMessage> reply = ask("DESCRIBE", url.text, {{"Accept", "application/sdp"}});
        if (!reply || reply->status / 100 != 3) {
            return reply;
        }
        const Result<RtspUrl> target = RtspUrl::parse(reply->header("location"));
        if (!target || target->host != url.host || hop == kMaxRedirects) {
            return fail(
                ErrorCode::invalid,
                "rtsp: the camera redirects elsewhere or without end; set its real address");
        }
        url = *target;
    }
}

Result<void> Conversation::setup(const std::string& base) {
    const std::string uri = control_url(base, offer_->control);
    const Result<RtspMessage> reply =
        ask("SETUP", uri, {{"Transport", "RTP/AVP/TCP;unicast;interleaved=0-1"}});
    if (!reply) {
        return fail(reply.error());
    }
    if (reply->status != 200) {
        return fail(error_of(*reply, "SETUP"));
    }
    const std::string_view session = reply->header("session");
    session_ = session.substr(0, session.find(';'));
    if (const size_t at = session.find("timeout="); at != std::string_view::npos) {
        const int seconds = std::atoi(std::string(session.substr(at + 8, 6)).c_str());
        session_timeout_ = Seconds(std::clamp(seconds, 2, 3600));
    }
    const std::string_view transport = reply->header("transport");
    if (const size_t at = transport.find("interleaved="); at != std::string_view::npos) {
        rtp_channel_ = std::atoi(std::string(transport.substr(at + 12, 4)).c_str());
    }
    return {};
}

Result<void> Conversation::open() {
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
    offer_ = *offer;
    Result<RtpUnpacker> unpacker = RtpUnpacker::create(*offer, [this](std::span<const uint8_t> r) {
        std::vector<uint8_t> framed{'$', static_cast<uint8_t>(rtp_channel_ + 1),
                                    static_cast<uint8_t>(r.size() >> 8),
                                    static_cast<uint8_t>(r.size())};
        framed.insert(framed.end(), r.begin(), r.end());
        // A report that does not get through is no loss.
        static_cast<void>(send_bytes(framed));
    });
    if (!unpacker) {
        return fail(unpacker.error());
    }
    // A Content-Base names the aggregate; the host in it is often wrong (NAT), which is harmless:
    // it is only a word in requests on this connection.
    std::string base(described->header("content-base"));
    base = base.empty() ? url->text : base;
    play_uri_ = base;
    if (Result<void> set_up = setup(base); !set_up) {
        return set_up;
    }
    unpacker_.emplace(std::move(*unpacker));
    const Result<RtspMessage> playing = ask("PLAY", play_uri_, {{"Range", "npt=0.000-"}});
    if (!playing) {
        return fail(playing.error());
    }
    if (playing->status != 200) {
        return fail(error_of(*playing, "PLAY"));
    }
    next_keep_alive_ = Monotonic::now() + session_timeout_ / 2;
    announce();
    return {};
}

Error Conversation::receive() {
    // Bounded, so that a camera that sends faster than we decode does not starve the wait.
    constexpr int kMaxReads = 64;
    for (;;) {
        bool more = true;
        for (int reads = 0; more && reads < kMaxReads; ++reads) {
            for (;;) {
                const Result<std::optional<RtspMessage>> message = next_message();
                if (!message) {
                    return message.error();
                }
                if (!*message) {
                    break;
                }
                if (const Result<void> fine = on_late_reply(**message); !fine) {
                    return fine.error();
                }
            }
            const Result<bool> read = read_some();
            if (!read) {
                release();
                return read.error();
            }
            more = *read;
        }
        if (!more) {
            release();
        }
        if (const Result<void> kept = keep_alive(Monotonic::now()); !kept) {
            return kept.error();
        }
        if (const Result<void> waited = wait(); !waited) {
            return waited.error();
        }
    }
}

Result<void> Conversation::keep_alive(MonotonicTime now) {
    if (now < next_keep_alive_) {
        return {};
    }
    next_keep_alive_ = now + session_timeout_ / 2;
    return send(knows_get_parameter_ ? "GET_PARAMETER" : "OPTIONS", play_uri_);
}

// Answers to keep-alives. A camera that dislikes one still sends video: only a lost session ends.
Result<void> Conversation::on_late_reply(const RtspMessage& reply) {
    if (reply.status == 454) {
        return fail(ErrorCode::unreachable, "rtsp: the camera has forgotten the session");
    }
    if (reply.status == 401) {
        if (Result<void> challenged = login_.challenged(reply); !challenged) {
            return challenged;
        }
        return send("OPTIONS", play_uri_);
    }
    if (reply.status >= 400) {
        knows_get_parameter_ = false;
    } else if (reply.status != 0) {
        login_.accepted();
    }
    return {};
}

// Packets may come before the reply to PLAY does.
void Conversation::announce() {
    if (!std::exchange(announced_, true)) {
        sink_.on_format({offer_->codec, parameter_sets(*offer_)});
    }
}

void Conversation::hold(Packet packet) {
    announce();
    if (held_) {
        held_->more_waiting = true;
        sink_.on_packet(*held_);
    }
    held_ = std::move(packet);
}

void Conversation::release() {
    if (held_) {
        sink_.on_packet(*held_);
        held_.reset();
    }
}

// Frees the session at the camera. Closing with bytes unread would reset the connection before the
// camera has read the request, so its end is awaited for a moment.
void Conversation::farewell() {
    if (!socket_ || session_.empty() || !send("TEARDOWN", play_uri_)) {
        return;
    }
    ::shutdown(socket_.get(), SHUT_WR);
    const MonotonicTime until = Monotonic::now() + kFarewell;
    std::array<uint8_t, 8192> ignored{};
    for (MonotonicTime now = Monotonic::now(); now < until; now = Monotonic::now()) {
        pollfd ready{socket_.get(), POLLIN, 0};
        ::poll(&ready, 1, static_cast<int>(std::chrono::ceil<Milliseconds>(until - now).count()));
        const ssize_t got = ::recv(socket_.get(), ignored.data(), ignored.size(), MSG_DONTWAIT);
        if (got == 0 || (got < 0 && errno != EAGAIN)) {
            return;
        }
    }
}

}  // namespace

Error RtspSource::run(std::stop_token stop, PacketSink& sink) {
    return Conversation(options_, std::move(stop), sink).run();
}

std::unique_ptr<PacketSource> make_source(const SourceOptions& options) {
    if (options.udp || !options.url.starts_with("rtsp://")) {
        return std::make_unique<FfmpegSource>(options);
    }
    return std::make_unique<RtspSource>(options);
}

}  // namespace pendopo
