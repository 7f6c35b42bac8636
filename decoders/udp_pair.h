#pragma once
// The two UDP sockets of a stream: RTP on an even port and RTCP on the next one. Only what comes
// from the camera is taken.

#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "decoders/rtsp_transport.h"
#include "engine/base/result.h"
#include "engine/base/unique_fd.h"

namespace pendopo {

// Thread: bound to its owner.
class UdpPair {
  public:
    // A key frame of a 4K camera is 1 MB within a few milliseconds.
    static constexpr int kWantedBuffer = 2 << 20;
    enum Socket { rtp, rtcp };

    // Between the two ends of a control connection: bound to its local address, open to its peer.
    // Errors: io.
    static Result<UdpPair> open(int control_fd);

    int rtp_port() const { return rtp_port_; }
    int fd(Socket which) const { return sockets_[which].get(); }
    // What the system granted of kWantedBuffer, and how many packets found it full.
    int buffer_bytes() const;
    uint64_t dropped() const;

    // Nothing comes from the port that was named: any of that host will do.
    void accept_any_port() { any_port_ = true; }

    // What the camera answered to SETUP: its ports, and perhaps another address of it.
    void expect(const RtspTransport& answer);

    // The next datagram that the camera sent; valid until the next call. Empty: none waits.
    std::optional<std::span<const uint8_t>> receive(Socket which);
    // To the camera, when its port is known. What does not get through is no loss.
    void send(Socket which, std::span<const uint8_t> bytes) const;

  private:
    struct Address {
        sockaddr_storage raw{};
        // Of IPv4 or IPv6; the zone of a link-local address is part of it.
        bool same_host(const Address& other) const;
        int port() const;
        void set_port(int port);
        socklen_t size() const;
    };
    static std::optional<Address> end_of(int fd, bool ours);

    std::array<UniqueFd, 2> sockets_;
    int rtp_port_ = 0;
    Address camera_;
    std::optional<Address> source_;     // an address of the camera besides
    std::array<int, 2> camera_port_{};  // 0: not known, any
    bool any_port_ = false;
    std::vector<uint8_t> buffer_ = std::vector<uint8_t>(65'536);
};

}  // namespace pendopo
