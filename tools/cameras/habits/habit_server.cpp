#include "tools/cameras/habits/habit_server.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>

#include "tools/cameras/habits/habit_connection.h"

extern "C" {
#include <libavutil/base64.h>
#include <libavutil/log.h>
}

namespace pendopo::habits {
namespace {

Result<UniqueFd> listen_at(const std::string& address, int port) {
    sockaddr_in name{};
    name.sin_family = AF_INET;
    name.sin_port = htons(static_cast<uint16_t>(port));
    if (::inet_pton(AF_INET, address.c_str(), &name.sin_addr) != 1) {
        return fail(ErrorCode::invalid, fmt::format("\"{}\" is no IPv4 address", address));
    }
    UniqueFd fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const int on = 1;
    ::setsockopt(fd.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (::bind(fd.get(), reinterpret_cast<const sockaddr*>(&name), sizeof name) != 0 ||
        ::listen(fd.get(), 16) != 0) {
        return fail_errno(fmt::format("listening on {}:{}", address, port));
    }
    return fd;
}

int port_of(const UniqueFd& fd) {
    sockaddr_in name{};
    socklen_t size = sizeof name;
    ::getsockname(fd.get(), reinterpret_cast<sockaddr*>(&name), &size);
    return ntohs(name.sin_port);
}

std::string base64(const std::string& bytes) {
    std::string text(AV_BASE64_SIZE(bytes.size()), '\0');
    av_base64_encode(text.data(), static_cast<int>(text.size()),
                     reinterpret_cast<const uint8_t*>(bytes.data()),
                     static_cast<int>(bytes.size()));
    text.resize(text.find('\0'));
    return text;
}

std::string format_parameters(Codec codec, const std::vector<std::string>& sets) {
    if (codec == Codec::h264 && sets.size() == 2) {
        return fmt::format("packetization-mode=1;sprop-parameter-sets={},{}", base64(sets[0]),
                           base64(sets[1]));
    }
    if (codec == Codec::h265 && sets.size() == 3) {
        return fmt::format("sprop-vps={};sprop-sps={};sprop-pps={}", base64(sets[0]),
                           base64(sets[1]), base64(sets[2]));
    }
    return {};
}

std::string default_sdp(const Habit& habit) {
    const int type = habit.video.packets.payload_type;
    const char* name = habit.video.style.codec == Codec::h264   ? "H264"
                       : habit.video.style.codec == Codec::h265 ? "H265"
                                                                : "JPEG";
    std::string text = fmt::format(
        "v=0\r\no=- 1 1 IN IP4 192.0.2.7\r\ns=camera\r\nc=IN IP4 0.0.0.0\r\nt=0 0\r\n"
        "a=control:*\r\nm=video 0 RTP/AVP {0}\r\na=rtpmap:{0} {1}/90000\r\n",
        type, name);
    if (habit.video.style.codec != Codec::mjpeg) {
        text += fmt::format("a=fmtp:{} {{parameters}}\r\n", type);
    }
    return text + "a=control:track1\r\n";
}

// The pictures of `before` are taken where they are the same.
PlayedHabitPtr played_habit(const Habit& habit, const PlayedHabit* before) {
    auto played = std::make_shared<PlayedHabit>();
    played->habit = habit;
    if (before != nullptr && before->habit.video.style == habit.video.style) {
        played->coded = before->coded;
    } else {
        av_log_set_level(AV_LOG_ERROR);  // the encoders' statistics are not for people
        played->coded = std::make_shared<const CodedPictures>(coded_pictures(habit.video.style));
    }
    played->parameters = format_parameters(habit.video.style.codec, played->coded->parameter_sets);
    played->sdp = habit.sdp.empty() ? default_sdp(habit) : habit.sdp;
    return played;
}

}  // namespace

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
        text.replace(at, from.size(), to);
        at += to.size();
    }
}

Result<std::unique_ptr<HabitServer>> HabitServer::start(const Habit& habit, HabitPlace place) {
    place.other = habit.same_host ? place.address : place.other;
    Result<UniqueFd> listener = listen_at(place.address, place.port);
    Result<UniqueFd> other = listen_at(place.other, 0);
    if (!listener || !other) {
        return fail(listener ? other.error() : listener.error());
    }
    std::unique_ptr<HabitServer> server(new HabitServer(habit, std::move(place)));
    server->place_.port = port_of(*listener);
    server->other_port_ = port_of(*other);
    server->listener_ = std::move(*listener);
    server->other_listener_ = std::move(*other);
    HabitServer* self = server.get();
    server->thread_ = std::jthread([self](const std::stop_token& stop) { self->serve(stop); });
    return server;
}

