#pragma once
// A whole small installation per test: four displays on the outputs of a private X server, nine
// simulated cameras, three layouts, and `pendopo run` in the middle, which the test starts when its
// files are as it wants them. The screen and the cameras are started once a process.
//
//     berdua   display d shows cameras 2d+1 and 2d+2 above a clock and a text (the first layout)
//     penuh    display d shows camera 8-d, full size
//     sama     eight tiles of cam-1
//     giliran  display 0 shows cam-1 and cam-2 in turn, three seconds each

#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/geometry.h"
#include "tests/integration/camera_server.h"
#include "tests/support/child_process.h"
#include "tests/support/http_get.h"
#include "tests/support/temp_dir.h"
#include "tests/support/wait_until.h"
#include "tests/support/xorg_server.h"
#include "tools/cameras/frame_strip.h"

namespace pendopo::test {

using Json = nlohmann::json;

// A tile with a camera, as /api/v1/state tells it.
struct CameraTile {
    int display = 0;  // 0 is the leftmost
    PixelRect rect;   // in the display
    std::string camera;
    std::string state;
};

// Generous, for machines that do many other things; what matters is printed (`measured`).
inline constexpr Seconds kPatience{15};

class WallFixture : public ::testing::Test {
  protected:
    static constexpr int kDisplays = 4;
    static constexpr PixelSize kOutput{640, 360};

    static void SetUpTestSuite();
    void SetUp() override;     // writes the installation
    void TearDown() override;  // ends the wall; prints its log when the test failed

    // Changing the installation; `json` members replace what is there.
    std::string file(const std::string& name) const { return folder_.path() / name; }
    void write(const std::string& name, const std::string& text) { folder_.write(name, text); }
    void write_layout(const std::string& id, Json displays);
    static Json tile(const std::string& camera) { return {{"camera", camera}, {"label", "none"}}; }
    Json wall_json() const;
    Json cameras_json() const;

    // A program that start_wall() starts instead, with the wall's own words behind these.
    void wrap_wall(std::vector<std::string> words) { wrapper_ = std::move(words); }
    // Starts `pendopo run` with these further words.
    void start_wall(std::vector<std::string> words = {});
    // The same, and waits until it shows live pictures in all tiles.
    void start_live_wall(std::vector<std::string> words = {});
    ChildProcess& wall() { return *wall_; }
    std::string log() const { return text_of(folder_.path() / "wall.log"); }

    // The command line, against this wall where it asks one.
    struct CommandResult {
        int exit = -1;
        std::string output, errors;
    };
    CommandResult pendopo(std::vector<std::string> words) const;
    std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

    // The state document; an empty object when nobody answers.
    Json state() const;
    bool wait_for(const std::function<bool(const Json&)>& is_so, Nanoseconds patience = kPatience);
    Json camera(const std::string& id) const;
    Json worker(const std::string& role) const;
    // Every tile with a camera shows it live.
    static bool all_live(const Json& state);
    static std::vector<CameraTile> camera_tiles(const Json& state);

    // The screen.
    Screenshot picture() const;  // of all outputs at one instant
    static std::optional<StripValue> strip_in(const Screenshot& picture, const CameraTile& tile);
    // The tile's display shows the tile's camera at its place.
    static bool shows(const Screenshot& picture, const CameraTile& tile);
    bool shows_all(const std::vector<CameraTile>& tiles) const;
    // The brightest channel of the strip's first white cell: what dimming lowers.
    static int white_of(const Screenshot& picture, const CameraTile& tile);

    static XorgServer& screen() { return *screen_; }
    static void restart_screen();  // a new server of the same number, after screen().kill()
    static CameraServer& cameras() { return *cameras_; }
    int port() const { return port_; }

    // Says and records what took how long.
    static void measured(const std::string& what, Nanoseconds time);

  private:
    static std::unique_ptr<XorgServer> screen_;
    static std::unique_ptr<CameraServer> cameras_;

    TempDir folder_;
    int port_ = 0;
    std::vector<std::string> wrapper_;
    std::optional<ChildProcess> wall_;
};

}  // namespace pendopo::test
