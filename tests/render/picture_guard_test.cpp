// What the renderer itself keeps off the displays, whatever the scene says; on both ways of a
// picture.
#include "engine/render/picture_guard.h"

#include <fcntl.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "tests/render/wall_fixture.h"

namespace pendopo::test {
namespace {

constexpr PixelSize kSize{64, 36};
constexpr PixelRect kAll{0, 0, 64, 36};
constexpr uint32_t kGround = 0x0E1726;
constexpr uint32_t kCamera = 0xC08040;
constexpr uint32_t kFigures = 0x2266AA;
constexpr uint32_t kClosed = 0x777777;

// Shared memory that this process has mapped: each ring once by its writer, once by who reads it.
size_t mapped_rings() {
    std::ifstream maps("/proc/self/maps");
    size_t count = 0;
    for (std::string line; std::getline(maps, line);) {
        count += line.find("memfd:") != std::string::npos ? 1 : 0;
    }
    return count;
}

class PictureGuardTest : public WallTest, public ::testing::WithParamInterface<RenderPath> {
  protected:
    void SetUp() override {
        start(GetParam(), {display_of("lobi", kSize), display_of("ruang", kSize, kSize.width)});
        if (IsSkipped()) {
            return;
        }
        rules_.displays = {{"lobi", "public"}, {"ruang", "staff"}};
        rules_.cameras = {{"gerbang", "public"}, {"igd", "staff"}};
        rules_.cards = {{"apbd", "public"}};
        tell();
        offer_from(closed_, {"closed"}, kClosed);
        offer_from(figures_, {"figures", "", "apbd"}, kFigures);
    }
    void tell() { wall_->set_rules(rules_); }
    void offer_from(TestRing& ring, const RingOffer& offer, uint32_t rgb) {
        ring.publish(solid_frame(kSize, rgb), clock_.now());
        ASSERT_TRUE(wall_->offer_ring(offer, ring.descriptor()));
    }
    // The same ring on both displays.
    void show_on_both(const std::string& key) {
        RenderScene scene;
        scene.revision = ++revision_;
        scene.wait_ms = 0;
        for (const char* id : {"lobi", "ruang"}) {
            DrawDisplay display{id, kGround, {tile_of("t", kAll, key)}};
            display.closed = "closed";
            scene.displays.push_back(std::move(display));
        }
        wall_->set_scene(scene);
        ASSERT_TRUE(wall_->cycle());
    }
    void expect_shown(uint32_t lobi, uint32_t ruang) {
        wall_->cycle();
        EXPECT_EQ(first_foreign_pixel(picture(0), kAll, lobi, 0), "") << "lobi";
        EXPECT_EQ(first_foreign_pixel(picture(1), kAll, ruang, 0), "") << "ruang";
        EXPECT_EQ(take_gl_error(), 0U);
    }

