// Fault rows about the session with a camera: ROWS.md has the table.
#include <arpa/inet.h>
#include <sys/socket.h>

#include "tests/decoders/counting_sink.h"
#include "tests/faults/fault_row.h"
#include "tests/support/loopback.h"
#include "tests/support/memory_of.h"

namespace pendopo::test {
namespace {

// A camera that starts again is no longer called playing, and shows again when it answers.
TEST_F(FaultRow, Row01_ARebootIsSeenAndThePictureComesBack) {
    camera();
    ASSERT_TRUE(watches());
    becomes("refused");
    EXPECT_TRUE(leaves(CameraState::playing));
    becomes("none");
    EXPECT_TRUE(shows(10));
    EXPECT_TRUE(soon([&] { return health().state == CameraState::playing; }));
}

// Only a decoded picture is life: bytes, reports, audio and answers are not.
class Row03 : public FaultRowOf {};
INSTANTIATE_TEST_SUITE_P(Rows, Row03,
                         testing::Values("silence", "rtcp-only", "audio-only", "keepalive-only"),
                         fault_name);
TEST_P(Row03, WithoutPicturesItIsNotPlaying) {
    camera();
    ASSERT_TRUE(watches());
    const int connections = server().connections();
    becomes(GetParam());
    EXPECT_TRUE(leaves(CameraState::playing));
    EXPECT_TRUE(soon([&] { return server().connections() > connections; })) << "it is tried anew";
    becomes("none");
    EXPECT_TRUE(shows(10));
}

// Opening ends at its deadline, whichever step is not answered and whatever drips.
class Row04And05 : public FaultRowOf {};
INSTANTIATE_TEST_SUITE_P(Rows, Row04And05,
                         testing::Values("stall:at=accept", "stall:at=options", "stall:at=describe",
                                         "stall:at=setup", "stall:at=play", "drip:in=status",
                                         "drip:in=header", "drip:in=sdp"),
                         fault_name);
TEST_P(Row04And05, OpeningEndsAtItsDeadline) {
    camera(GetParam());
    SourceOptions source = options();
    source.open_timeout = Milliseconds(600);
    CountingSink sink(1);
    const MonotonicTime begun = Monotonic::now();
    const Error error = RtspSource(source).run({}, sink);
    // Half a description, after which nothing comes for a while, is taken as it is: no video in it.
    const bool half = std::string_view(GetParam()) == "drip:in=sdp";
    EXPECT_EQ(error.code(), half ? ErrorCode::unsupported : ErrorCode::timed_out)
        << error.message();
    EXPECT_TRUE(sink.packets.empty());
    EXPECT_LT(Monotonic::now() - begun, source.open_timeout + kBusyMachine);
}

TEST_F(FaultRow, Row05_AFrameThatDripsIsNoPicture) {
    camera();
    ASSERT_TRUE(watches());
    becomes("drip:in=frame");
    EXPECT_TRUE(leaves(CameraState::playing));
    becomes("none");
    EXPECT_TRUE(shows(10));
}

// What says no is told apart, and it holds one session of ours at most.
TEST_F(FaultRow, Row10_ASessionLimitIsRefusedAndNotHammered) {
    camera("limit");
    watch();
    EXPECT_TRUE(soon([&] { return health().state == CameraState::refused; }));
    EXPECT_EQ(health().reason, "rtsp: SETUP was answered with 453 Not Enough Bandwidth");
    EXPECT_LE(server().connections(), 4);
    becomes("none");
    EXPECT_TRUE(shows(5));
    EXPECT_EQ(server().sessions(), 1);
}

// A session that a killed worker left behind is waited for.
TEST_F(FaultRow, Row11_ALeftSessionIsWaitedFor) {
    camera("limit:sessions=1,hold=1s");
    {
        const UniqueFd lost(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        const sockaddr_in address = loopback(server().port());
        ASSERT_EQ(
            ::connect(lost.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
        const std::string setup =
            "SETUP rtsp://x/track1 RTSP/1.0\r\nCSeq: 1\r\nTransport: "
            "RTP/AVP/TCP;interleaved=0-1\r\n\r\n";
        ASSERT_EQ(::send(lost.get(), setup.data(), setup.size(), MSG_NOSIGNAL),
                  ssize_t(setup.size()));
        ASSERT_TRUE(wait_until([&] { return server().sessions() == 1; }, kPatience));
    }
    watch();
    EXPECT_TRUE(soon([&] { return health().state == CameraState::refused; }));
    EXPECT_TRUE(shows(5)) << "when the camera has forgotten it";
}

// Keep-alives are in time for a camera that allows two seconds.
TEST_F(FaultRow, Row13_AShortSessionIsKeptAlive) {
    camera("short-session:timeout=2s");
    ASSERT_TRUE(watches());
    EXPECT_TRUE(shows(6 * kFps));
    EXPECT_EQ(server().connections(), 1) << server().requests();
}

// Goodbye and the end of the connection are faults of a live camera: connected again at once.
class Row15 : public FaultRowOf {};
INSTANTIATE_TEST_SUITE_P(Rows, Row15,
                         testing::Values("bye:then=continue", "bye:then=close", "eof:after=1s"),
                         fault_name);
TEST_P(Row15, TheEndOfALiveStreamIsNotTheEnd) {
    camera();
    ASSERT_TRUE(watches());
    becomes(GetParam());
    EXPECT_TRUE(soon([&] { return server().connections() >= 2; }));
    EXPECT_TRUE(shows(10));
}

// No terminal state: absent for long, then there.
TEST_F(FaultRow, Row16_AnAbsentCameraIsTriedUntilItIsThere) {
    camera("refused");
    watch();
    EXPECT_TRUE(soon([&] { return health().failures >= 3; }));
    becomes("none");
    EXPECT_TRUE(shows(5));
}

// What is none of ours is passed over, or the connection opened anew: the picture goes on.
TEST_F(FaultRow, Row26_FramesOfNobodyArePassedOver) {
    camera();
    ASSERT_TRUE(watches());
    becomes("giant-interleaved");
    EXPECT_TRUE(shows(2 * kFps));
}

// A giant answer is a bad one, and costs no memory.
class Row27 : public FaultRowOf {};
INSTANTIATE_TEST_SUITE_P(Rows, Row27, testing::Values("giant-body", "giant-header"), fault_name);
TEST_P(Row27, AGiantAnswerIsRefusedAndCostsNoMemory) {
    camera(GetParam());
    const PeakMemory memory;
    CountingSink sink(1);
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(RtspSource(options()).run({}, sink).code(), ErrorCode::invalid);
    }
    EXPECT_LT(memory.growth_bytes(), (size_t{16} << 20) + kSanitizerBytes);
}

}  // namespace
}  // namespace pendopo::test
