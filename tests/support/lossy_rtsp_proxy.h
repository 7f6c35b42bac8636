#pragma once
// A bad line between a client and an RTSP server on loopback: RTSP passes as it is, with the UDP
// ports exchanged; RTP packets from the server are lost, repeated and reordered by a seed.

#include <atomic>
#include <cstdint>
#include <deque>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/unique_fd.h"

namespace pendopo {

struct BadLine {
    unsigned seed = 1;
    double lost = 0;  // parts of all packets
    double repeated = 0;
    double late = 0;  // by 1 to late_by packets, 20 ms at most
    unsigned late_by = 32;
};

// Thread: safe; serves one connection, on a thread of its own.
class LossyRtspProxy {
  public:
    LossyRtspProxy(int server_port, const BadLine& line);
    ~LossyRtspProxy();

    std::string url(const std::string& mount) const;  // "rtsp://127.0.0.1:PORT/mount"
    struct Counts {
        std::atomic<int> passed{0}, lost{0}, repeated{0}, late{0};
        std::atomic<int> reports{0};  // RTCP of the client
    };
    const Counts& counts() const { return counts_; }

  private:
    using Bytes = std::vector<uint8_t>;
    struct Held {
        Bytes packet;
        int after;  // so many others
        MonotonicTime until;
    };
    void serve(std::stop_token stop);
    bool pass_control(int from, int to, bool to_server);
    std::string with_ports(std::string text, bool to_server);
    void pass_packets();
    void let_go(MonotonicTime now);
    void to_client(const Bytes& packet);

    const int server_port_;
    const BadLine line_;
    std::minstd_rand random_;
    int port_ = 0;
    UniqueFd listener_;
    UniqueFd rtp_[2];   // towards the client, towards the server
    UniqueFd rtcp_[2];  // the same
    int client_ports_[2]{};
    int server_ports_[2]{};
    std::deque<Held> held_;
    Counts counts_;
    std::jthread thread_;
};

}  // namespace pendopo
