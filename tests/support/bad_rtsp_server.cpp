#include "tests/support/bad_rtsp_server.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <stop_token>

#include "engine/base/check.h"
#include "tests/support/loopback.h"

namespace pendopo {
namespace {

bool readable(int fd, Milliseconds patience) {
    pollfd entry{fd, POLLIN, 0};
    return ::poll(&entry, 1, static_cast<int>(patience.count())) > 0;
}

std::string numbered(std::string reply, const std::string& request) {
    const size_t at = request.find("CSeq: ");
    const std::string number =
        at == std::string::npos ? "0" : request.substr(at + 6, request.find("\r\n", at) - at - 6);
    if (const size_t place = reply.find("{cseq}"); place != std::string::npos) {
        reply.replace(place, 6, number);
    }
    return reply;
}

}  // namespace

std::vector<std::string> good_replies(RtpOver over) {
    const std::string transport = over == RtpOver::tcp ? "RTP/AVP/TCP;unicast;interleaved=0-1"
                                                       : "RTP/AVP;unicast;server_port=9-10";
    const std::string sdp = "v=0\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\n";
    return {"RTSP/1.0 200 OK\r\nCSeq: {cseq}\r\nPublic: OPTIONS, GET_PARAMETER\r\n\r\n",
            "RTSP/1.0 200 OK\r\nCSeq: {cseq}\r\nContent-Type: application/sdp\r\nContent-Length: " +
                std::to_string(sdp.size()) + "\r\n\r\n" + sdp,
            "RTSP/1.0 200 OK\r\nCSeq: {cseq}\r\nSession: 7;timeout=4\r\nTransport: " + transport +
                "\r\n\r\n",
            "RTSP/1.0 200 OK\r\nCSeq: {cseq}\r\nSession: 7\r\n\r\n"};
}

BadRtspServer::BadRtspServer(std::vector<std::string> replies, Milliseconds per_byte)
    : replies_(std::move(replies)),
      per_byte_(per_byte),
      listener_(test::bound_to_loopback(SOCK_STREAM)),
      port_(test::port_of(listener_)) {
    CHECK(::listen(listener_.get(), 16) == 0);
    thread_ = std::jthread([this](std::stop_token stop) { serve(std::move(stop)); });
}

BadRtspServer::~BadRtspServer() = default;

std::string BadRtspServer::url() const {
    return "rtsp://127.0.0.1:" + std::to_string(port_) + "/cam";
}

std::string BadRtspServer::received() const {
    const std::lock_guard lock(mutex_);
    return received_;
}

void BadRtspServer::serve(std::stop_token stop) {
    while (!stop.stop_requested()) {
        if (!readable(listener_.get(), Milliseconds(20))) {
            continue;
        }
        const UniqueFd fd(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
        ++connections_;
        converse(stop, fd.get());
    }
}

void BadRtspServer::converse(std::stop_token stop, int fd) {
    std::string waiting;
    for (size_t turn = 0; !stop.stop_requested();) {
        if (!readable(fd, Milliseconds(20))) {
            continue;
        }
        char bytes[2048];
        const ssize_t got = ::recv(fd, bytes, sizeof bytes, 0);
        if (got <= 0) {
            return;
        }
        waiting.append(bytes, size_t(got));
        {
            const std::lock_guard lock(mutex_);
            received_.append(bytes, size_t(got));
        }
        for (size_t end = waiting.find("\r\n\r\n"); end != std::string::npos;
             end = waiting.find("\r\n\r\n")) {
            const std::string reply =
                numbered(replies_[std::min(turn++, replies_.size() - 1)], waiting.substr(0, end));
            waiting.erase(0, end + 4);
            const size_t step = per_byte_.count() > 0 ? 1 : std::max<size_t>(reply.size(), 1);
            for (size_t i = 0; i < reply.size() && !stop.stop_requested(); i += step) {
                if (::send(fd, reply.data() + i, step, MSG_NOSIGNAL) < 0) {
                    return;
                }
                if (per_byte_.count() > 0) {
                    std::this_thread::sleep_for(per_byte_);
                }
            }
        }
    }
}

}  // namespace pendopo
