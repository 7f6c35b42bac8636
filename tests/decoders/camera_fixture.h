#pragma once
// One camera whose streams are played by the test, and the rings it fills.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "decoders/camera.h"
#include "decoders/ffmpeg_log.h"
#include "tests/support/scripted_source.h"
#include "tests/support/wait_until.h"

namespace pendopo {

inline const std::string kMain = "rtsp://cam/main";
inline const std::string kSub = "rtsp://cam/sub";
inline const StreamFormat kJpeg{Codec::mjpeg, {}};

inline PictureRequest request(const std::string& key, PixelSize box) {
    PictureRequest request;
    request.key = key;
    request.box = box;
    return request;
}

class CameraTest : public testing::Test {
  protected:
    CameraTest() {
        install_ffmpeg_log(Log::silent());
        plan_.id = "cam";
        plan_.main_url = kMain;
        plan_.sub_url = kSub;
        plan_.masks = CameraMasks{};
        plan_.main_options.hardware = plan_.sub_options.hardware = false;
        main().runs();  // named before any camera starts
        sub().runs();
    }
    ScriptedStream& main() { return streams_.at(kMain); }
    ScriptedStream& sub() { return streams_.at(kSub); }

    void start() { camera_.emplace(plan_, streams_.factory(), wakeup_, Log::silent()); }
    void want(std::vector<PictureRequest> pictures) {
        plan_.pictures = std::move(pictures);
        camera_->apply(plan_);
    }
    // Turns the worker's wheel until it is so.
    testing::AssertionResult soon(const std::function<bool()>& is_so) {
        return soon_without_tick([&] {
            camera_->tick();
            take_rings();
            return is_so();
        });
    }
    // Lets sessions go on, but not the camera's own wheel.
    testing::AssertionResult soon_without_tick(const std::function<bool()>& is_so) {
        const bool was = test::wait_until(
            [&] {
                take_rings();
                return is_so();
            },
            Seconds(5));
        return was ? testing::AssertionSuccess() : testing::AssertionFailure() << "never";
    }
    void take_rings() {
        for (RingEvent& event : camera_->take_events()) {
            rings_.erase(event.key);
            if (event.fd) {
                rings_.emplace(event.key, *FrameRingReader::attach(std::move(event.fd)));
            }
        }
    }
    // The grey shown under that key; -1 without a picture.
    int grey(const std::string& key) {
        const auto ring = rings_.find(key);
        const auto view = ring == rings_.end() ? std::nullopt : ring->second.latest();
        return view ? view->plane(0)[0] : -1;
    }
    // The same when the whole picture is of one grey, -2 when it is not: damage is on show.
    int even_grey(const std::string& key) {
        const auto ring = rings_.find(key);
        const auto view = ring == rings_.end() ? std::nullopt : ring->second.latest();
        if (!view) {
            return -1;
        }
        int least = 255;
        int most = 0;
        for (int y = 0; y < view->info.height; y += 3) {
            for (int x = 0; x < view->info.width; x += 3) {
                const int value = view->plane(0)[size_t(y) * view->info.stride[0] + size_t(x) * 4];
                least = std::min(least, value);
                most = std::max(most, value);
            }
        }
        return most - least > 12 ? -2 : (least + most) / 2;
    }
    bool grey_is(const std::string& key, int value) { return std::abs(grey(key) - value) <= 4; }

    ScriptedStreams streams_;
    IngestCamera plan_;
    Wakeup wakeup_;
    std::map<std::string, FrameRingReader> rings_;
    std::optional<Camera> camera_;
};

}  // namespace pendopo
