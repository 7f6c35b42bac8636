#include "decoders/rtsp_connection.h"

#include <fmt/format.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "decoders/tcp_connect.h"

namespace pendopo {
namespace {

constexpr Milliseconds kFarewell{150};
// A reply whose body stops coming is taken as it is.
constexpr Milliseconds kQuiet{500};

}  // namespace

RtspConnection::RtspConnection(const SourceOptions& options, SourceWait& wait,
                               std::function<void(const InterleavedPacket&)> on_packet,
                               RtspObserver* observer)
    : options_(options),
      wait_(wait),
      on_packet_(std::move(on_packet)),
      observer_(observer),
      login_(options.user, options.password) {}

Result<void> RtspConnection::connect(const RtspUrl& url) {
    reader_ = RtspReader();
    tls_.reset();
    login_ = RtspLogin(options_.user, options_.password);  // challenges are of the place before
    session_.clear();
    port_ = url.port;
    if (Result<void> connected = connect_socket(url); !connected || !url.tls) {
        return connected;
    }
    std::string shown;
    Result<TlsSession> tls = TlsSession::open(
        fd(), url.host, {options_.stream.certificate_sha256, {}},
        [this](short events) { return wait_.wait(fd(), events); }, &shown);
    if (observer_ != nullptr) {
        observer_->on_certificate(shown);
    }
    if (!tls) {
        return fail(tls.error());
    }
    tls_.emplace(std::move(*tls));
    return {};
}

Result<void> RtspConnection::connect_socket(const RtspUrl& url) {
    ConnectTrace trace;
    trace.resolved = [this] {
        if (observer_ != nullptr) {
            observer_->on_resolved();
        }
    };
    const auto wait = [this](int fd) {
        // For the connection, or a while for the resolver (fd -1).
        const MonotonicTime until =
            fd < 0 ? Monotonic::now() + Milliseconds(20) : MonotonicTime::max();
        const pollfd ready{fd, POLLOUT, 0};
        const Result<void> waited = wait_.wait(std::span(&ready, 1), until);
        return waited || waited.error().code() != ErrorCode::stopped;
    };
    Result<UniqueFd> connected = connect_tcp(url.host, url.port, wait_.deadline(), wait, &trace);
    if (observer_ != nullptr) {
        observer_->on_connected(connected.has_value(), trace.error);
    }
    if (!connected) {
        return fail(connected.error());
    }
    socket_ = std::move(*connected);
    return {};
}

Result<RtspMessage> RtspConnection::ask(std::string_view method, const std::string& uri,
                                        const Headers& extra, const std::function<bool()>& enough) {
    for (;;) {
        if (Result<void> sent = send(method, uri, extra); !sent) {
            return fail(sent.error());
        }
        if (observer_ != nullptr) {
            observer_->on_request(method);
        }
        Result<RtspMessage> reply = await_reply(enough);
        if (!reply) {
            return fail(reply.error());
        }
        if (observer_ != nullptr) {
            observer_->on_reply(method, *reply);
        }
        if (reply->http && reply->status / 100 != 2) {
            return fail(ErrorCode::invalid,
                        fmt::format("rtsp: port {} is a web server's (HTTP {}); set the camera's "
                                    "RTSP port, 554 as a rule",
                                    port_, reply->status));
        }
        if (reply->status != 401) {
            login_.accepted();
            return reply;
        }
        if (Result<void> heard = challenged(*reply); !heard) {
            login_refused_ = true;
            return fail(heard.error());
        }
    }
}

Result<RtspMessage> RtspConnection::await_reply(const std::function<bool()>& enough) {
    MonotonicTime quiet_since = Monotonic::now();
    for (;;) {
        Result<std::optional<RtspMessage>> reply = next_reply();
        if (!reply) {
            return fail(reply.error());
        }
        if (*reply && (*reply)->status >= 200) {
            return std::move(**reply);
        }
        if (*reply) {
            continue;  // 1xx: the real one follows
        }
        if (enough && enough()) {
            RtspMessage silence;
            silence.status = 200;
            return silence;
        }
        const auto cut_short = [&]() -> std::optional<RtspMessage> {
            std::optional<RtspMessage> message = reader_.take_cut_short();
            return message && message->status >= 200 ? message : std::nullopt;
        };
        const Result<void> waited = wait_.wait(fd(), POLLIN);
        if (!waited && waited.error().code() == ErrorCode::timed_out && reader_.skipped() > 0) {
            return fail(ErrorCode::invalid,
                        "rtsp: what answers there sends neither messages nor packets; set the "
                        "camera's RTSP port, 554 as a rule");
        }
        if (!waited) {
            return fail(waited.error());
        }
        const Result<bool> read = read_some();
        if (!read) {
            std::optional<RtspMessage> message = cut_short();
            return message ? Result<RtspMessage>(std::move(*message)) : fail(read.error());
        }
        const MonotonicTime now = Monotonic::now();
        if (*read) {
            quiet_since = now;
        } else if (now - quiet_since >= kQuiet) {
            if (std::optional<RtspMessage> message = cut_short()) {
                return std::move(*message);
            }
        }
    }
}

Result<void> RtspConnection::send(std::string_view method, const std::string& uri,
                                  const Headers& extra) {
    // Some cameras read the number only when it is not the first header.
    std::string text =
        fmt::format("{} {} RTSP/1.0\r\nUser-Agent: pendopo\r\nCSeq: {}\r\n", method, uri, ++cseq_);
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
    return send_text(text + "\r\n");
}

Result<void> RtspConnection::answer(const RtspMessage& request) {
    const bool known = request.method == "OPTIONS" || request.method == "GET_PARAMETER" ||
                       request.method == "SET_PARAMETER";
    std::string text = known ? "RTSP/1.0 200 OK\r\n" : "RTSP/1.0 501 Not Implemented\r\n";
    if (const std::string_view cseq = request.header("cseq"); !cseq.empty()) {
        text += fmt::format("CSeq: {}\r\n", cseq.substr(0, 32));
    }
    if (!session_.empty()) {
        text += fmt::format("Session: {}\r\n", session_);
    }
    if (request.method == "OPTIONS") {
        text += "Public: OPTIONS, GET_PARAMETER, SET_PARAMETER\r\n";
    }
    return send_text(text + "\r\n");
}

Result<void> RtspConnection::send_text(const std::string& text) {
    return send_bytes({reinterpret_cast<const uint8_t*>(text.data()), text.size()});
}

Result<void> RtspConnection::send_bytes(std::span<const uint8_t> bytes) {
    if (tls_) {
        return tls_->send(bytes);
    }
    // Requests are small and rare: a full send buffer means a camera that reads no more.
    const ssize_t sent =
        ::send(socket_.get(), bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent != static_cast<ssize_t>(bytes.size())) {
        return fail(ErrorCode::unreachable, "rtsp: the camera takes no more requests");
    }
    return {};
}

Result<bool> RtspConnection::read_some() {
    const std::span<uint8_t> room = reader_.room();
    if (tls_) {
        const Result<size_t> came = tls_->receive(room);
        if (!came) {
            return fail(came.error());
        }
        reader_.took(*came);
        return *came > 0;
    }
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

Result<std::optional<RtspMessage>> RtspConnection::next_reply() {
    for (;;) {
        Result<RtspReader::Item> item = reader_.next();
        if (!item) {
            return fail(item.error());
        }
        if (std::holds_alternative<RtspReader::NeedMore>(*item)) {
            return std::nullopt;
        }
        if (auto* message = std::get_if<RtspMessage>(&*item)) {
            if (message->status != 0) {
                return std::move(*message);
            }
            if (Result<void> answered = answer(*message); !answered) {
                return fail(answered.error());
            }
            continue;
        }
        on_packet_(std::get<InterleavedPacket>(*item));
    }
}

// Closing with bytes unread would reset the connection before the camera has read the request, so
// its end is awaited for a moment.
void RtspConnection::farewell(const std::string& uri) {
    if (!socket_ || session_.empty() || !send("TEARDOWN", uri)) {
        return;
    }
    if (tls_) {
        tls_->close_sending();
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

}  // namespace pendopo
