// Fault rows about time in the stream, codec and picture: ROWS.md has the table.
#include "tests/faults/fault_row.h"

namespace pendopo::test {
namespace {

// A camera whose time jumps is shown as it comes: no reconnect, no lost session.
class Row28 : public FaultRowOf {};
INSTANTIATE_TEST_SUITE_P(Rows, Row28,
                         testing::Values("pts-jump:by=10s", "pts-jump:by=-10s", "pts-jump:by=1h",
                                         "pts-jump:by=-1h", "pts-reset"),
                         fault_name);
TEST_P(Row28, AJumpInTimeCostsNothing) {
    camera();
    ASSERT_TRUE(watches());
    becomes(GetParam());
    EXPECT_TRUE(shows(2 * kFps));
    EXPECT_EQ(health().connects, 1u);
    EXPECT_EQ(health().state, CameraState::playing);
    EXPECT_LE(server().pictures_sent() - int(health().counts.decoded), kFps) << "few are lost";
}

// No false restart at any pace; the longer ones are Liveness tests by a hand clock.
class Row34 : public FaultRowOf {};
INSTANTIATE_TEST_SUITE_P(Rows, Row34, testing::Values("pace:fps=2", "pace:fps=60"), fault_name);
TEST_P(Row34, AnyPaceIsPlayedWithoutARestart) {
    camera(GetParam());
    watch();
    EXPECT_TRUE(shows(12));
    EXPECT_EQ(health().connects, 1u);
}

// A group of ten seconds is shown from its key picture on.
TEST_F(FaultRow, Row35_ALongGroupIsShown) {
    camera("long-group:pictures=250");
    ASSERT_TRUE(watches());
    EXPECT_TRUE(shows(kFps));
    EXPECT_EQ(health().connects, 1u);
}

// Another size in the middle of the stream needs no new session.
TEST_F(FaultRow, Row36_AChangedSizeIsShown) {
    camera();
    ASSERT_TRUE(watches());
    becomes("size-change:width=640,height=480");
    EXPECT_TRUE(soon([&] { return health().size == PixelSize{640, 480}; }));
    becomes("size-change:width=178,height=98");
    EXPECT_TRUE(soon([&] { return health().size == PixelSize{178, 98}; }));
    EXPECT_EQ(health().connects, 1u);
}

// Another codec is found by describing the camera anew.
class Row37 : public FaultRowOf {};
INSTANTIATE_TEST_SUITE_P(Rows, Row37, testing::Values("h265", "mjpeg"), fault_name);
TEST_P(Row37, AChangedCodecIsShown) {
    camera();
    ASSERT_TRUE(watches());
    becomes(std::string("codec-change:to=") + GetParam());
    EXPECT_TRUE(soon([&] { return health().codec == GetParam(); }));
    EXPECT_TRUE(shows(10));
}

// Whatever the bits are, the session lives and shows again when they are right.
class Row40 : public FaultRowOf {};
INSTANTIATE_TEST_SUITE_P(Rows, Row40,
                         testing::Values("corrupt:rate=0.0001%", "corrupt:rate=0.1%",
                                         "corrupt:rate=5%"),
                         fault_name);
TEST_P(Row40, FlippedBitsEndNothing) {
    camera();
    ASSERT_TRUE(watches());
    const int sent = server().pictures_sent();
    becomes(GetParam());
    EXPECT_TRUE(soon([&] { return server().pictures_sent() >= sent + 3 * kFps; }));
    becomes("none");
    EXPECT_TRUE(shows(10));
}

// A black picture is a picture.
TEST_F(FaultRow, Row49_ABlackPictureIsShownAsItIs) {
    camera();
    ASSERT_TRUE(watches());
    becomes("black");
    EXPECT_TRUE(shows(2 * kFps));
    EXPECT_EQ(health().state, CameraState::playing);
    EXPECT_EQ(health().connects, 1u);
}

}  // namespace
}  // namespace pendopo::test
