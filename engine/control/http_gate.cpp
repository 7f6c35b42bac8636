#include "engine/control/http_gate.h"

#include <poll.h>
#include <sys/socket.h>

#include <cerrno>
#include <utility>

#include "engine/control/http_admission.h"

namespace pendopo {
namespace {

constexpr int kBacklog = 1024;  // a burst waits here instead of being sent away for a second
constexpr int kAcceptedInARow = 64;
// What the kernel keeps of an answer that is not read (it doubles this). A round trip of 100 ms
// still lets 5 MB/s through.
constexpr int kSendBuffer = 256 * 1024;
constexpr Milliseconds kLingering{1'000};
constexpr size_t kMostDiscarded = 1024 * 1024;
constexpr Milliseconds kNoNews{20};

const HttpRefusal kTooMany{503, "Service Unavailable", "exhausted",
                           "too many connections; close some or try again later"};
const HttpRefusal kTooLate{408, "Request Timeout", "timed_out", "the request took too long"};
const HttpRefusal kBrokenOff{400, "Bad Request", "invalid", "the request broke off"};

std::string take_message(GError* error) {
    std::string text = error->message;
    g_error_free(error);
    return text;
}

bool hung_up(int fd) {
    pollfd state{fd, POLLRDHUP, 0};
    return ::poll(&state, 1, 0) > 0;
}

// Bytes that were looked at do not make the socket readable again.
void wake_from(int fd, size_t bytes) {
    const int least = static_cast<int>(bytes);
    ::setsockopt(fd, SOL_SOCKET, SO_RCVLOWAT, &least, sizeof least);
}

}  // namespace

std::string address_text(GSocketAddress* address) {
    if (!G_IS_INET_SOCKET_ADDRESS(address)) {
        return {};
    }
    char* text =
        g_inet_address_to_string(g_inet_socket_address_get_address(G_INET_SOCKET_ADDRESS(address)));
    std::string result = text;
    g_free(text);
    constexpr std::string_view kMapped = "::ffff:";
    if (result.starts_with(kMapped) && result.find('.') != std::string::npos) {
        result.erase(0, kMapped.size());
    }
    return result;
}

HttpGate::HttpGate(EventLoop& loop, Log log, const HttpLimits& limits, Ready ready)
    : loop_(loop),
      log_(std::move(log)),
      limits_(limits),
      ready_(std::move(ready)),
      peeked_(limits.request.bytes + 1) {}

HttpGate::~HttpGate() {
    for (const Connection& connection : connections_) {
        g_socket_shutdown(connection.socket.get(), TRUE, TRUE, nullptr);
    }
}

Result<void> HttpGate::listen(const std::string& given, int port) {
    const std::string address = given == "localhost" ? std::string("127.0.0.1") : given;
    Ref<GSocketAddress> where(
        g_inet_socket_address_new_from_string(address.c_str(), static_cast<guint>(port)));
    if (!where) {
        return fail(ErrorCode::invalid,
                    "control address: got \"" + given +
                        "\"; expected an IP address of this machine, like \"127.0.0.1\"");
    }
    GError* error = nullptr;
    listener_.reset(g_socket_new(g_socket_address_get_family(where.get()), G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, &error));
    if (listener_) {
        g_socket_set_blocking(listener_.get(), FALSE);
        g_socket_set_listen_backlog(listener_.get(), kBacklog);
    }
    if (!listener_ || !g_socket_bind(listener_.get(), where.get(), TRUE, &error) ||
        !g_socket_listen(listener_.get(), &error)) {
        return fail(ErrorCode::io, "control address " + given + ":" + std::to_string(port) + ": " +
                                       take_message(error) +
                                       "; is another wall running here? stop it, or give "
                                       "this one another control.port in wall.json");
    }
    accept_when_ready();
    return {};
}

int HttpGate::port() const {
    Ref<GSocketAddress> address(g_socket_get_local_address(listener_.get(), nullptr));
    return g_inet_socket_address_get_port(G_INET_SOCKET_ADDRESS(address.get()));
}

// ---- accepting --------------------------------------------------------------------------------

void HttpGate::accept_when_ready() {
    acceptable_ = loop_.watch(g_socket_get_fd(listener_.get()), [this] {
        for (int i = 0; i < kAcceptedInARow && accept_one(); ++i) {
        }
    });
}

bool HttpGate::accept_one() {
    GError* error = nullptr;
    Ref<GSocket> socket(g_socket_accept(listener_.get(), nullptr, &error));
    if (!socket) {
        const bool harmless = g_error_matches(error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK);
        const std::string reason = take_message(error);
        if (!harmless) {
            // Out of descriptors, most likely: the listener stays readable, so look away.
            log_.warn("cannot accept reason=\"{}\"", reason);
            acceptable_.reset();
            retry_ = loop_.after(Milliseconds(1'000), [this] { accept_when_ready(); });
        }
        return false;
    }
    Ref<GSocketAddress> remote(g_socket_get_remote_address(socket.get(), nullptr));
    Ref<GSocketAddress> local(g_socket_get_local_address(socket.get(), nullptr));
    if (!remote || !local) {
        return true;  // gone already
    }
    Connection& connection = connections_.emplace_back();
    connection.self = std::prev(connections_.end());
    connection.peer = address_text(remote.get());
    connection.socket = std::move(socket);
    connection.local = std::move(local);
    connection.remote = std::move(remote);
    ::setsockopt(connection.fd(), SOL_SOCKET, SO_SNDBUF, &kSendBuffer, sizeof kSendBuffer);
    if (!enter(connection, Phase::sending)) {
        refuse(connection, kTooMany);
        return true;
    }
    give(connection, limits_.headers, Late::told);
    watch(connection);
    look(connection);
    return true;
}

// A place on the budget of `phase`, where somebody else may have to leave for it.
bool HttpGate::enter(Connection& connection, Phase phase) {
    std::vector<HttpSeat> seats;
    std::vector<Connection*> owners;
    for (Connection& other : connections_) {
        const bool ending = other.refused && other.handed_on;
        if (&other != &connection && !ending && other.phase == phase) {
            seats.push_back({other.peer, phase == Phase::sending || other.slow});
            owners.push_back(&other);
        }
    }
    const HttpBudget& budget = phase == Phase::sending ? limits_.sending : limits_.waiting;
    while (true) {
        const HttpAdmission admission = admit(seats, connection.peer, budget);
        if (!admission.admitted) {
            return false;
        }
        if (admission.leaves) {
            Connection& leaver = *owners[*admission.leaves];
            size_t there = 0;
            if (phase == Phase::sending && !leaver.handed_on && !leaver.refused &&
                judge(leaver, there).state == HttpHead::State::good) {
                seats[*admission.leaves].may_leave = false;  // whole by now, only not seen yet
                continue;
            }
            end(leaver);
        }
        connection.phase = phase;
        return true;
    }
}

// ---- heads ------------------------------------------------------------------------------------

// The head as far as it is there: so many bytes, which stay in the socket.
HttpHead HttpGate::judge(const Connection& connection, size_t& there) {
    const ssize_t count =
        ::recv(connection.fd(), peeked_.data(), peeked_.size(), MSG_PEEK | MSG_DONTWAIT);
    there = count > 0 ? static_cast<size_t>(count) : 0;
    HttpHead head = judge_head({peeked_.data(), there}, limits_.request);
    if (head.state == HttpHead::State::incomplete &&
        (count == 0 || (count < 0 && errno != EAGAIN) || hung_up(connection.fd()))) {
        head = {HttpHead::State::refused, kBrokenOff};
    }
    return head;
}

void HttpGate::watch(Connection& connection) {
    connection.readable = loop_.watch(connection.fd(), [this, &connection] { look(connection); });
}

void HttpGate::look(Connection& connection) {
    size_t there = 0;
    const HttpHead head = judge(connection, there);
    if (head.state == HttpHead::State::refused) {
        refuse(connection, *head.refusal);
    } else if (head.state == HttpHead::State::good) {
        connection.readable.reset();
        wake_from(connection.fd(), 1);
        give(connection, limits_.body, Late::told);
        connection.handed_on = true;
        ready_(connection);
    } else if (there > 0 && there == connection.seen) {
        // A socket short of memory is readable whatever the mark says; that must not be a busy
        // loop.
        connection.readable = loop_.after(kNoNews, [this, &connection] {
            watch(connection);
            look(connection);
        });
    } else {
        connection.seen = there;
        wake_from(connection.fd(), there + 1);
    }
}

// ---- whole requests ---------------------------------------------------------------------------

bool HttpGate::wait_for_answer(Connection& connection) {
    if (!enter(connection, Phase::waiting)) {
        refuse(connection, kTooMany);
        return false;
    }
    give(connection, limits_.answer, Late::closed);
    return true;
}

bool HttpGate::send(Connection& connection, std::shared_ptr<const std::string> answer) {
    connection.answer = std::move(answer);
    connection.patience =
        loop_.after(limits_.slow_reader, [&connection] { connection.slow = true; });
    std::set<std::shared_ptr<const std::string>> answers;
    for (const Connection& each : connections_) {
        if (each.answer) {
            answers.insert(each.answer);
        }
    }
    size_t bytes = 0;
    for (const auto& each : answers) {
        bytes += each->size();
    }
    if (bytes > limits_.answer_bytes) {
        connection.answer.reset();
        return false;
    }
    return true;
}

// ---- deadlines and ends -----------------------------------------------------------------------

// From now on the connection has `time`, whatever it sends.
void HttpGate::give(Connection& connection, Milliseconds time, Late late) {
    connection.deadline = loop_.after(time, [this, &connection, late] {
        if (late == Late::told) {
            refuse(connection, kTooLate);
        } else {
            end(connection);
        }
    });
}

void HttpGate::end(Connection& connection) {
    connection.refused = true;
    g_socket_shutdown(connection.socket.get(), TRUE, TRUE, nullptr);
    if (!connection.handed_on) {
        gone(connection);
    }
}

// Says why, past libsoup, and ends the connection. Never waits for the peer.
void HttpGate::refuse(Connection& connection, const HttpRefusal& why) {
    const std::string text =
        whole_answer(error_response(why.status, why.code, why.message), why.phrase);
    g_socket_send_with_blocking(connection.socket.get(), text.data(), text.size(), FALSE, nullptr,
                                nullptr);
    if (connection.handed_on) {
        end(connection);
        return;
    }
    // Closing with bytes unread would reset the connection, and its answer with it.
    connection.refused = true;
    connection.seen = 0;
    g_socket_shutdown(connection.socket.get(), FALSE, TRUE, nullptr);
    wake_from(connection.fd(), 1);
    connection.readable =
        loop_.watch(connection.fd(), [this, &connection] { discard(connection); });
    give(connection, kLingering, Late::closed);
}

void HttpGate::discard(Connection& connection) {
    const ssize_t count = ::recv(connection.fd(), peeked_.data(), peeked_.size(), MSG_DONTWAIT);
    connection.seen += count > 0 ? static_cast<size_t>(count) : 0;
    if (count == 0 || (count < 0 && errno != EAGAIN) || connection.seen > kMostDiscarded) {
        end(connection);
    }
}

}  // namespace pendopo
