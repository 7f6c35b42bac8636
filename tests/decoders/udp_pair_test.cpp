// On loopback.
#include "decoders/udp_pair.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <poll.h>

namespace pendopo {
namespace {

// A socket of that type on an address of this machine.
struct End {
    explicit End(const char* host, int type = SOCK_DGRAM) : fd(::socket(AF_INET, type, 0)) {
        sockaddr_in address = at(host, 0);
        EXPECT_EQ(::bind(fd.get(), reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
        socklen_t size = sizeof address;
        ::getsockname(fd.get(), reinterpret_cast<sockaddr*>(&address), &size);
        port = ntohs(address.sin_port);
    }
    static sockaddr_in at(const char* host, int port) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<uint16_t>(port));
        ::inet_pton(AF_INET, host, &address.sin_addr);
        return address;
    }
    void send(int to, const std::string& text) const {
        const sockaddr_in address = at("127.0.0.1", to);
        EXPECT_EQ(::sendto(fd.get(), text.data(), text.size(), 0,
                           reinterpret_cast<const sockaddr*>(&address), sizeof address),
                  ssize_t(text.size()));
    }
    UniqueFd fd;
    int port = 0;
};

class UdpPairTest : public testing::Test {
  protected:
    UdpPairTest() {
        ::listen(listener_.fd.get(), 1);
        const sockaddr_in address = End::at("127.0.0.1", listener_.port);
        EXPECT_EQ(::connect(control_.fd.get(), reinterpret_cast<const sockaddr*>(&address),
                            sizeof address),
                  0);
    }
    int control() const { return control_.fd.get(); }
    static std::string next(UdpPair& pair, UdpPair::Socket which = UdpPair::rtp) {
        const auto bytes = pair.receive(which);
        return bytes ? std::string(bytes->begin(), bytes->end()) : "(none)";
    }
    static RtspTransport answer(int port, const std::string& source = {}) {
        RtspTransport transport;
        transport.server_port = port;
        transport.server_rtcp_port = port;
        transport.source = source;
        return transport;
    }

    End listener_{"127.0.0.1", SOCK_STREAM};
    End control_{"127.0.0.1", SOCK_STREAM};
};

TEST_F(UdpPairTest, TakesAnEvenPortAndTheNextOne) {
    std::vector<UdpPair> all;
    for (int i = 0; i < 100; ++i) {
        Result<UdpPair> pair = UdpPair::open(control());
        ASSERT_TRUE(pair) << pair.error().message();
        EXPECT_EQ(pair->rtp_port() % 2, 0);
        const End camera("127.0.0.1");
        camera.send(pair->rtp_port(), "picture");
        camera.send(pair->rtp_port() + 1, "report");
        EXPECT_EQ(next(*pair), "picture");
        EXPECT_EQ(next(*pair), "(none)");
        EXPECT_EQ(next(*pair, UdpPair::rtcp), "report");
        all.push_back(std::move(*pair));
    }
}

TEST_F(UdpPairTest, HearsNobodyButTheCamera) {
    Result<UdpPair> pair = UdpPair::open(control());
    ASSERT_TRUE(pair);
    const End camera("127.0.0.1");
    const End stranger("127.0.0.2");
    for (int i = 0; i < 10; ++i) {
        stranger.send(pair->rtp_port(), "forged");
    }
    camera.send(pair->rtp_port(), "true");
    EXPECT_EQ(next(*pair), "true");
    EXPECT_EQ(next(*pair), "(none)");
}

TEST_F(UdpPairTest, KeepsToTheAnnouncedPortAndAddress) {
    Result<UdpPair> pair = UdpPair::open(control());
    ASSERT_TRUE(pair);
    const End camera("127.0.0.1");
    const End other_port("127.0.0.1");
    pair->expect(answer(camera.port));
    other_port.send(pair->rtp_port(), "forged");
    camera.send(pair->rtp_port(), "true");
    EXPECT_EQ(next(*pair), "true");
    pair->accept_any_port();
    other_port.send(pair->rtp_port(), "from another port");
    EXPECT_EQ(next(*pair), "from another port");

    const End second("127.0.0.3");
    second.send(pair->rtp_port(), "not announced");
    EXPECT_EQ(next(*pair), "(none)");
    pair->expect(answer(second.port, "127.0.0.3"));
    second.send(pair->rtp_port(), "announced");
    EXPECT_EQ(next(*pair), "announced");
    pair->expect(answer(second.port, "camera.local"));  // no address: of no use
    second.send(pair->rtp_port(), "not announced");
    EXPECT_EQ(next(*pair), "(none)");
}

TEST_F(UdpPairTest, SendsToTheCameraOnceItsPortIsKnown) {
    Result<UdpPair> pair = UdpPair::open(control());
    ASSERT_TRUE(pair);
    const End camera("127.0.0.1");
    const std::string text = "hello";
    const std::span bytes(reinterpret_cast<const uint8_t*>(text.data()), text.size());
    pair->send(UdpPair::rtp, bytes);
    pair->expect(answer(camera.port));
    pair->send(UdpPair::rtp, bytes);
    sockaddr_in from{};
    socklen_t size = sizeof from;
    char seen[16]{};
    EXPECT_EQ(::recvfrom(camera.fd.get(), seen, sizeof seen, 0, reinterpret_cast<sockaddr*>(&from),
                         &size),
              5);
    EXPECT_EQ(ntohs(from.sin_port), pair->rtp_port());
    EXPECT_LT(::recv(camera.fd.get(), seen, sizeof seen, MSG_DONTWAIT), 0);
}

// A packet to a closed port comes back as an error on the socket: no reason to stop listening.
TEST_F(UdpPairTest, OutlivesAClosedPort) {
    Result<UdpPair> pair = UdpPair::open(control());
    ASSERT_TRUE(pair);
    pair->expect(answer(1));
    const uint8_t byte = 0;
    pair->send(UdpPair::rtp, {&byte, 1});
    const End camera("127.0.0.1");
    pair->expect(answer(camera.port));
    camera.send(pair->rtp_port(), "picture");
    EXPECT_EQ(next(*pair), "picture");
}

TEST_F(UdpPairTest, SaysWhatTheSystemGrantedAndCountsWhatFoundNoRoom) {
    Result<UdpPair> pair = UdpPair::open(control());
    ASSERT_TRUE(pair);
    const End plain("127.0.0.1");
    int usual = 0;
    socklen_t size = sizeof usual;
    ::getsockopt(plain.fd.get(), SOL_SOCKET, SO_RCVBUF, &usual, &size);
    EXPECT_GE(pair->buffer_bytes(), usual / 2);
    EXPECT_LE(pair->buffer_bytes(), UdpPair::kWantedBuffer);
    EXPECT_EQ(pair->dropped(), 0U);
    const std::string large(60'000, 'x');
    for (int sent = 0; sent < 3 * UdpPair::kWantedBuffer; sent += int(large.size())) {
        plain.send(pair->rtp_port(), large);
    }
    EXPECT_GT(pair->dropped(), 0U);
}

}  // namespace
}  // namespace pendopo
