// The render program on four real X outputs (Xorg with the dummy driver): the right picture on the
// right output, whatever comes and goes. Reads the screen, not our own counters.
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/render/render_process.h"
#include "tests/support/wait_until.h"
#include "tests/support/x_cables.h"
#include "tests/support/xorg_server.h"

namespace pendopo::test {
namespace {

constexpr Milliseconds kPatience{15'000};
constexpr PixelSize kSize{640, 360};
constexpr uint32_t kColors[] = {0xC02020, 0x20C020, 0x2020C0, 0xC0C020};

// While it lives, renderers that are started are deaf as deaf_outputs.cpp says.
struct Deaf {
    Deaf(int windows, Milliseconds after) {
        ::setenv("LD_PRELOAD", PENDOPO_DEAF_OUTPUTS, 1);
        ::setenv("PENDOPO_DEAF", std::to_string(windows).c_str(), 1);
        ::setenv("PENDOPO_DEAF_AFTER", std::to_string(after.count()).c_str(), 1);
    }
    ~Deaf() {
        for (const char* name : {"LD_PRELOAD", "PENDOPO_DEAF", "PENDOPO_DEAF_AFTER"}) {
            ::unsetenv(name);
        }
    }
};

class XOutputsTest : public ::testing::Test {
  protected:
    void SetUp() override {
        auto server = XorgServer::start(4, kSize);
        if (!server) {
            GTEST_SKIP() << server.error().message();
        }
        server_.emplace(std::move(*server));
        ::setenv("DISPLAY", server_->display().c_str(), 1);
    }

    // Four displays bound against the order of the outputs: display 0 is on output 3.
    void show_four(ShowMode mode, double max_fps = 60) {
        auto started = RenderProcess::start();
        ASSERT_TRUE(started.has_value()) << started.error().message();
        render_.emplace(std::move(*started));
        RenderSetup setup;
        setup.mode = mode;
        setup.max_fps = max_fps;
        RenderScene& scene = scene_;
        scene.revision = 1;
        for (int i = 0; i < 4; ++i) {
            const std::string id = "d" + std::to_string(i);
            RenderDisplay display = display_of(id, kSize, i * kSize.width);
            display.output = XorgServer::output_name(3 - i);
            setup.displays.push_back(display);
            rings_.emplace_back("cam" + std::to_string(i), size_t{1} << 20);
            publish(i, kColors[i]);
            scene.expected.push_back(rings_.back().key());
            DrawTile tile = tile_of("t", {0, 0, kSize.width, kSize.height}, rings_.back().key());
            scene.displays.push_back({id, 0x0E1726, {tile}});
        }
        render_->send(setup);
        ASSERT_TRUE(render_->await<RenderReady>(kPatience));
        for (const TestRing& ring : rings_) {
            render_->offer(ring);
        }
        render_->send(scene);
        ASSERT_TRUE(render_->await<SceneShown>(kPatience));
    }
    // The upper half in the colour, the lower half darker: upside down would be seen.
    void publish(int camera, uint32_t rgb) {
        Picture picture(kSize);
        for (int y = 0; y < kSize.height; ++y) {
            for (int x = 0; x < kSize.width; ++x) {
                picture.set_rgb(x, y, y < kSize.height / 2 ? rgb : rgb >> 1 & 0x7F7F7F);
            }
        }
        rings_[size_t(camera)].publish(bgra_frame(picture), Monotonic::now());
    }
    bool shows(int screen_output, uint32_t rgb) {
        const auto shot = server_->screenshot_of_output(screen_output);
        return shot && shot->rgb(10, 10) == rgb && shot->rgb(kSize.width - 10, 150) == rgb &&
               shot->rgb(300, kSize.height - 10) == (rgb >> 1 & 0x7F7F7F);
    }
    bool soon(int screen_output, uint32_t rgb, Milliseconds patience = Milliseconds(3000)) {
        return wait_until([&] { return shows(screen_output, rgb); }, patience);
    }

    // The cycles of a second in which every camera has more pictures than any output shows.
    double cycles_of_a_busy_second() {
        const MonotonicTime end = Monotonic::now() + Seconds(4);
        for (uint32_t rgb = 0; Monotonic::now() < end; rgb += 0x010101) {
            for (int camera = 0; camera < 4; ++camera) {
                publish(camera, rgb & 0xFFFFFF);
            }
        }
        double last = 0;
        render_->await<RenderHealth>(Milliseconds(100), [&](const RenderHealth& health) {
            last = health.cycles_per_second;
            return false;
        });
        return last;
    }

    // The same scene with these displays off by plan: black, without tiles.
    void show_off(const std::vector<int>& off) {
        RenderScene scene = scene_;
        scene.revision = ++last_revision_;
        for (const int display : off) {
            scene.displays[size_t(display)] = {scene.displays[size_t(display)].id, 0, {}};
            scene.displays[size_t(display)].standby = true;
        }
        render_->send(scene);
        ASSERT_TRUE(render_->await<SceneShown>(kPatience));
    }
    bool monitors_are(const std::string& word) {
        return wait_until([&] { return monitors(server_->display()).value_or("?") == word; },
                          Milliseconds(3000));
    }

    std::optional<XorgServer> server_;
    std::optional<RenderProcess> render_;
    std::vector<TestRing> rings_;
    RenderScene scene_;  // of show_four()
    uint64_t last_revision_ = 1;
};

TEST_F(XOutputsTest, EachDisplayIsOnItsOutputAndFollowsItsCamera) {
    ASSERT_NO_FATAL_FAILURE(show_four(ShowMode::outputs));
    for (int i = 0; i < 4; ++i) {
        EXPECT_TRUE(soon(3 - i, kColors[i])) << "display " << i;
    }
    publish(2, 0xE0E0E0);
    EXPECT_TRUE(soon(1, 0xE0E0E0));
    EXPECT_TRUE(shows(3, kColors[0]));
    const auto health = render_->await<RenderHealth>(kPatience);
    ASSERT_TRUE(health);
    ASSERT_EQ(health->outputs.size(), 4U);
    EXPECT_EQ(health->outputs[0].area.size(), kSize);
    EXPECT_EQ(health->displays[0].output, XorgServer::output_name(3));
    EXPECT_EQ(health->displays[3].output, XorgServer::output_name(0));
}

TEST_F(XOutputsTest, AnOutputThatGoesAndReturnsShowsItsOwnPictureAgain) {
    ASSERT_NO_FATAL_FAILURE(show_four(ShowMode::outputs));
    for (int i = 0; i < 4; ++i) {
        ASSERT_TRUE(soon(3 - i, kColors[i]));
    }
    // Not output 0: without it xrandr moves the others (see below).
    for (const int screen_output : {2, 1, 3}) {
        const int display = 3 - screen_output;
        ASSERT_TRUE(server_->turn_output_off(screen_output).has_value());
        const auto gone = render_->await<RenderHealth>(kPatience, [&](const RenderHealth& h) {
            return h.displays[size_t(display)].output.empty();
        });
        ASSERT_TRUE(gone) << "output " << screen_output;
        // The others go on, and a picture that changes meanwhile is there on return.
        const uint32_t color = 0x606060 + static_cast<uint32_t>(screen_output);
        publish(display, color);
        const int other = screen_output - 1;
        const uint32_t other_color = 0xA0A0A0 + static_cast<uint32_t>(screen_output);
        publish(3 - other, other_color);
        EXPECT_TRUE(soon(other, other_color));
        ASSERT_TRUE(server_->turn_output_on(screen_output).has_value());
        EXPECT_TRUE(soon(screen_output, color, Milliseconds(2000))) << "output " << screen_output;
        // With the screen's size the server may have dropped what the others showed.
        EXPECT_TRUE(soon(other, other_color));
    }
}

// A monitor that was switched off and came back with its EDID lost: the server takes what it finds.
TEST_F(XOutputsTest, AnOutputOfAnotherModeIsGivenItsOwnAgain) {
    ASSERT_NO_FATAL_FAILURE(show_four(ShowMode::outputs));
    ASSERT_TRUE(soon(1, kColors[2]));
    ASSERT_TRUE(server_->set_mode(1, {320, 180}).has_value());
    EXPECT_TRUE(wait_until(
        [&] {
            const auto health = render_->await<RenderHealth>(kPatience);
            return health && health->outputs.size() == 4 &&
                   health->outputs[1].area.size() == kSize && shows(1, kColors[2]);
        },
        kPatience));
}

TEST_F(XOutputsTest, NothingBlanksTheScreens) {
    ASSERT_TRUE(set_screen_saver(server_->display(), 60));
    ASSERT_EQ(screen_saver(server_->display()).value_or(-1), 60);
    ASSERT_NO_FATAL_FAILURE(show_four(ShowMode::outputs));
    EXPECT_TRUE(
        wait_until([&] { return screen_saver(server_->display()).value_or(-1) == 0; }, kPatience));
    // Somebody's session turns it on again: it is turned off again, within a third of a minute.
    ASSERT_TRUE(set_screen_saver(server_->display(), 600));
    EXPECT_TRUE(wait_until([&] { return screen_saver(server_->display()).value_or(-1) == 0; },
                           Seconds(45)));
}

TEST_F(XOutputsTest, DisplaysThatAreOffByPlanAreBlackAndTheOthersGoOn) {
    ASSERT_NO_FATAL_FAILURE(show_four(ShowMode::outputs));
    ASSERT_TRUE(soon(3, kColors[0]));
    ASSERT_NO_FATAL_FAILURE(show_off({0, 1, 2}));
    EXPECT_TRUE(soon(3, 0x000000));
    EXPECT_TRUE(shows(0, kColors[3])) << "the one that is on goes on";
    ASSERT_NO_FATAL_FAILURE(show_off({0, 1, 2, 3}));
    EXPECT_TRUE(soon(0, 0x000000));
    EXPECT_TRUE(render_->await<RenderHealth>(kPatience, [](const RenderHealth& health) {
        return health.displays[3].output == XorgServer::output_name(0) &&
               health.cycles_per_second > 5;
    })) << "the loop goes on: nothing waits for a monitor";
    ASSERT_NO_FATAL_FAILURE(show_off({}));
    for (int i = 0; i < 4; ++i) {
        EXPECT_TRUE(soon(3 - i, kColors[i])) << "display " << i;
    }
}

// Once all are, the server lets the monitors sleep; whatever wakes them but the plan does not last.
TEST_F(XOutputsTest, MonitorsSleepWhileAllDisplaysAreOffByPlan) {
    ASSERT_NO_FATAL_FAILURE(show_four(ShowMode::outputs));
    ASSERT_NO_FATAL_FAILURE(show_off({0, 1, 2}));
    EXPECT_TRUE(monitors_are("on"));
    ASSERT_NO_FATAL_FAILURE(show_off({0, 1, 2, 3}));
    EXPECT_TRUE(monitors_are("off"));
    EXPECT_TRUE(render_->await<RenderHealth>(kPatience, [](const RenderHealth& health) {
        return health.displays[0].screen == ScreenPower::standby;
    }));
    ASSERT_TRUE(wake_monitors(server_->display()));
    EXPECT_TRUE(monitors_are("off"));
    ASSERT_NO_FATAL_FAILURE(show_off({}));
    EXPECT_TRUE(monitors_are("on"));
}

// A renderer that is started anew in that time, as after a power cut, is told the same scene.
TEST_F(XOutputsTest, MonitorsSleepAgainUnderARendererThatIsStartedAnew) {
    ASSERT_NO_FATAL_FAILURE(show_four(ShowMode::outputs));
    ASSERT_NO_FATAL_FAILURE(show_off({0, 1, 2, 3}));
    ASSERT_TRUE(monitors_are("off"));
    render_.reset();
    rings_.clear();
    scene_ = {};
    last_revision_ = 1;
    ASSERT_NO_FATAL_FAILURE(show_four(ShowMode::outputs));
    EXPECT_TRUE(monitors_are("on"));
    ASSERT_NO_FATAL_FAILURE(show_off({0, 1, 2, 3}));
    EXPECT_TRUE(monitors_are("off"));
}

// Of its answers the wall takes its rate: the dummy outputs have 60 vertical blanks a second.
TEST_F(XOutputsTest, TheServerSaysWhenOutputsShowAndThatPacesTheWall) {
    ASSERT_NO_FATAL_FAILURE(show_four(ShowMode::outputs, 240));
    const double cycles = cycles_of_a_busy_second();
    EXPECT_GT(cycles, 10);
    EXPECT_LT(cycles, 66);
}

TEST_F(XOutputsTest, WhereItSaysNothingATimerKeepsTheRate) {
    const Deaf all(4, Milliseconds(0));
    ASSERT_NO_FATAL_FAILURE(show_four(ShowMode::outputs, 30));
    const double cycles = cycles_of_a_busy_second();
    EXPECT_GT(cycles, 10);
    EXPECT_LT(cycles, 33);
    for (int i = 0; i < 4; ++i) {
        publish(i, kColors[i]);
        EXPECT_TRUE(soon(3 - i, kColors[i])) << "display " << i;
    }
}

// From the start, or once it has led the wall for a second.
TEST_F(XOutputsTest, AnOutputThatSaysNothingHoldsUpNoOtherAndIsShownToo) {
    for (const Milliseconds after : {Milliseconds(0), Milliseconds(1000)}) {
        const Deaf first(1, after);
        ASSERT_NO_FATAL_FAILURE(show_four(ShowMode::outputs));
        EXPECT_GT(cycles_of_a_busy_second(), 10);
        for (uint32_t i = 1; i < 6; ++i) {
            const uint32_t color = 0x202020 * i;
            publish(0, color);
            publish(1, color);
            EXPECT_TRUE(soon(2, color, Milliseconds(1000))) << "deaf after " << after.count();
            EXPECT_TRUE(soon(3, color, Milliseconds(2500))) << "deaf after " << after.count();
        }
        render_.reset();
        rings_.clear();
        scene_ = {};
    }
}

TEST_F(XOutputsTest, WindowsFollowOutputsThatMove) {
    ASSERT_NO_FATAL_FAILURE(show_four(ShowMode::outputs));
    ASSERT_TRUE(soon(1, kColors[2]));
    ASSERT_TRUE(server_->turn_output_off(0).has_value());  // the others move to the left
    EXPECT_TRUE(soon(0, kColors[2]));
    EXPECT_TRUE(soon(1, kColors[1]));
    EXPECT_TRUE(soon(2, kColors[0]));
}

TEST_F(XOutputsTest, WithoutAnyOutputTheWallIsComposedAndShownWhenOneComes) {
    for (int i = 0; i < 4; ++i) {
        ASSERT_TRUE(server_->turn_output_off(i).has_value());
    }
    ASSERT_NO_FATAL_FAILURE(show_four(ShowMode::outputs));
    auto health = render_->await<RenderHealth>(kPatience);
    while (health && health->displays[0].shown_fps == 0) {  // that of a whole second comes later
        health = render_->await<RenderHealth>(kPatience);
    }
    ASSERT_TRUE(health);
    EXPECT_TRUE(health->outputs.empty());
    ASSERT_TRUE(server_->turn_output_on(0).has_value());
    EXPECT_TRUE(soon(0, kColors[3]));
}

TEST_F(XOutputsTest, EndsWithTheServer) {
    ASSERT_NO_FATAL_FAILURE(show_four(ShowMode::outputs));
    server_->kill();
    EXPECT_TRUE(render_->await_exit(kPatience));
}

TEST_F(XOutputsTest, OneWindowHoldsTheWholeWall) {
    ASSERT_NO_FATAL_FAILURE(show_four(ShowMode::one_window));
    // 2560x360 scaled to 0.95 of an output, 608x86, somewhere on the screen.
    EXPECT_TRUE(wait_until(
        [&] {
            const auto shot = server_->screenshot({0, 0, 4 * kSize.width, kSize.height});
            size_t found[4] = {};
            for (int y = 0; shot && y < kSize.height; ++y) {
                for (int x = 0; x < 4 * kSize.width; ++x) {
                    for (size_t i = 0; i < 4; ++i) {
                        found[i] += shot->rgb(x, y) == kColors[i] ? 1 : 0;
                    }
                }
            }
            constexpr size_t kUpperHalf = 152 * 43;
            return std::all_of(std::begin(found), std::end(found), [](size_t pixels) {
                return pixels > kUpperHalf * 9 / 10 && pixels <= kUpperHalf;
            });
        },
        Milliseconds(3000)));
}

}  // namespace
}  // namespace pendopo::test
