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
      habit_(server.habit_),
      fd_(std::move(fd)),
      number_(number),
      other_(other),
      packetiser_(habit_.video.style.codec, habit_.video.packets) {}

void HabitConnection::run(const std::stop_token& stop) {
    while (!over_ && !stop.stop_requested()) {
        pollfd ready{fd_.get(), POLLIN, 0};
        ::poll(&ready, 1, playing_ ? 2 : 10);
        if (ready.revents != 0 && !read()) {
            return;
        }
        while (!over_ && next_item()) {
        }
        send_due(Monotonic::now());
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
    return server_.filled(full);
}

const HabitReply* HabitConnection::rule_for(const Request& request, int nth, bool logged_in) const {
    for (const HabitRule& rule : habit_.rules) {
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
    if (habit_.login) {
        const HabitLogin& login = *habit_.login;
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
    const bool wrong_address = (request.method == "SETUP" && !habit_.setup_uri.empty() &&
                                request.uri != server_.filled(habit_.setup_uri)) ||
                               (request.method == "PLAY" && !habit_.play_uri.empty() &&
                                request.uri != server_.filled(habit_.play_uri));
    if (wrong_address) {
        return "RTSP/1.0 404 Not Found\r\nCSeq: {cseq}\r\n\r\n";
    }
    if (request.method == "SETUP" && !(udp_ ? habit_.udp : habit_.tcp)) {
        return "RTSP/1.0 461 Unsupported Transport\r\nCSeq: {cseq}\r\n\r\n";
    }
    return std::nullopt;
}

void HabitConnection::answer(const Request& request) {
    const int nth = ++counts_[request.method];
    const auto& kept = habit_.session.kept_by;
    if (habit_.session.ends_after.count() > 0 &&
        (request.method == "PLAY" || std::ranges::find(kept, request.method) != kept.end())) {
        kept_until_ = Monotonic::now() + habit_.session.ends_after;
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
        for (;
             pushes_done_ < habit_.pushes.size() && habit_.pushes[pushes_done_].after.count() == 0;
             ++pushes_done_) {
            write(filled(habit_.pushes[pushes_done_].bytes, request));
        }
    }
    send(reply, request);
    if (fine && (request.method == "PLAY" || (request.method == "SETUP" && habit_.video.early))) {
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
    if (!playing_ && !habit_.video.silent) {
        playing_ = true;
        next_picture_ = Monotonic::now() + habit_.video.starts_after;
    }
    played_ = std::min(played_, Monotonic::now());
}

void HabitConnection::send_due(MonotonicTime now) {
    if (now >= awaited_until_ || now >= kept_until_) {
        hang_up();
        return;
    }
    if (pushes_done_ < habit_.pushes.size() && awaited_.empty() && played_ <= now &&
        now - played_ >= habit_.pushes[pushes_done_].after) {
        const HabitPush& push = habit_.pushes[pushes_done_++];
        write(filled(push.bytes, {}));
        if (!push.answer.empty()) {
            awaited_ = push.answer;
            awaited_until_ = now + kAnswerWithin;
        }
    }
    if (now >= next_picture_) {
        next_picture_ += Nanoseconds(1'000'000'000 / habit_.video.pictures_per_second);
        send_picture();
        if (habit_.video.stops_after > 0 && pictures_ >= habit_.video.stops_after) {
            hang_up();
        }
    }
}

void HabitConnection::send_picture() {
    const auto& all = server_.video_;
    AccessUnit picture = all[size_t(pictures_) % all.size()];
    picture.timestamp =
        static_cast<uint32_t>(int64_t{pictures_} * 90'000 / habit_.video.pictures_per_second);
    ++pictures_;
    ++server_.pictures_sent_;
    sockaddr_in to{};
    socklen_t size = sizeof to;
    ::getpeername(fd_.get(), reinterpret_cast<sockaddr*>(&to), &size);
    for (const std::string& packet : packetiser_.packets(picture)) {
        if (udp_) {
            to.sin_port = htons(static_cast<uint16_t>(udp_->client_port));
            ::sendto(udp_->sockets[habit_.video.other_port ? 1 : 0].get(), packet.data(),
                     packet.size(), MSG_NOSIGNAL, reinterpret_cast<const sockaddr*>(&to),
                     sizeof to);
            continue;
        }
        std::string framed{'$', static_cast<char>(habit_.video.channel),
                           static_cast<char>(packet.size() >> 8),
                           static_cast<char>(packet.size() & 0xff)};
        write(framed + packet);
    }
}

void HabitConnection::send(const HabitReply& reply, const Request& request) {
    if (reply.delay.count() > 0) {
        std::this_thread::sleep_for(reply.delay);
    }
    write(filled(reply.bytes, request), reply.chunk);
    if (reply.hang_up) {
        hang_up();
    }
}

void HabitConnection::write(std::string_view bytes, size_t chunk) {
    while (!bytes.empty() && !over_) {
        const std::string_view part = bytes.substr(0, chunk == 0 ? bytes.size() : chunk);
        const ssize_t sent = ::send(fd_.get(), part.data(), part.size(), MSG_NOSIGNAL);
        if (sent <= 0) {
            hang_up();
            return;
        }
        bytes.remove_prefix(size_t(sent));
        if (chunk > 0 && !bytes.empty()) {
            std::this_thread::sleep_for(Milliseconds(5));
        }
    }
}

}  // namespace pendopo::habits
