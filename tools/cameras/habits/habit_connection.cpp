#include "tools/cameras/habits/habit_connection.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cctype>
#include <thread>

#include "tools/cameras/habits/login_check.h"

namespace pendopo::habits {
namespace {

constexpr Milliseconds kAnswerWithin{2'000};

bool same_word(std::string_view a, std::string_view b) {
    return std::ranges::equal(
        a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

// An even UDP port and its neighbour, at the address the client came to.
std::optional<int> bind_at(int control, int port, UniqueFd& fd) {
    sockaddr_in name{};
    socklen_t size = sizeof name;
    ::getsockname(control, reinterpret_cast<sockaddr*>(&name), &size);
    name.sin_port = htons(static_cast<uint16_t>(port));
    fd.reset(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    if (::bind(fd.get(), reinterpret_cast<const sockaddr*>(&name), sizeof name) != 0) {
        return std::nullopt;
    }
    ::getsockname(fd.get(), reinterpret_cast<sockaddr*>(&name), &size);
    return ntohs(name.sin_port);
}

Instant instant() {
    return {Monotonic::now(), std::chrono::system_clock::now()};
}

}  // namespace

std::string HabitConnection::Request::header(std::string_view name) const {
    std::string_view left = head;
    while (!left.empty()) {
        const std::string_view line = left.substr(0, left.find("\r\n"));
        left.remove_prefix(std::min(line.size() + 2, left.size()));
        const size_t colon = line.find(':');
        if (colon != std::string_view::npos && same_word(line.substr(0, colon), name)) {
            const size_t value = std::min(line.find_first_not_of(' ', colon + 1), line.size());
            return std::string(line.substr(value));
        }
    }
    return {};
}

HabitConnection::HabitConnection(HabitServer& server, UniqueFd fd, int number, bool other)
    : server_(server),
      played_habit_(server.played()),
      fd_(std::move(fd)),
      number_(number),
      other_(other),
      cuts_(server.cuts_),
      stream_(played_habit_,
              [this](StreamPart part, const std::string& packet) { send_packet(part, packet); }) {}

HabitConnection::~HabitConnection() {
    server_.session_ended(number_, torn_down_);
}

void HabitConnection::run(const std::stop_token& stop) {
    while (!over_ && !stop.stop_requested()) {
        pollfd ready{fd_.get(), POLLIN, 0};
        ::poll(&ready, 1, stream_.playing() ? 2 : 10);
        if (ready.revents != 0 && !read()) {
            return;
        }
        follow_server();
        while (!over_ && slow_.empty() && next_item()) {
        }
        send_due(Monotonic::now());
    }
}

void HabitConnection::follow_server() {
    PlayedHabitPtr now = server_.played();
    if (cuts_ != server_.cuts_) {
        hang_up();
    } else if (now != played_habit_) {
        played_habit_ = std::move(now);
        stream_.become(played_habit_, instant());
    }
}

bool HabitConnection::read() {
    std::array<char, 4096> bytes{};
    const ssize_t got = ::recv(fd_.get(), bytes.data(), bytes.size(), 0);
    if (got <= 0) {
        return false;
    }
    in_.append(bytes.data(), size_t(got));
    return true;
}

// Takes one request, reply or packet out of what came. False: none is whole.
bool HabitConnection::next_item() {
    if (in_.starts_with('$')) {
        const size_t whole =
            in_.size() < 4 ? 4 : 4 + size_t{uint8_t(in_[2])} * 256 + uint8_t(in_[3]);
        if (in_.size() < whole) {
            return false;
        }
        in_.erase(0, whole);
        return true;
    }
    const size_t end = in_.find("\r\n\r\n");
    if (end == std::string::npos) {
        return false;
    }
    Request request;
    request.head = in_.substr(0, end + 2);
    if (const std::string length = request.header("Content-Length"); !length.empty()) {
        const auto body = size_t(std::max(0, std::atoi(length.c_str())));
        if (in_.size() < end + 4 + body) {
            return false;
        }
        request.body = in_.substr(end + 4, body);
    }
    in_.erase(0, end + 4 + request.body.size());
    {
        const std::lock_guard lock(server_.mutex_);
        server_.requests_ += request.head + "\r\n";
    }
    if (request.head.starts_with("RTSP/")) {
        if (!awaited_.empty() && request.head.starts_with(awaited_)) {
            awaited_.clear();
            awaited_until_ = MonotonicTime::max();
        }
        return true;
    }
    request.method = request.head.substr(0, request.head.find(' '));
    const size_t uri = std::min(request.method.size() + 1, request.head.size());
    request.uri = request.head.substr(uri, request.head.find(' ', uri) - uri);
    answer(request);
    return true;
}

std::string HabitConnection::filled(const HabitText& text, const Request& request) const {
    std::string full = text;
    replace_all(full, "{cseq}", request.header("CSeq"));
    replace_all(full, "{uri}", request.uri);
    replace_all(full, "{session}", fmt::format("H{}", number_));
    replace_all(full, "{nonce}", fmt::format("n{}-{}", number_, nonces_));
    replace_all(full, "{transport}", transport_);
    return server_.filled(full, *played_habit_);
}

const HabitReply* HabitConnection::rule_for(const Request& request, int nth, bool logged_in) const {
    for (const HabitRule& rule : habit().rules) {
        if ((rule.method == "*" || rule.method == request.method) && nth >= rule.from &&
            nth <= rule.to && number_ >= rule.from_connection && number_ <= rule.to_connection &&
            rule.other == other_ && rule.logged_in == logged_in && !(rule.only_tcp && udp_)) {
            return &rule.reply;
        }
    }
    return nullptr;
}

// What is sent when the login, the address or the transport is not as it must be.
std::optional<HabitText> HabitConnection::refusal(const Request& request) {
    if (habit().login) {
        const HabitLogin& login = *habit().login;
        const std::string nonce = fmt::format("n{}-{}", number_, nonces_);
        const std::string got = request.header("Authorization");
        const auto& refused = login.refused_connections;
        const bool right =
            login_is_right(login, nonce, {request.method, request.uri, request.body, got}) &&
            std::ranges::find(refused, number_) == refused.end();
        stale_ = right && login.uses_of_nonce > 0 && ++uses_ > login.uses_of_nonce;
        if (stale_) {
            ++nonces_;
            uses_ = 0;
        }
        if (!right || stale_) {
            server_.refused_logins_ += got.empty() || stale_ ? 0 : 1;
            HabitText text = "RTSP/1.0 401 Unauthorized\r\nCSeq: {cseq}\r\n";
            for (const HabitText& challenge : login.challenges) {
                text += challenge + (stale_ && login.says_stale ? ", stale=true\r\n" : "\r\n");
            }
            return text + "\r\n";
        }
    }
    if (const HabitReply* rule = rule_for(request, counts_[request.method], true)) {
        return rule->bytes;
    }
    const bool wrong_address = (request.method == "SETUP" && !habit().setup_uri.empty() &&
                                request.uri != filled(habit().setup_uri, request)) ||
                               (request.method == "PLAY" && !habit().play_uri.empty() &&
                                request.uri != filled(habit().play_uri, request));
    if (wrong_address) {
        return "RTSP/1.0 404 Not Found\r\nCSeq: {cseq}\r\n\r\n";
    }
    if (request.method == "SETUP" && !(udp_ ? habit().udp : habit().tcp)) {
        return "RTSP/1.0 461 Unsupported Transport\r\nCSeq: {cseq}\r\n\r\n";
    }
    if (request.method == "SETUP" && !server_.session_begins(number_)) {
        return "RTSP/1.0 453 Not Enough Bandwidth\r\nCSeq: {cseq}\r\n\r\n";
    }
    return std::nullopt;
}

void HabitConnection::answer(const Request& request) {
    if (habit().video.trouble.deaf && stream_.playing()) {
        return;
    }
    torn_down_ |= request.method == "TEARDOWN";
    const int nth = ++counts_[request.method];
    const auto& kept = habit().session.kept_by;
    if (habit().session.ends_after.count() > 0 &&
        (request.method == "PLAY" || std::ranges::find(kept, request.method) != kept.end())) {
        kept_until_ = Monotonic::now() + habit().session.ends_after;
    }
    if (request.method == "SETUP") {
        set_up(request);
    }
    HabitReply reply;
    if (const HabitReply* rule = rule_for(request, nth, false)) {
        reply = *rule;
    } else if (const std::optional<HabitText> refused = refusal(request)) {
        reply.bytes = *refused;
    } else {
        reply.bytes = good_reply(request.method);
        reply.hang_up = request.method == "TEARDOWN";
    }
    const bool fine = reply.bytes.find(" 2") != std::string::npos;
    if (request.method == "PLAY" && fine) {
        for (; pushes_done_ < habit().pushes.size() &&
               habit().pushes[pushes_done_].after.count() == 0;
             ++pushes_done_) {
            write(filled(habit().pushes[pushes_done_].bytes, request));
        }
    }
    send(reply, request);
    if (fine && (request.method == "PLAY" || (request.method == "SETUP" && habit().video.early))) {
        play();
    }
}

void HabitConnection::set_up(const Request& request) {
    const std::string asked = request.header("Transport");
    udp_.reset();
    const size_t port = asked.find("client_port=");
    if (port == std::string::npos) {
        transport_ = asked.empty() ? "RTP/AVP/TCP;unicast;interleaved=0-1" : asked;
        return;
    }
    udp_.emplace();
    udp_->client_ports = asked.substr(port, asked.find(';', port) - port);
    udp_->client_port = std::atoi(asked.c_str() + port + 12);
    for (int attempt = 0; attempt < 32; ++attempt) {
        const std::optional<int> first = bind_at(fd_.get(), 0, udp_->sockets[0]);
        if (first && *first % 2 == 0 && bind_at(fd_.get(), *first + 1, udp_->sockets[1])) {
            udp_->ports = {*first, *first + 1};
            break;
        }
    }
    transport_ = fmt::format("RTP/AVP;unicast;{};server_port={}-{}", udp_->client_ports,
                             udp_->ports[0], udp_->ports[1]);
}

void HabitConnection::play() {
    stream_.play(instant());
    played_ = std::min(played_, Monotonic::now());
}

void HabitConnection::send_due(MonotonicTime now) {
    if (now >= awaited_until_ || now >= kept_until_) {
        hang_up();
        return;
    }
    if (!slow_.empty()) {
        write_slow_part(now);
        return;
    }
    if (pushes_done_ < habit().pushes.size() && awaited_.empty() && played_ <= now &&
        now - played_ >= habit().pushes[pushes_done_].after) {
        const HabitPush& push = habit().pushes[pushes_done_++];
        write(filled(push.bytes, {}));
        if (!push.answer.empty()) {
            awaited_ = push.answer;
            awaited_until_ = now + kAnswerWithin;
        }
    }
    server_.pictures_sent_ += stream_.send_due(instant());
    if (stream_.finished()) {
        hang_up();
    }
}

void HabitConnection::send_packet(StreamPart part, const std::string& packet) {
    if (udp_) {
        sockaddr_in to{};
        socklen_t size = sizeof to;
        ::getpeername(fd_.get(), reinterpret_cast<sockaddr*>(&to), &size);
        const int other = part == StreamPart::report || habit().video.other_port ? 1 : 0;
        to.sin_port =
            htons(static_cast<uint16_t>(udp_->client_port + (part == StreamPart::report ? 1 : 0)));
        ::sendto(udp_->sockets[size_t(other)].get(), packet.data(), packet.size(), MSG_NOSIGNAL,
                 reinterpret_cast<const sockaddr*>(&to), sizeof to);
        return;
    }
    const int channel = habit().video.channel + static_cast<int>(part);
    const std::string framed =
        std::string{'$', static_cast<char>(channel), static_cast<char>(packet.size() >> 8),
                    static_cast<char>(packet.size() & 0xff)} +
        packet;
    if (!slow_.empty()) {
        return;  // one frame drips; whatever else is due is lost
    }
    if (habit().video.trouble.drips) {
        write_slowly(framed, 1, Seconds(1));
    } else {
        write(framed);
    }
}

void HabitConnection::send(const HabitReply& reply, const Request& request) {
    if (reply.delay.count() > 0) {
        std::this_thread::sleep_for(reply.delay);
    }
    const std::string bytes = filled(reply.bytes, request);
    if (reply.chunk == 0) {
        write(bytes);
        over_ |= reply.hang_up;
        return;
    }
    const size_t at_once =
        reply.slow_from.empty() ? 0 : std::min(bytes.find(reply.slow_from), bytes.size());
    write(std::string_view(bytes).substr(0, at_once));
    write_slowly(std::string_view(bytes).substr(at_once), reply.chunk, reply.pace);
    hang_up_then_ = reply.hang_up;
}

void HabitConnection::write(std::string_view bytes) {
    while (!bytes.empty() && !over_) {
        const ssize_t sent = ::send(fd_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) {
            hang_up();
            return;
        }
        bytes.remove_prefix(size_t(sent));
    }
}

void HabitConnection::write_slowly(std::string_view bytes, size_t chunk, Milliseconds pace) {
    slow_ = bytes;
    slow_chunk_ = chunk;
    slow_pace_ = pace;
    next_chunk_ = Monotonic::now();
    write_slow_part(next_chunk_);
}

void HabitConnection::write_slow_part(MonotonicTime now) {
    if (now < next_chunk_ || slow_.empty()) {
        return;
    }
    next_chunk_ = now + slow_pace_;
    write(std::string_view(slow_).substr(0, slow_chunk_));
    slow_.erase(0, slow_chunk_);
    over_ |= slow_.empty() && hang_up_then_;
}

}  // namespace pendopo::habits
