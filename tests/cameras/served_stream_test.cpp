// The real server on a free port, read back with libavformat as any viewer does.
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tests/cameras/camera_program.h"
#include "tests/support/wait_until.h"
#include "tools/cameras/frame_strip.h"
#include "tools/cameras/loop_clock.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

namespace pendopo {
namespace {

constexpr int kFps = 20;
constexpr int kLoopSeconds = 4;
constexpr const char* kCameras = R"({"cameras":[{"id":"open","main":false},
    {"id":"jpeg","main":false,"codec":"mjpeg"},
    {"id":"hevc","main":false,"codec":"h265"},
    {"id":"locked","main":false,"login":{"user":"admin","password":"rahasia"}},
    {"id":"other","main":false,"login":{"user":"admin","password":"lain"}}]})";

int64_t unix_us() {
    return std::chrono::duration_cast<std::chrono::microseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

struct Seen {
    StripValue strip;
    int64_t at_us = 0;
};

// One RTSP session over TCP.
class Viewer {
  public:
    ~Viewer() {
        avcodec_free_context(&decoder_);
        avformat_close_input(&input_);
        av_frame_free(&frame_);
        av_packet_free(&packet_);
    }
    bool open(const std::string& url) {
        AVDictionary* options = nullptr;
        av_dict_set(&options, "rtsp_transport", "tcp", 0);
        av_dict_set(&options, "timeout", "3000000", 0);
        av_dict_set(&options, "fflags", "nobuffer", 0);
        const int status = avformat_open_input(&input_, url.c_str(), nullptr, &options);
        av_dict_free(&options);
        if (status < 0) {
            return false;
        }
        const AVCodecParameters* parameters = input_->streams[0]->codecpar;
        decoder_ = avcodec_alloc_context3(nullptr);
        avcodec_parameters_to_context(decoder_, parameters);
        decoder_->flags |= AV_CODEC_FLAG_LOW_DELAY;
        decoder_->thread_count = 1;
        return avcodec_open2(decoder_, avcodec_find_decoder(parameters->codec_id), nullptr) == 0;
    }
    // The strips of the next `count` decoded pictures; fewer when the stream ends.
    std::vector<Seen> watch(size_t count) {
        std::vector<Seen> seen;
        while (seen.size() < count && av_read_frame(input_, packet_) >= 0) {
            avcodec_send_packet(decoder_, packet_);
            av_packet_unref(packet_);
            while (avcodec_receive_frame(decoder_, frame_) == 0) {
                const StripImage image{frame_->data[0], frame_->width, frame_->height,
                                       frame_->linesize[0], StripPixels::gray};
                const auto strip = decode_strip(image, {0, 0, frame_->width, frame_->height});
                EXPECT_TRUE(strip) << "a picture without a readable strip";
                seen.push_back({strip.value_or(StripValue{}), unix_us()});
            }
        }
        return seen;
    }

  private:
    AVFormatContext* input_ = nullptr;
    AVCodecContext* decoder_ = nullptr;
    AVFrame* frame_ = av_frame_alloc();
    AVPacket* packet_ = av_packet_alloc();
};

class ServedStream : public testing::Test {
  protected:
    void SetUp() override {
        av_log_set_level(AV_LOG_QUIET);
        server_ = std::make_unique<test::CameraProgram>(
            folder_,
            std::vector<std::string>{"--file", folder_.write("c.json", kCameras), "--json", "--fps",
                                     std::to_string(kFps), "--loop", std::to_string(kLoopSeconds),
                                     "--sub-size", "320x180", "--cache", folder_.path() / "cache"});
        for (const auto& camera : server_->addresses()) {
            urls_[camera.at("id")] = camera.at("sub");
        }
        ASSERT_EQ(urls_.size(), 5U);
    }

    std::string with_login(const std::string& id, const std::string& login) {
        return "rtsp://" + login + "@" + urls_.at(id).substr(7);
    }

    // What the server counts once it has seen the end of a session, which it does after its client.
    bool counts(const std::string& id, const char* what, int wanted) {
        return test::wait_until([&] { return server_->stats(id).at(what) == wanted; }, Seconds(10));
    }

    test::TempDir folder_;
    std::unique_ptr<test::CameraProgram> server_;
    std::map<std::string, std::string> urls_;
};

TEST_F(ServedStream, CountsEveryFrameInStepWithTheClock) {
    int number = 0;
    for (const char* id : {"open", "jpeg", "hevc"}) {
        ++number;
        Viewer viewer;
        ASSERT_TRUE(viewer.open(urls_.at(id))) << id;
        const auto seen = viewer.watch(2 * kFps);
        ASSERT_EQ(seen.size(), size_t{2} * kFps) << id;
        const LoopClock clock{kFps, kLoopSeconds, number};
        for (size_t i = 1; i < seen.size(); ++i) {
            EXPECT_EQ(seen[i].strip.camera, number);
            EXPECT_EQ(seen[i].strip.frame, (seen[i - 1].strip.frame + 1) % clock.frames()) << id;
        }
        EXPECT_LT(clock.age_us(seen.back().strip.frame, seen.back().at_us), 1'000'000) << id;
        EXPECT_TRUE(counts(id, "sub_sessions", 1));
    }
    EXPECT_EQ(server_->stop(), (test::ExitStatus{0, 0}));
}

TEST_F(ServedStream, LoginsAreTheCamerasOwnAndFailuresAreCounted) {
    EXPECT_FALSE(Viewer().open(urls_.at("locked")));
    EXPECT_EQ(server_->stats("locked").at("failed_logins"), 0);
    EXPECT_FALSE(Viewer().open(with_login("locked", "admin:salah")));
    EXPECT_FALSE(Viewer().open(with_login("locked", "admin:lain")));
    EXPECT_TRUE(counts("locked", "failed_logins", 2));
    EXPECT_EQ(server_->stats("locked").at("connects"), 0);
    for (const auto& [id, password] : {std::pair{"locked", "rahasia"}, {"other", "lain"}}) {
        Viewer viewer;
        ASSERT_TRUE(viewer.open(with_login(id, std::string("admin:") + password))) << id;
        EXPECT_EQ(viewer.watch(5).size(), 5U);
        EXPECT_TRUE(counts(id, "connects", 1));
    }
}

TEST_F(ServedStream, ACameraGoesFreezesAndComesBack) {
    Viewer viewer;
    ASSERT_TRUE(viewer.open(urls_.at("open")));
    EXPECT_EQ(viewer.watch(5).size(), 5U);
    EXPECT_EQ(server_->control("freeze open"), "ok");
    auto frozen = viewer.watch(3 * kFps);
    ASSERT_EQ(frozen.size(), size_t{3} * kFps);
    EXPECT_EQ(frozen.back().strip, frozen[frozen.size() - kFps].strip);
    EXPECT_EQ(server_->control("thaw open"), "ok");
    EXPECT_NE(viewer.watch(2 * kFps).back().strip, frozen.back().strip);

    EXPECT_EQ(server_->control("off open"), "ok");
    EXPECT_LT(viewer.watch(4 * kFps).size(), size_t{4} * kFps);  // the session was cut
    EXPECT_FALSE(Viewer().open(urls_.at("open")));
    EXPECT_TRUE(counts("open", "refused", 1));
    EXPECT_TRUE(counts("open", "sub_sessions", 0));
    EXPECT_EQ(server_->control("on open"), "ok");
    Viewer again;
    ASSERT_TRUE(again.open(urls_.at("open")));
    EXPECT_EQ(again.watch(5).size(), 5U);
    EXPECT_EQ(server_->stop(), (test::ExitStatus{0, 0}));
}

// A cold start: loops that take their time, asked for before anything is drawn.
TEST(ColdStart, EveryCameraIsWatchedBeforeItsWholeLoopIsThere) {
    constexpr int kLong = 30;  // seconds
    av_log_set_level(AV_LOG_QUIET);
    const test::TempDir folder;
    test::CameraProgram cameras(folder, {"--count", "4", "--json", "--fps", std::to_string(kFps),
                                         "--loop", std::to_string(kLong), "--sub-size", "320x180",
                                         "--no-main", "--cache", folder.path() / "cache"});
    const std::string base = "rtsp://127.0.0.1:" + std::to_string(cameras.port());
    int whole = 0;
    for (const char* id : {"cam-4", "cam-1", "cam-2", "cam-3"}) {
        Viewer viewer;
        ASSERT_TRUE(viewer.open(base + "/" + id + "/sub")) << id << cameras.errors();
        const auto seen = viewer.watch(kFps);
        ASSERT_EQ(seen.size(), size_t{kFps}) << id;
        whole += seen.back().strip.frame >= 2 * kFps ? 1 : 0;
    }
    EXPECT_LT(whole, 4) << "no short loop was seen";

    Viewer viewer;  // stays while its loop is replaced
    ASSERT_TRUE(viewer.open(base + "/cam-1/sub"));
    std::vector<Seen> seen;
    for (int second = 0; second < 90; ++second) {
        seen = viewer.watch(kFps);
        ASSERT_EQ(seen.size(), size_t{kFps});
        if (seen.back().strip.frame >= 2 * kFps) {
            break;
        }
    }
    // From here on in step with the long clock.
    const LoopClock clock{kFps, kLong, 1};
    int before = seen.back().strip.frame;
    for (const Seen& picture : viewer.watch(2 * kFps)) {
        EXPECT_EQ(picture.strip.frame, (before + 1) % clock.frames());
        before = picture.strip.frame;
    }
    EXPECT_LT(clock.age_us(before, unix_us()), 1'500'000);
    EXPECT_EQ(cameras.addresses().size(), 4U);
    EXPECT_EQ(cameras.stop(), (test::ExitStatus{0, 0}));
}

TEST(ColdStart, EndsAtOnceAndLeavesNoHalfLoops) {
    const test::TempDir folder;
    test::CameraProgram cameras(folder, {"--count", "8", "--loop", "600", "--fps", "60", "--cache",
                                         folder.path() / "cache"});
    ASSERT_GT(cameras.port(), 0);
    const MonotonicTime asked = Monotonic::now();
    EXPECT_EQ(cameras.stop(), (test::ExitStatus{0, 0}));
    EXPECT_LT(Monotonic::now() - asked, Seconds(5));
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "cache"));
}

TEST(ColdStart, AnUnwritableCacheIsSaidAndNoReasonToStop) {
    const test::TempDir folder;
    folder.write("cache", "a file");
    test::CameraProgram cameras(
        folder, {"--count", "1", "--no-main", "--json", "--loop", "1", "--sub-size", "320x180",
                 "--cache", folder.path() / "cache"});
    const auto addresses = cameras.addresses();
    ASSERT_EQ(addresses.size(), 1U);
    EXPECT_TRUE(Viewer().open(addresses[0].at("sub")));
    EXPECT_NE(cameras.errors().find("cannot write; free space or --cache another folder; the "
                                    "loops stay in memory"),
              std::string::npos)
        << cameras.errors();
}

}  // namespace
}  // namespace pendopo
