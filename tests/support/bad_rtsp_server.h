#pragma once
// A camera that misbehaves as told: it answers the first request with the first reply, and so on,
// the last one again and again. "{cseq}" in a reply becomes the request's number. An empty reply is
// silence. With `per_byte`, replies drip.

#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/unique_fd.h"

namespace pendopo {

// Thread: safe; serves one connection at a time on a thread of its own.
class BadRtspServer {
  public:
    explicit BadRtspServer(std::vector<std::string> replies, Milliseconds per_byte = {});
    ~BadRtspServer();

    std::string url() const;  // "rtsp://127.0.0.1:PORT/cam"
    int connections() const { return connections_; }
    std::string received() const;  // everything clients sent

  private:
    void serve(std::stop_token stop);
    void converse(std::stop_token stop, int fd);

    const std::vector<std::string> replies_;
    const Milliseconds per_byte_;
    UniqueFd listener_;
    int port_ = 0;
    std::atomic<int> connections_{0};
    mutable std::mutex mutex_;
    std::string received_;  // guarded by mutex_
    std::jthread thread_;
};

// The replies of a camera that behaves, up to and including PLAY. It sends no packets.
enum class RtpOver { tcp, udp };
std::vector<std::string> good_replies(RtpOver over = RtpOver::tcp);

}  // namespace pendopo
