#pragma once
// A wall that is operated: beside the layouts of WallFixture there is `diam`, whose first display
// shows a text that never changes, so that whatever is laid over it can be told by its pixels, and
// an alarm `banjir` that raises it.

#include <signal.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "tests/integration/control_client.h"
#include "tests/integration/wall_fixture.h"

namespace pendopo::test {

class ControlRoomFixture : public WallFixture {
  protected:
    static constexpr int kCoolDown = 3;  // seconds, of the alarm
    static constexpr PixelRect kWholeOutput{0, 0, kOutput.width, kOutput.height};

    void SetUp() override {
        WallFixture::SetUp();
        const Json words = {{"card", "text"}, {"text", "Selamat datang"}};
        write_layout("diam", {{"kiri", {{"tiles", Json::array({words})}}},
                              {"tengah-kiri", {{"tiles", Json::array({tile("cam-3")})}}},
                              {"tengah-kanan", {{"tiles", Json::array({tile("cam-5")})}}},
                              {"kanan", {{"tiles", Json::array({tile("cam-7")})}}}});
        write("schedule.json", Json{{"version", 1},
                                    {"alarms", Json::array({{{"id", "banjir"},
                                                             {"name", "Banjir"},
                                                             {"layout", "diam"},
                                                             {"seconds", 600},
                                                             {"least_seconds", 0},
                                                             {"cool_down_seconds", kCoolDown},
                                                             {"needs_acknowledgement", true}}})}}
                                   .dump());
    }

    ControlClient console() const { return ControlClient::console(port()); }
    static Json control_of(const Json& state) { return state.value("control", Json::object()); }
    Json control() const { return control_of(state()); }
    std::string output_text() const { return text_of(file("wall.out")); }

    // Gives a command as the console; its answer must be good.
    void give(const std::string& path, const Json& body = Json()) const {
        const ControlAnswer answer = console().post("/api/v1/" + path, body);
        ASSERT_EQ(answer.status, 200) << path << ": " << answer.text;
        EXPECT_GT(answer.body.value("revision", 0), 0) << answer.text;
        EXPECT_FALSE(answer.body.value("tag", "").empty()) << answer.text;
    }
    bool wait_for_layout(const std::string& layout) {
        return wait_for([&](const Json& now) { return now.value("layout", "") == layout; });
    }
    // The layout is shown and every camera of it seen on the screen.
    bool wait_until_seen(const std::string& layout) {
        return wait_for_layout(layout) && wait_until(
                                              [&] {
                                                  const Json now = state();
                                                  return !now.empty() && all_live(now) &&
                                                         shows_all(camera_tiles(now));
                                              },
                                              2 * kPatience, Milliseconds(50));
    }
    static std::string layout_of(const Json& control, const std::string& display) {
        for (const Json& each : control.value("displays", Json::array())) {
            if (each.at("display") == display) {
                return each.at("layout");
            }
        }
        return "";
    }

    // Pixels of part of an output.
    static std::vector<uint8_t> pixels(const Screenshot& picture, int display, PixelRect part) {
        std::vector<uint8_t> bytes;
        part.x += display * kOutput.width;
        for (int y = part.y; y < part.y + part.height && y < picture.height; ++y) {
            const auto row =
                picture.bgra.begin() + (std::ptrdiff_t{y} * picture.width + part.x) * 4;
            bytes.insert(bytes.end(), row, row + std::ptrdiff_t{part.width} * 4);
        }
        return bytes;
    }
    std::vector<uint8_t> pixels(int display, const PixelRect& part = kWholeOutput) const {
        return pixels(picture(), display, part);
    }
    // The pixels there once they stand still for half a second; empty when they do not.
    std::vector<uint8_t> still_pixels(int display, const PixelRect& part = kWholeOutput) const {
        std::vector<uint8_t> before;
        const bool still = wait_until(
            [&] {
                auto now = pixels(display, part);
                const bool same = !now.empty() && now == before;
                before = std::move(now);
                return same;
            },
            kPatience, Milliseconds(500));
        return still ? before : std::vector<uint8_t>();
    }
    // Until that output's pixels are (or are no longer) these.
    bool wait_for_pixels(int display, const std::vector<uint8_t>& wanted, bool same = true) const {
        return wait_until([&] { return (pixels(display) == wanted) == same; }, kPatience,
                          Milliseconds(20));
    }
    // `diam` on the wall, standing still: what its first output shows.
    std::vector<uint8_t> show_still_layout() {
        give("layouts/diam/activate");
        EXPECT_TRUE(wait_until_seen("diam"));
        EXPECT_TRUE(wait_for([](const Json& now) {
            return std::ranges::all_of(now.at("tiles"),
                                       [](const Json& tile) { return tile.at("state") == "live"; });
        }));
        return still_pixels(0);
    }

    // Kills control; true when another one answers.
    bool kill_control() {
        const int pid = worker("control").value("pid", 0);
        if (pid <= 0 || ::kill(pid, SIGKILL) != 0) {
            return false;
        }
        return wait_until(
            [&] {
                const int now = worker("control").value("pid", 0);
                return now > 0 && now != pid;
            },
            kPatience);
    }
};

// As it stands in a path.
inline std::string percent_coded(const std::string& text) {
    static constexpr const char* kHex = "0123456789ABCDEF";
    std::string coded;
    for (const char each : text) {
        const auto byte = static_cast<unsigned char>(each);
        if ((byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
            (byte >= 'a' && byte <= 'z') || byte == '-' || byte == '.' || byte == '_' ||
            byte == '~') {
            coded += each;
        } else {
            coded += {'%', kHex[byte >> 4], kHex[byte & 0xF]};
        }
    }
    return coded;
}

}  // namespace pendopo::test
