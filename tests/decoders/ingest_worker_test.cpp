// pendopo-ingest as control sees it: a process, a channel, rings; against a real RTSP server.
#include "decoders/ingest_worker.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>

#include <array>
#include <functional>
#include <map>
#include <span>

#include "engine/ipc/attempt_pacer.h"
#include "tests/support/loopback.h"
#include "tests/support/rtsp_test_server.h"

namespace pendopo {
namespace {

// Control's side of one worker.
class WorkerUnderTest {
  public:
    explicit WorkerUnderTest(const std::string& program = "pendopo-ingest") {
        auto ends = Channel::create_pair();
        EXPECT_TRUE(ends);
        channel_.emplace(std::move(ends->first));
        auto spawned = ChildProcess::spawn(program_beside(program),
                                           {"--name", "ingest", "--log-level", "warn"},
                                           ends->second.take_fd());
        EXPECT_TRUE(spawned) << spawned.error().message();
        process_.emplace(std::move(*spawned));
    }

    void plan(const IngestPlan& plan) { EXPECT_TRUE(channel_->send(encode(ToIngest(plan)))); }

    void say(std::string_view text, std::span<const int> fds = {}) {
        EXPECT_TRUE(channel_->send(text, fds));
    }

    // Takes messages until `done` or the time is up; whether it was done.
    bool until(const std::function<bool()>& done, Milliseconds limit = Milliseconds(10'000)) {
        const MonotonicTime deadline = Monotonic::now() + limit;
        while (!done()) {
            if (Monotonic::now() > deadline) {
                return false;
            }
            pollfd entry{channel_->fd(), POLLIN, 0};
            ::poll(&entry, 1, 5);
            take();
        }
        return true;
    }

    void take() {
        for (;;) {
            auto message = channel_->receive();
            if (!message || !*message) {
                gone_ = gone_ || !message;
                return;
            }
            auto decoded = decode_from_ingest((*message)->text);
            ASSERT_TRUE(decoded) << decoded.error().message();
            if (const auto* offer = std::get_if<RingOffer>(&*decoded)) {
                ASSERT_EQ((*message)->fds.size(), 1U);
                auto reader = FrameRingReader::attach(std::move((*message)->fds[0]));
                ASSERT_TRUE(reader) << reader.error().message();
                rings.insert_or_assign(offer->key, std::move(*reader));
                ++offers;
            } else if (const auto* ring = std::get_if<RingGone>(&*decoded)) {
                rings.erase(ring->key);
            } else if (std::holds_alternative<ToldAll>(*decoded)) {
                ++told_all;
            } else {
                health = std::get<IngestHealth>(*decoded);
            }
        }
    }

    std::optional<FrameView> frame(const std::string& key) {
        const auto ring = rings.find(key);
        return ring == rings.end() ? std::nullopt : ring->second.latest();
    }
    CameraState state() const {
        return health.cameras.empty() ? CameraState::connecting : health.cameras[0].state;
    }
    void close_channel() { channel_.reset(); }
    ChildProcess& process() { return *process_; }

    std::map<std::string, FrameRingReader> rings;
    IngestHealth health;
    int offers = 0;
    int told_all = 0;

  private:
    std::optional<Channel> channel_;
    std::optional<ChildProcess> process_;
    bool gone_ = false;
};

PictureRequest picture(const std::string& key, PixelSize box) {
    PictureRequest request;
    request.key = key;
    request.box = box;
    return request;
}

IngestCamera camera(const std::string& id, const std::string& main_url) {
    IngestCamera camera;
    camera.id = id;
    camera.main_url = main_url;
    camera.masks = CameraMasks{};
    return camera;
}

// The colour at a place of a bgra frame, in fractions.
std::array<int, 3> rgb_at(const FrameView& view, double x, double y) {
    const uint8_t* pixel = view.plane(0) + size_t(y * view.info.height) * view.info.stride[0] +
                           size_t(x * view.info.width) * 4;
    return {pixel[2], pixel[1], pixel[0]};
}

testing::AssertionResult near(const std::array<int, 3>& got, const std::array<int, 3>& wanted,
                              int tolerance) {
    for (size_t i = 0; i < 3; ++i) {
        if (std::abs(got[i] - wanted[i]) > tolerance) {
            return testing::AssertionFailure() << got[0] << "," << got[1] << "," << got[2];
        }
    }
    return testing::AssertionSuccess();
}

// What our client does not speak it says, and GStreamer's worker shows; both in their sandboxes.
TEST(GstWorkerProcess, ShowsWhatOurOwnClientDoesNotSpeak) {
    RtspTestServer server;
    TestStream odd;
    odd.encoder = "vp8";
    server.add("odd", odd);
    TestStream multicast;
    multicast.delivery = TestDelivery::multicast;
    server.add("multicast", multicast);
    TestStream usual;
    server.add("usual", usual);
    for (const std::string mount : {"odd", "multicast"}) {
        SCOPED_TRACE(mount);
        IngestCamera cam = camera("cam", server.url(mount));
        cam.pictures = {picture("cam@480", {480, 270})};
        WorkerUnderTest own;
        own.plan({{cam}});
        ASSERT_TRUE(own.until([&] { return own.state() == CameraState::unsupported; }));
        EXPECT_TRUE(own.health.cameras[0].unspoken);
        if (mount == "multicast") {
            continue;  // that server and its client would bind one port (GstSourceTest)
        }

        WorkerUnderTest other("pendopo-gst");
        IngestCamera beside = camera("beside", server.url("usual"));
        other.plan({{cam, beside}});
        ASSERT_TRUE(other.until([&] { return other.frame("cam@480").has_value(); }))
            << (other.health.cameras.empty()
                    ? "no word"
                    : fmt::format("{} \"{}\", received {} decoded {} a second",
                                  to_string(other.health.cameras[0].state),
                                  other.health.cameras[0].reason,
                                  other.health.cameras[0].received_fps,
                                  other.health.cameras[0].decoded_fps));
        EXPECT_EQ(other.frame("cam@480")->info.width, 480);
        ASSERT_TRUE(other.until([&] {
            return other.health.cameras.size() == 2 &&
                   other.health.cameras[0].state == CameraState::playing &&
                   other.health.cameras[1].state == CameraState::playing;
        }));
        for (const CameraHealth& health : other.health.cameras) {
            EXPECT_FALSE(health.unspoken);
            if (health.id == "beside") {  // hidden: packets are kept, nothing is decoded
                EXPECT_EQ(health.codec, "h264");
                EXPECT_EQ(health.decoded_fps, 0);
            }
        }
    }
}

TEST(IngestWorkerProcess, DeliversTheCamerasPicturesAtTheTilesSize) {
    for (const std::string encoder : {"h264", "h265", "mjpeg"}) {
        SCOPED_TRACE(encoder);
        RtspTestServer server;
        TestStream stream;
        stream.encoder = encoder;
        stream.height = 192;  // JPEG over RTP counts in eights
        server.add("cam", stream);
        WorkerUnderTest worker;
        IngestCamera cam = camera("cam", server.url("cam"));
        cam.pictures = {picture("cam@480", {480, 400})};
        worker.plan({{cam}});

        ASSERT_TRUE(worker.until([&] { return worker.frame("cam@480").has_value(); }));
        const FrameView view = *worker.frame("cam@480");
        // 320x192 contained in 480x400: the letterbox is not part of it.
        EXPECT_EQ(view.info.size(), (PixelSize{480, 288}));
        // Bars: white, yellow, cyan, green, magenta, red, blue. The test's JPEG encoder keeps
        // limited range, which JPEG does not have.
        const int high = encoder == "mjpeg" ? 235 : 255;
        const int low = encoder == "mjpeg" ? 16 : 0;
        EXPECT_TRUE(near(rgb_at(view, 0.07, 0.3), {high, high, high}, 4));
        EXPECT_TRUE(near(rgb_at(view, 0.21, 0.3), {high, high, low}, 6));
        EXPECT_TRUE(near(rgb_at(view, 0.50, 0.3), {low, high, low}, 6));
        EXPECT_TRUE(near(rgb_at(view, 0.93, 0.3), {low, low, high}, 6));

        ASSERT_TRUE(worker.until([&] {
            return worker.state() == CameraState::playing &&
                   worker.health.cameras[0].decoded_fps > 5;
        }));
        const CameraHealth& health = worker.health.cameras[0];
        EXPECT_EQ(health.codec, encoder);
        EXPECT_EQ(health.size, (PixelSize{320, 192}));
        EXPECT_EQ(health.stream, "main");
        EXPECT_EQ(worker.offers, 1);
    }
}

TEST(IngestWorkerProcess, TellsANewControlItsRingsAndStateAndKeepsItsSessions) {
    RtspTestServer server;
    server.add("cam", {});
    WorkerUnderTest worker;
    IngestCamera cam = camera("cam", server.url("cam"));
    cam.pictures = {picture("k", {320, 180})};
    worker.plan({{cam}});
    ASSERT_TRUE(worker.until(
        [&] { return worker.frame("k").has_value() && worker.state() == CameraState::playing; }));
    const uint64_t number = worker.frame("k")->info.number;

    worker.rings.clear();  // as one who knows nothing
    worker.health = {};
    worker.say(encode(ToIngest(TellAll{})));
    ASSERT_TRUE(worker.until([&] { return worker.told_all == 1; }));
    ASSERT_TRUE(worker.frame("k")) << "the rings come before the end is told";
    EXPECT_GE(worker.frame("k")->info.number, number);
    EXPECT_EQ(worker.state(), CameraState::playing);
    worker.plan({{cam}});  // the same as the control before had sent
    ASSERT_TRUE(worker.until([&] { return worker.frame("k")->info.number > number + 5; }));
    EXPECT_EQ(server.open_connections(), 1);
    EXPECT_EQ(worker.health.cameras[0].connects, 1U);
}

TEST(IngestWorkerProcess, SaysGoodbyeToCamerasOnSigterm) {
    RtspTestServer server;
    server.add("cam", {});
    WorkerUnderTest worker;
    worker.plan({{camera("cam", server.url("cam"))}});
    ASSERT_TRUE(worker.until([&] { return worker.state() == CameraState::playing; }));
    EXPECT_EQ(server.open_connections(), 1);

    worker.process().signal(SIGTERM);
    ASSERT_TRUE(worker.until([&] { return worker.process().poll_exit().has_value(); }));
    EXPECT_EQ(*worker.process().poll_exit(), (ExitStatus{0, 0}));
    EXPECT_TRUE(worker.until([&] { return server.teardowns() == 1; }));
}

TEST(IngestWorkerProcess, ComesBackAfterTheCameraRestarted) {
    auto server = std::make_unique<RtspTestServer>();
    server->add("cam", {});
    const int port = server->port();
    WorkerUnderTest worker;
    IngestCamera cam = camera("cam", server->url("cam"));
    cam.pictures = {picture("k", {320, 180})};
    worker.plan({{cam}});
    ASSERT_TRUE(worker.until([&] { return worker.frame("k").has_value(); }));
    const uint64_t before = worker.frame("k")->info.number;

    server.reset();
    ASSERT_TRUE(worker.until([&] { return worker.state() == CameraState::offline; }));
    EXPECT_TRUE(worker.frame("k")) << "the last picture stays, with its age";
    server = std::make_unique<RtspTestServer>(TestLogin{}, port);
    server->add("cam", {});
    ASSERT_TRUE(worker.until([&] { return worker.state() == CameraState::playing; }));
    ASSERT_TRUE(worker.until([&] { return worker.frame("k")->info.number > before + 5; }));
}

TEST(IngestWorkerProcess, ChangesOneCameraWithoutTouchingTheOther) {
    RtspTestServer server;
    server.add("a", {});
    server.add("b", {});
    WorkerUnderTest worker;
    IngestCamera a = camera("a", server.url("a"));
    a.pictures = {picture("a@1", {320, 180})};
    IngestCamera b = camera("b", server.url("b"));
    worker.plan({{a}});
    ASSERT_TRUE(worker.until([&] { return worker.frame("a@1").has_value(); }));

    worker.plan({{a, b}});
    ASSERT_TRUE(worker.until([&] {
        return worker.health.cameras.size() == 2 &&
               worker.health.cameras[1].state == CameraState::playing;
    }));
    // Hidden until now: shown at once from what was kept.
    b.pictures = {picture("b@1", {160, 90})};
    worker.plan({{a, b}});
    ASSERT_TRUE(worker.until([&] { return worker.frame("b@1").has_value(); }));

    worker.plan({{a}});
    ASSERT_TRUE(worker.until([&] { return !worker.rings.contains("b@1"); }));
    ASSERT_TRUE(worker.until([&] { return server.open_connections() == 1; }));
    EXPECT_EQ(server.plays(), 2);
    EXPECT_EQ(worker.offers, 2);
    EXPECT_EQ(worker.health.cameras[0].failures, 0U);
}

TEST(IngestWorkerProcess, TriesAWrongPasswordTwice) {
    RtspTestServer server({"operator", "secret"});
    server.add("cam", {});
    WorkerUnderTest worker;
    IngestCamera cam = camera("cam", server.url("cam"));
    cam.user = "operator";
    cam.password = "canary-password";
    worker.plan({{cam}});
    ASSERT_TRUE(worker.until([&] { return server.failed_logins() == 2; }));
    EXPECT_FALSE(worker.until([&] { return server.failed_logins() > 2; }, Milliseconds(2'500)));
    EXPECT_EQ(worker.state(), CameraState::wrong_password);
    EXPECT_EQ(worker.health.cameras[0].reason, "rtsp: the login was refused");

    cam.password = "secret";
    worker.plan({{cam}});
    ASSERT_TRUE(worker.until([&] { return worker.state() == CameraState::playing; }));
}

// Sixty cameras that are gone, over three workers: their attempts stand in one queue.
TEST(IngestWorkerProcess, AttemptsOfAllWorkersStandInOneQueue) {
    const UniqueFd listener = test::bound_to_loopback(SOCK_STREAM);
    ASSERT_EQ(::listen(listener.get(), 64), 0);
    const Result<UniqueFd> page = AttemptPacer::create_page();
    ASSERT_TRUE(page);
    const std::array<int, 1> fds{page->get()};
    std::array<WorkerUnderTest, 3> workers;
    const MonotonicTime begun = Monotonic::now();
    for (size_t w = 0; w < workers.size(); ++w) {
        IngestPlan plan;
        for (int i = 0; i < 20; ++i) {
            plan.cameras.push_back(
                camera(fmt::format("cam-{}-{}", w, i),
                       fmt::format("rtsp://127.0.0.1:{}/cam", test::port_of(listener))));
        }
        workers[w].say(encode(ToIngest(SharedPace{})), fds);
        workers[w].plan(plan);
    }
    int attempts = 0;
    while (attempts < 100) {
        pollfd entry{listener.get(), POLLIN, 0};
        ASSERT_EQ(::poll(&entry, 1, 20'000), 1) << "they go on";
        UniqueFd(::accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC));
        ++attempts;
        // None comes before its turn, however late some are on a busy machine.
        const double seconds = std::chrono::duration<double>(Monotonic::now() - begun).count();
        ASSERT_LE(attempts, 1 + seconds * 16);
    }
    for (WorkerUnderTest& worker : workers) {
        worker.take();
    }
}

TEST(IngestWorkerProcess, EndsWithAnErrorOnAPlanThatMakesNoSense) {
    WorkerUnderTest worker;
    worker.say("{\"IngestPlan\": 7}");
    ASSERT_TRUE(worker.until([&] { return worker.process().poll_exit().has_value(); }));
    EXPECT_EQ(worker.process().poll_exit(), (ExitStatus{1, 0}));
}

TEST(IngestWorkerProcess, EndsWhenControlIsGone) {
    WorkerUnderTest worker;
    worker.plan({});
    worker.close_channel();
    const MonotonicTime deadline = Monotonic::now() + Seconds(2);
    while (!worker.process().poll_exit() && Monotonic::now() < deadline) {
        pollfd entry{worker.process().exit_fd(), POLLIN, 0};
        ::poll(&entry, 1, 100);
    }
    EXPECT_EQ(worker.process().poll_exit(), (ExitStatus{0, 0}));
}

}  // namespace
}  // namespace pendopo
