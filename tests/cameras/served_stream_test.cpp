// The real server on a free port, read back with libavformat as any viewer does.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "engine/base/unique_fd.h"
#include "tests/support/temp_dir.h"
#include "tools/cameras/frame_strip.h"
#include "tools/cameras/loop_clock.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

extern char** environ;

namespace pendopo {
namespace {

constexpr int kFps = 20;
constexpr int kLoopSeconds = 4;

int64_t unix_us() {
    return std::chrono::duration_cast<std::chrono::microseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

// pendopo-cameras as a child, and its control socket.
class Server {
  public:
    explicit Server(const std::filesystem::path& folder) : socket_(folder / "control") {
        std::ofstream(folder / "c.json") << R"({"cameras":[{"id":"open","main":false},
                   {"id":"jpeg","main":false,"codec":"mjpeg"},
                   {"id":"hevc","main":false,"codec":"h265"},
                   {"id":"locked","main":false,"login":{"user":"admin","password":"rahasia"}},
                   {"id":"other","main":false,"login":{"user":"admin","password":"lain"}}]})";
        std::vector<std::string> words{PENDOPO_CAMERAS_PROGRAM,
                                       "--file",
                                       folder / "c.json",
                                       "--port",
                                       "0",
                                       "--json",
                                       "--fps",
                                       std::to_string(kFps),
                                       "--loop",
                                       std::to_string(kLoopSeconds),
                                       "--sub-size",
                                       "320x180",
                                       "--cache",
                                       folder / "cache",
                                       "--control",
                                       socket_};
        std::vector<char*> argv;
        for (std::string& word : words) {
            argv.push_back(word.data());
        }
        argv.push_back(nullptr);
        int ends[2];
        EXPECT_EQ(::pipe2(ends, O_CLOEXEC), 0);
        out_.reset(ends[0]);
        const UniqueFd write_end(ends[1]);
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, write_end.get(), STDOUT_FILENO);
        EXPECT_EQ(::posix_spawn(&pid_, argv[0], &actions, nullptr, argv.data(), environ), 0);
        posix_spawn_file_actions_destroy(&actions);
    }
    ~Server() {
        if (pid_ > 0) {
            ::kill(pid_, SIGKILL);
            ::waitpid(pid_, nullptr, 0);
        }
    }

    // Blocks until the list of addresses was printed; empty when the server ended instead.
    nlohmann::json addresses() {
        std::string line;
        for (char c = 0; ::read(out_.get(), &c, 1) == 1 && c != '\n';) {
            line += c;
        }
        return line.empty() ? nlohmann::json() : nlohmann::json::parse(line);
    }

    std::string control(const std::string& line) {
        const UniqueFd fd(::socket(AF_UNIX, SOCK_STREAM, 0));
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::strncpy(address.sun_path, socket_.c_str(), sizeof(address.sun_path) - 1);
        EXPECT_EQ(::connect(fd.get(), reinterpret_cast<sockaddr*>(&address), sizeof(address)), 0);
        const std::string text = line + "\n";
        EXPECT_EQ(::write(fd.get(), text.data(), text.size()), static_cast<ssize_t>(text.size()));
        std::string answer;
        for (char c = 0; ::read(fd.get(), &c, 1) == 1 && c != '\n';) {
            answer += c;
        }
        return answer;
    }
    nlohmann::json stats(const std::string& id) {
        return nlohmann::json::parse(control("stats")).at(id);
    }

    int stop() {
        ::kill(pid_, SIGTERM);
        int status = 0;
        ::waitpid(pid_, &status, 0);
        pid_ = 0;
        return status;
    }

  private:
    std::string socket_;
    UniqueFd out_;
    pid_t pid_ = 0;
};

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
        server_ = std::make_unique<Server>(folder_.path());
        for (const auto& camera : server_->addresses()) {
            urls_[camera.at("id")] = camera.at("sub");
        }
        ASSERT_EQ(urls_.size(), 5U);
    }

    std::string with_login(const std::string& id, const std::string& login) {
        return "rtsp://" + login + "@" + urls_.at(id).substr(7);
    }

    test::TempDir folder_;
    std::unique_ptr<Server> server_;
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
        EXPECT_EQ(server_->stats(id).at("sub_sessions"), 1);
    }
    EXPECT_EQ(server_->stop(), 0);
}

TEST_F(ServedStream, LoginsAreTheCamerasOwnAndFailuresAreCounted) {
    EXPECT_FALSE(Viewer().open(urls_.at("locked")));
    EXPECT_EQ(server_->stats("locked").at("failed_logins"), 0);
    EXPECT_FALSE(Viewer().open(with_login("locked", "admin:salah")));
    EXPECT_FALSE(Viewer().open(with_login("locked", "admin:lain")));
    EXPECT_EQ(server_->stats("locked").at("failed_logins"), 2);
    EXPECT_EQ(server_->stats("locked").at("connects"), 0);
    for (const auto& [id, password] : {std::pair{"locked", "rahasia"}, {"other", "lain"}}) {
        Viewer viewer;
        ASSERT_TRUE(viewer.open(with_login(id, std::string("admin:") + password))) << id;
        EXPECT_EQ(viewer.watch(5).size(), 5U);
        EXPECT_EQ(server_->stats(id).at("connects"), 1);
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
    EXPECT_EQ(server_->stats("open").at("refused"), 1);
    EXPECT_EQ(server_->stats("open").at("sub_sessions"), 0);
    EXPECT_EQ(server_->control("on open"), "ok");
    Viewer again;
    ASSERT_TRUE(again.open(urls_.at("open")));
    EXPECT_EQ(again.watch(5).size(), 5U);
    EXPECT_EQ(server_->stop(), 0);
}

}  // namespace
}  // namespace pendopo
