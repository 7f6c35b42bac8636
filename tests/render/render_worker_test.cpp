// The render program over its channel, headless.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/mman.h>

#include <cstdlib>

#include "tests/render/render_process.h"

namespace pendopo::test {
namespace {

constexpr Milliseconds kPatience{10'000};  // a loaded machine; what is waited for takes 0.2 s
constexpr PixelSize kSize{320, 180};

class RenderWorkerTest : public ::testing::Test {
  protected:
    void SetUp() override {
        auto started = RenderProcess::start();
        ASSERT_TRUE(started.has_value()) << started.error().message();
        render_.emplace(std::move(*started));
    }
    static RenderSetup setup() {
        RenderSetup setup;
        setup.displays = {display_of("a", kSize), display_of("b", kSize, kSize.width)};
        return setup;
    }
    void set_up() {
        render_->send(setup());
        ASSERT_TRUE(render_->await<RenderReady>(kPatience));
        PictureRules rules;
        rules.displays = {{"a", "public"}, {"b", "public"}};
        render_->send(rules);
    }
    static RenderScene scene(uint64_t revision) {
        RenderScene scene;
        scene.revision = revision;
        scene.expected = {"cam"};
        const PixelRect all{0, 0, kSize.width, kSize.height};
        scene.displays = {{"a", 0x102030, {tile_of("t", all, "cam")}}, {"b", 0x405060, {}}};
        return scene;
    }
    std::optional<RenderProcess> render_;
};

// GPUs are reset, and lose what they hold while a machine sleeps (lost_graphics.cpp says so).
TEST_F(RenderWorkerTest, AContextThatIsLostEndsItToStartAgain) {
    ::setenv("LD_PRELOAD", PENDOPO_LOST_GRAPHICS, 1);
    SetUp();
    ::unsetenv("LD_PRELOAD");
    const MonotonicTime begun = Monotonic::now();
    ASSERT_NO_FATAL_FAILURE(set_up());
    const auto ended = render_->await_exit(kPatience);
    ASSERT_TRUE(ended);
    EXPECT_EQ(ended->to_string(), "exit code 3");
    EXPECT_GE(Monotonic::now() - begun, Seconds(3)) << "not before it was lost";
}

TEST_F(RenderWorkerTest, ShowsASceneReportsItAndCapturesIt) {
    ASSERT_NO_FATAL_FAILURE(set_up());
    TestRing ring("cam");
    ring.publish(solid_frame(kSize, 0xC08040), Monotonic::now());
    render_->offer(ring);
    render_->send(scene(3));
    const auto shown = render_->await<SceneShown>(kPatience);
    ASSERT_TRUE(shown);
    EXPECT_EQ(shown->revision, 3U);
    EXPECT_TRUE(shown->complete);
    EXPECT_LE(shown->shown_ns, to_ns(Monotonic::now()));

    render_->send(CaptureRequest{5, "", 320});
    const auto captured = render_->await<Captured>(kPatience);
    ASSERT_TRUE(captured);
    EXPECT_EQ(captured->id, 5U);
    ASSERT_EQ(captured->error, "");
    ASSERT_EQ(render_->fds.size(), 1U);
    const auto reader = FrameRingReader::attach(std::move(render_->fds[0]));
    ASSERT_TRUE(reader.has_value());
    const auto view = reader->latest();
    ASSERT_TRUE(view);
    EXPECT_EQ(view->info.size(), (PixelSize{320, 90}));
    const auto pixel = [&](int x, int y) {
        const uint8_t* p = view->plane(0) + size_t(y) * view->info.stride[0] + size_t(x) * 4;
        return p[2] << 16 | p[1] << 8 | p[0];
    };
    EXPECT_EQ(pixel(80, 45), 0xC08040);
    EXPECT_EQ(pixel(240, 45), 0x405060);

    render_->send(CaptureRequest{6, "nowhere", 0});
    const auto refused = render_->await<Captured>(kPatience);
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->error, "capture: no display \"nowhere\"");

    render_->send(RehearseScene{7, 0, {}, {{{0, 0, 32, 18}, {"a", 0x102030, {}}}}});
    const auto rehearsed = render_->await<Captured>(kPatience);
    ASSERT_TRUE(rehearsed);
    EXPECT_EQ(rehearsed->id, 7U);
    EXPECT_EQ(rehearsed->error, "");
    EXPECT_EQ(render_->fds.size(), 1U);

    const auto health = render_->await<RenderHealth>(
        kPatience, [](const RenderHealth& h) { return h.revision == 3; });
    ASSERT_TRUE(health);
    ASSERT_EQ(health->tiles.size(), 1U);
    EXPECT_EQ(health->tiles[0].face, TileFace::card);
    EXPECT_EQ(health->tiles[0].picture_number, 1U);
}

TEST_F(RenderWorkerTest, EndsQuicklyWhenAskedAndWhenControlIsGone) {
    ASSERT_NO_FATAL_FAILURE(set_up());
    render_->child().signal(SIGTERM);
    const MonotonicTime asked = Monotonic::now();
    EXPECT_EQ(render_->await_exit(kPatience), (pendopo::ExitStatus{0, 0}));
    EXPECT_LT(Monotonic::now() - asked, Milliseconds(1000));  // 30 ms on an idle machine

    ASSERT_NO_FATAL_FAILURE(SetUp());
    ASSERT_NO_FATAL_FAILURE(set_up());
    render_->hang_up();
    EXPECT_EQ(render_->await_exit(kPatience), (pendopo::ExitStatus{0, 0}));
}

// Whatever the scene says: told apart, and heard before the next cycle.
TEST_F(RenderWorkerTest, SaysWhatItKeptOffADisplay) {
    ASSERT_NO_FATAL_FAILURE(set_up());
    TestRing ring("cam");
    ring.publish(solid_frame(kSize, 0xC08040), Monotonic::now());
    const UniqueFd fd = ring.descriptor();
    PictureRules rules;
    rules.displays = {{"a", "public"}, {"b", "staff"}};
    rules.cameras = {{"igd", "staff"}};
    render_->send(rules);
    render_->send(RingOffer{"cam", "igd"}, {fd.get()});
    render_->send(scene(1));
    const auto refused = render_->await<RenderHealth>(
        kPatience, [](const RenderHealth& health) { return !health.refused.empty(); });
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->refused[0], (RefusedPicture{"a", "t", "igd", ""}));
    rules.displays["a"] = "staff";
    render_->send(rules);
    EXPECT_TRUE(render_->await<RenderHealth>(
        kPatience, [](const RenderHealth& health) { return health.refused.empty(); }));
}

TEST_F(RenderWorkerTest, SurvivesRingsThatAreNone) {
    ASSERT_NO_FATAL_FAILURE(set_up());
    const UniqueFd file(::memfd_create("none", 0));
    render_->send(RingOffer{"cam"}, {file.get()});
    render_->send(RingOffer{"cam"});
    render_->send(RingGone{"never"});
    RenderScene next = scene(1);
    next.wait_ms = 30;
    render_->send(next);
    const auto shown = render_->await<SceneShown>(kPatience);
    ASSERT_TRUE(shown);
    EXPECT_FALSE(shown->complete);
    EXPECT_GE(shown->waited_ms, 30);
}

TEST_F(RenderWorkerTest, EndsOnWhatItCannotRead) {
    ASSERT_NO_FATAL_FAILURE(set_up());
    render_->say("{}");
    EXPECT_EQ(render_->await_exit(kPatience), (pendopo::ExitStatus{2, 0}));
}

TEST_F(RenderWorkerTest, TellsANewControlEverythingAndGoesOnShowing) {
    ASSERT_NO_FATAL_FAILURE(set_up());
    TestRing ring("cam");
    ring.publish(solid_frame(kSize, 0xC08040), Monotonic::now());
    render_->offer(ring);
    render_->send(scene(3));
    ASSERT_TRUE(render_->await<SceneShown>(kPatience));

    render_->send(setup());
    ASSERT_TRUE(render_->await<RenderReady>(kPatience));
    const auto shown = render_->await<SceneShown>(kPatience);
    ASSERT_TRUE(shown);
    EXPECT_EQ(shown->revision, 3U);
    const auto health = render_->await<RenderHealth>(kPatience);
    ASSERT_TRUE(health);
    EXPECT_EQ(health->revision, 3U);
    ASSERT_EQ(health->tiles.size(), 1U);
    EXPECT_EQ(health->tiles[0].picture_number, 1U);
    ASSERT_TRUE(render_->await<ToldAll>(kPatience));
}

TEST_F(RenderWorkerTest, ANewControlThatWantsOtherDisplaysGetsANewRenderer) {
    ASSERT_NO_FATAL_FAILURE(set_up());
    RenderSetup other = setup();
    other.displays.pop_back();
    render_->send(other);
    EXPECT_EQ(render_->await_exit(kPatience), (pendopo::ExitStatus{4, 0}));
}

}  // namespace
}  // namespace pendopo::test