    TestRing camera_{"camera"};
    TestRing figures_{"figures"};
    TestRing closed_{"closed"};
};
INSTANTIATE_TEST_SUITE_P(Paths, PictureGuardTest,
                         ::testing::Values(RenderPath::copy, RenderPath::shader),
                         [](const auto& path) { return std::string(to_string(path.param)); });

TEST_P(PictureGuardTest, AWrongSceneShowsNothingThatIsNotForWhoSeesTheDisplay) {
    if (IsSkipped()) {
        return;
    }
    offer_from(camera_, {"camera", "igd"}, kCamera);
    show_on_both("camera");
    expect_shown(kClosed, kCamera);
    const RenderHealth health = wall_->health();
    ASSERT_EQ(health.refused.size(), 1U);
    EXPECT_EQ(health.refused[0], (RefusedPicture{"lobi", "t", "igd", ""}));
    EXPECT_EQ(health.tiles.at(0).face, TileFace::placeholder);

    rules_.displays["ruang"] = "public";  // narrower than a moment ago: the next cycle
    tell();
    expect_shown(kClosed, kClosed);
    rules_.cameras["igd"] = "public";
    tell();
    ASSERT_TRUE(wall_->offer_ring({"camera", "igd"}, camera_.descriptor()));
    expect_shown(kCamera, kCamera);
    EXPECT_TRUE(wall_->health().refused.empty());
}

// Not even as a label, which is drawn over everything; and a card no more than a camera.
TEST_P(PictureGuardTest, NoPartOfATileIsAWayRoundIt) {
    if (IsSkipped()) {
        return;
    }
    offer_from(camera_, {"camera", "igd"}, kCamera);
    RenderScene scene;
    scene.revision = ++revision_;
    scene.wait_ms = 0;
    DrawTile tile = tile_of("t", kAll, "figures");
    tile.label = tile.badge = tile.placeholder = "camera";
    scene.displays.push_back({"lobi", kGround, {tile}});
    tile.picture = "";
    scene.displays.push_back({"ruang", kGround, {tile}});
    wall_->set_scene(scene);
    wall_->cycle();
    expect_shown(kFigures, kCamera);
    rules_.cards["apbd"] = "restricted";
    tell();
    expect_shown(kGround, kCamera);
}

TEST_P(PictureGuardTest, NothingIsDrawnBeforeTheFirstRules) {
    if (IsSkipped()) {
        return;
    }
    PictureGuard guard;
    EXPECT_FALSE(guard.has_rules());
    EXPECT_EQ(guard.verdict({"camera", "gerbang"}, "lobi"), Verdict::refused);
    EXPECT_FALSE(guard.may_keep({"camera", "gerbang"}));
    EXPECT_FALSE(guard.may_capture("lobi", "restricted"));
    // What is offered before is not lost.
    guard.set_rules(rules_);
    EXPECT_EQ(guard.verdict({"camera", "gerbang"}, "lobi"), Verdict::may);
}

TEST_P(PictureGuardTest, HidingLetsPixelsGoAtOnceAndLeavesFigures) {
    if (IsSkipped()) {
        return;
    }
    TestRing second("second");
    offer_from(camera_, {"camera", "gerbang"}, kCamera);
    show_on_both("camera");
    expect_shown(kCamera, kCamera);
    const size_t before = mapped_rings();
    rules_.all_cameras_hidden = true;
    tell();
    EXPECT_EQ(mapped_rings(), before - 1) << "not only not drawn";
    expect_shown(kClosed, kClosed);
    EXPECT_TRUE(wall_->health().refused.empty()) << "hidden is no mistake";
    // One that comes late is not even looked at; news of it change nothing.
    offer_from(second, {"camera", "gerbang"}, kCamera);
    EXPECT_EQ(mapped_rings(), before - 1);
    expect_shown(kClosed, kClosed);
    show_on_both("figures");
    expect_shown(kFigures, kFigures);
    show_on_both("camera");
    expect_shown(kClosed, kClosed);

    rules_.all_cameras_hidden = false;
    tell();
    expect_shown(kCamera, kCamera);  // of the ring that waited
    rules_.hidden_cameras = {"gerbang"};
    tell();
    expect_shown(kClosed, kClosed);
    rules_.hidden_cameras.clear();
    tell();
    expect_shown(kGround, kGround);  // let go; control offers it again
    ASSERT_TRUE(wall_->offer_ring({"camera", "gerbang"}, second.descriptor()));
    expect_shown(kCamera, kCamera);
}

TEST_P(PictureGuardTest, TheKeyHidesUntilControlHasHeardIt) {
    if (IsSkipped()) {
        return;
    }
    offer_from(camera_, {"camera", "gerbang"}, kCamera);
    show_on_both("camera");
    wall_->hide_by_key(1000);
    expect_shown(kClosed, kClosed);
    EXPECT_EQ(wall_->unheard_key(), 1000);
    // Rules of a control that has not heard yet, or that is new, change nothing.
    rules_.cameras["lain"] = "public";
    tell();
    ASSERT_TRUE(wall_->offer_ring({"camera", "gerbang"}, camera_.descriptor()));
    expect_shown(kClosed, kClosed);
    rules_.heard_key_ns = 1000;
    rules_.all_cameras_hidden = true;
    tell();
    EXPECT_FALSE(wall_->unheard_key());
    expect_shown(kClosed, kClosed);
    rules_.all_cameras_hidden = false;
    rules_.heard_key_ns = 0;  // a control that is new
    tell();
    expect_shown(kCamera, kCamera);
    wall_->hide_by_key(2000);
    expect_shown(kClosed, kClosed);
    EXPECT_EQ(wall_->unheard_key(), 2000);
}

TEST_P(PictureGuardTest, ARingOfAnotherCameraUnderTheSameKeyKeepsNothingOfTheOld) {
    if (IsSkipped()) {
        return;
    }
    TestRing other("other");
    offer_from(camera_, {"camera", "gerbang"}, kCamera);
    show_on_both("camera");
    expect_shown(kCamera, kCamera);
    offer_from(other, {"camera", "igd"}, 0x334455);
    expect_shown(kClosed, 0x334455);
}

// ---- pictures that leave by another way -------------------------------------------------------

TEST_P(PictureGuardTest, APictureHasOnlyTheDisplaysThatWhoAsksMaySee) {
    if (IsSkipped()) {
        return;
    }
    show_on_both("figures");
    const auto take = [&](const CaptureRequest& request) {
        wall_->capture(request);
        for (int step = 0; step < 1000; ++step) {
            wall_->step_captures();
            auto taken = wall_->take_captures();
            if (!taken.empty()) {
                return std::move(taken.front().picture);
            }
        }
        return Result<FrameRingWriter>(fail(ErrorCode::timed_out, "no picture"));
    };
    const auto pixel = [&](const FrameRingWriter& ring, int x) {
        const auto reader =
            FrameRingReader::attach(UniqueFd(::fcntl(ring.fd(), F_DUPFD_CLOEXEC, 0)));
        const FrameView view = *reader->latest();
        const uint8_t* at = view.plane(0) + 18 * size_t(view.info.stride[0]) + size_t(x) * 4;
        return uint32_t(at[2]) << 16 | uint32_t(at[1]) << 8 | at[0];
    };
    const auto all = take({1, "", 0, "staff"});
    ASSERT_TRUE(all) << all.error().message();
    EXPECT_EQ(pixel(*all, 32), kFigures);
    EXPECT_EQ(pixel(*all, 96), kFigures);
    const auto some = take({2, "", 0, "public"});
    ASSERT_TRUE(some);
    EXPECT_EQ(pixel(*some, 32), kFigures);
    EXPECT_EQ(pixel(*some, 96), 0U) << "black, and in its place";
    const auto none = take({3, "ruang", 0, "public"});
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code(), ErrorCode::refused);
    EXPECT_EQ(none.error().message(), "capture: what is shown there is not for who asks");
}

// One that is being read when a camera is hidden is begun again, also one drawn off screen.
TEST_P(PictureGuardTest, NoPictureIsFinishedWithWhatWasHiddenMeanwhile) {
    if (IsSkipped()) {
        return;
    }
    offer_from(camera_, {"camera", "gerbang"}, kCamera);
    show_on_both("camera");
    for (const bool off_screen : {false, true}) {
        if (off_screen) {
            RehearseScene scene;
            scene.id = 9;
            scene.wait_ms = 0;
            DrawDisplay display{"lobi", kGround, {tile_of("t", kAll, "camera")}};
            display.closed = "closed";
            scene.displays.push_back({kAll, display});
            wall_->rehearse(scene);
        } else {
            wall_->capture({9, "lobi", 0, "public"});
        }
        wall_->step_captures();  // begun, with the camera in it
        ASSERT_TRUE(wall_->take_captures().empty());
        rules_.all_cameras_hidden = true;
        tell();
        wall_->cycle();
        std::vector<TakenPicture> taken;
        for (int step = 0; taken.empty() && step < 1000; ++step) {
            wall_->step_captures();
            taken = wall_->take_captures();
        }
        ASSERT_EQ(taken.size(), 1U);
        ASSERT_TRUE(taken[0].picture) << taken[0].picture.error().message();
        const auto reader =
            FrameRingReader::attach(UniqueFd(::fcntl(taken[0].picture->fd(), F_DUPFD_CLOEXEC, 0)));
        const FrameView view = *reader->latest();
        for (int x = 0; x < kSize.width; ++x) {
            const uint8_t* at = view.plane(0) + 18 * size_t(view.info.stride[0]) + size_t(x) * 4;
            ASSERT_EQ(at[0], kClosed & 0xFF) << off_screen << " at " << x;
        }
        rules_.all_cameras_hidden = false;
        tell();
        ASSERT_TRUE(wall_->offer_ring({"camera", "gerbang"}, camera_.descriptor()));
        expect_shown(kCamera, kCamera);
    }
}

}  // namespace
}  // namespace pendopo::test