HabitServer::HabitServer(const Habit& habit, HabitPlace place)
    : first_(played_habit(habit, nullptr)),
      place_(std::move(place)),
      played_(first_),
      became_(Monotonic::now()) {}

HabitServer::~HabitServer() = default;

void HabitServer::become(const Habit& habit, Connections connections) {
    PlayedHabitPtr next = played_habit(habit, played().get());
    const std::lock_guard lock(mutex_);
    if (!(next->habit.power == played_->habit.power)) {
        became_ = Monotonic::now();
    }
    played_ = std::move(next);
    cuts_ += connections == Connections::cut ? 1 : 0;
}

PlayedHabitPtr HabitServer::played() const {
    const std::lock_guard lock(mutex_);
    return played_;
}

int HabitServer::sessions() const {
    const std::lock_guard lock(mutex_);
    return static_cast<int>(std::ranges::count_if(
        held_until_,
        [now = Monotonic::now()](const auto& session) { return session.second > now; }));
}

bool HabitServer::session_begins(int connection) {
    const int most = played()->habit.session.most;
    if (most > 0 && sessions() >= most) {
        return false;
    }
    const std::lock_guard lock(mutex_);
    held_until_[connection] = MonotonicTime::max();
    return true;
}

void HabitServer::session_ended(int connection, bool torn_down) {
    const std::lock_guard lock(mutex_);
    const auto session = held_until_.find(connection);
    if (session != held_until_.end()) {
        session->second =
            torn_down ? MonotonicTime::min() : Monotonic::now() + played_->habit.session.held_for;
    }
    std::erase_if(held_until_,
                  [now = Monotonic::now()](const auto& held) { return held.second <= now; });
}

std::string HabitServer::url() const {
    return fmt::format("rtsp://{}:{}{}", place_.address, told_port(), habit().settings.path);
}

std::string HabitServer::filled(const HabitText& text, const PlayedHabit& played) const {
    std::string full = text;
    replace_all(full, "{sdp}", played.sdp);
    replace_all(full, "{base}", url());
    replace_all(full, "{user}", kHabitUser);
    replace_all(full, "{password}", kHabitPasswordCoded);
    replace_all(full, "{host}", place_.address);
    replace_all(full, "{port}", std::to_string(told_port()));
    replace_all(full, "{other}", fmt::format("{}:{}", place_.other, other_port_));
    replace_all(full, "{other_host}", place_.other);
    replace_all(full, "{parameters}", played.parameters);
    if (full.find("{length}") != std::string::npos) {
        replace_all(full, "{length}", std::to_string(filled("{sdp}", played).size()));
    }
    return full;
}

std::string HabitServer::requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
}

void HabitServer::serve(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        follow_power();  // first: one that is off accepts nobody
        std::array<pollfd, 2> ready{pollfd{listener_.get(), POLLIN, 0},
                                    pollfd{other_listener_.get(), POLLIN, 0}};
        ::poll(ready.data(), ready.size(), 20);
        for (size_t i = 0; i < ready.size(); ++i) {
            if ((ready[i].revents & POLLIN) != 0) {
                accept(ready[i].fd, i == 1);
            }
        }
        running_.remove_if([](const Running& one) { return one.done.load(); });
    }
    running_.clear();  // each is asked to stop and waited for
}

// A camera without power closes its port and forgets its sessions.
void HabitServer::follow_power() {
    bool on = true;
    {
        const std::lock_guard lock(mutex_);
        const HabitPower& power = played_->habit.power;
        on = power.listens;
        if (power.down.count() > 0) {
            on = (Monotonic::now() - became_) % (power.up + power.down) < power.up;
        }
        if (!on) {
            held_until_.clear();
        }
    }
    if (!on && listener_) {
        listener_.reset();
        ++cuts_;
    } else if (on && !listener_) {
        if (Result<UniqueFd> again = listen_at(place_.address, place_.port)) {
            listener_ = std::move(*again);  // else at the next turn
        }
    }
}

void HabitServer::accept(int listener, bool other) {
    UniqueFd fd(::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC));
    if (!fd) {
        return;
    }
    const int on = 1;
    ::setsockopt(fd.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    const timeval patience{2, 0};  // with a client that reads no more
    ::setsockopt(fd.get(), SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    const int number = ++connections_;
    Running& one = running_.emplace_back();
    one.thread = std::jthread(
        [this, &one, number, other, owned = std::move(fd)](const std::stop_token& stop) mutable {
            HabitConnection(*this, std::move(owned), number, other).run(stop);
            one.done = true;
        });
}

}  // namespace pendopo::habits
