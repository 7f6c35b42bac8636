// Everything that can come in at the port of the simulated cameras, at once, and goes away at every
// stage of it, while cameras are switched off and on and while the program ends. gst-rtsp-server
// has ways to run in circles then; see rtsp_connections.h.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <array>
#include <atomic>
#include <random>
#include <thread>

#include "tests/cameras/camera_program.h"
#include "tests/support/loopback.h"
#include "tests/support/wait_until.h"

namespace pendopo::test {
namespace {

constexpr int kFlooders = 10;

std::string request(const std::string& method, const std::string& url, int number,
                    const std::string& more = {}) {
    return method + " " + url + " RTSP/1.0\r\nCSeq: " + std::to_string(number) + "\r\n" + more +
           "\r\n";
}

// One connection that says something and goes away. Thread: bound.
class Flooder {
  public:
    Flooder(int port, unsigned seed)
        : port_(port),
          url_("rtsp://127.0.0.1:" + std::to_string(port) + "/cam-1/sub"),
          dice_(seed) {}

    // One visit of a random kind.
    void visit() {
        socket_.reset(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        const timeval patience{.tv_sec = 1, .tv_usec = 0};
        ::setsockopt(socket_.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        const sockaddr_in address = loopback(port_);
        if (::connect(socket_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) !=
            0) {
            return;
        }
        talk(roll(9));
        std::this_thread::sleep_for(Milliseconds(roll(40)));
        if (roll(2) == 0) {  // a reset in place of an end
            const linger at_once{.l_onoff = 1, .l_linger = 0};
            ::setsockopt(socket_.get(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
        }
        socket_.reset();
    }

  private:
    int roll(int sides) { return static_cast<int>(dice_() % static_cast<unsigned>(sides)); }

    void talk(int kind) {
        const std::string options = request("OPTIONS", url_, 1);
        const std::string cookie = "x-sessioncookie: " + std::to_string(roll(3)) + "\r\n\r\n";
        switch (kind) {
            case 0:  // half a request
                return say(options.substr(0, static_cast<size_t>(roll(40))));
            case 1:
                return say("GET /cam-1/sub HTTP/1.0\r\n" + cookie);
            case 2:
                return say("POST /cam-1/sub HTTP/1.0\r\n" + cookie + "T1BUSU9OUyA=");
            case 3: {  // noise
                std::string noise(200, ' ');
                for (char& c : noise) {
                    c = static_cast<char>(dice_());
                }
                return say(noise);
            }
            case 4:
                return say(std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11) +
                           std::string(300, 'x'));
            case 5:
                return say(request("DESCRIBE", url_, 1));
            case 6:
                return say(request("SET_PARAMETER", url_, 1, "Content-Length: 4000000000\r\n"));
            case 7:
                for (int i = 0; i < 100; ++i) {
                    say(options);
                }
                return;
            default:
                return play();
        }
    }
    void play() {
        say(request("DESCRIBE", url_, 1));
        hear();
        say(request("SETUP", url_ + "/stream=0", 2,
                    "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n"));
        const std::string answer = hear();
        if (const size_t at = answer.find("Session: "); at != std::string::npos) {
            say(request("PLAY", url_, 3, answer.substr(at, answer.find('\r', at) - at) + "\r\n"));
            hear();
        }
    }
    void say(const std::string& text) {
        ::send(socket_.get(), text.data(), text.size(), MSG_NOSIGNAL);
    }
    std::string hear() {
        std::array<char, 4096> bytes{};
        const ssize_t count = ::recv(socket_.get(), bytes.data(), bytes.size(), 0);
        return {bytes.data(), static_cast<size_t>(std::max<ssize_t>(count, 0))};
    }

    int port_;
    std::string url_;
    std::minstd_rand dice_;
    UniqueFd socket_;
};

// Descriptors that the program has open.
long open_files(pid_t pid) {
    const std::filesystem::directory_iterator all("/proc/" + std::to_string(pid) + "/fd");
    return std::distance(begin(all), end(all));
}

class Flood : public testing::Test {
  protected:
    Flood()
        : cameras_(folder_, {"--count", "2", "--no-main", "--sub-size", "320x180", "--fps", "10",
                             "--loop", "2", "--cache", folder_.path() / "cache"}) {}

    void begin_flood() {
        const int port = cameras_.port();
        ASSERT_GT(port, 0);
        ASSERT_FALSE(cameras_.said("ready ").empty());
        for (unsigned i = 0; i < kFlooders; ++i) {
            flooders_.emplace_back([this, port, i](const std::stop_token& stop) {
                for (Flooder flooder(port, i + 1); !stop.stop_requested(); ++visits_) {
                    flooder.visit();
                }
            });
        }
    }
    void end_flood() { flooders_.clear(); }
    void expect_calm_errors() {
        const std::string errors = cameras_.errors();
        EXPECT_EQ(errors.find("assertion"), std::string::npos) << errors.substr(0, 2000);
        EXPECT_LT(errors.size(), size_t{100'000});
    }

    TempDir folder_;
    CameraProgram cameras_;
    std::atomic<int> visits_ = 0;
    std::vector<std::jthread> flooders_;
};

TEST_F(Flood, EndsWhileItIsFlooded) {
    for (int round = 0; round < 4; ++round) {
        SCOPED_TRACE(round);
        if (round > 0) {
            cameras_ = CameraProgram(
                folder_, {"--count", "2", "--no-main", "--sub-size", "320x180", "--fps", "10",
                          "--loop", "2", "--cache", folder_.path() / "cache"});
        }
        begin_flood();
        const int before = visits_;
        ASSERT_TRUE(wait_until([&] { return visits_ > before + 150; }, Seconds(30)));
        EXPECT_EQ(cameras_.stop(), (ExitStatus{0, 0}));
        end_flood();
        expect_calm_errors();
    }
}

TEST_F(Flood, CamerasThatGoOffAndComeBackMeanwhileLeaveNothing) {
    begin_flood();
    for (int round = 0; round < 40; ++round) {
        const int before = visits_;
        ASSERT_EQ(cameras_.control("off cam-1"), "ok");
        ASSERT_EQ(cameras_.control("on cam-1"), "ok");
        ASSERT_TRUE(wait_until([&] { return visits_ > before + 10; }, Seconds(30)));
    }
    end_flood();
    // What is left when everybody has gone: no session, no descriptor of theirs.
    EXPECT_TRUE(
        wait_until([&] { return cameras_.stats("cam-1").at("sub_sessions") == 0; }, Seconds(10)));
    EXPECT_TRUE(wait_until([&] { return open_files(cameras_.process().pid()) < 60; }, Seconds(10)))
        << open_files(cameras_.process().pid());
    EXPECT_EQ(cameras_.stop(), (ExitStatus{0, 0}));
    expect_calm_errors();
}

TEST_F(Flood, ConnectionsBeyondTheMostAreTurnedAway) {
    const int port = cameras_.port();
    ASSERT_GT(port, 0);
    std::vector<UniqueFd> silent;
    for (int i = 0; i < 400; ++i) {
        silent.emplace_back(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        const sockaddr_in address = loopback(port);
        ASSERT_EQ(::connect(silent.back().get(), reinterpret_cast<const sockaddr*>(&address),
                            sizeof address),
                  0);
    }
    char byte = 0;
    EXPECT_EQ(::recv(silent.back().get(), &byte, 1, 0), 0);  // closed
    EXPECT_EQ(cameras_.control("on cam-1"), "ok");
    silent.clear();
    EXPECT_EQ(cameras_.stop(), (ExitStatus{0, 0}));
    expect_calm_errors();
}

}  // namespace
}  // namespace pendopo::test
