// Climbs against cameras that work, and cameras with habits: what the ladder says of them.
#include <gmock/gmock.h>

#include "decoders/probe/probe_picture.h"
#include "engine/ipc/shared_text.h"
#include "tests/decoders/habit_play.h"
#include "tests/decoders/probe_climbing.h"
#include "tests/support/rtsp_test_server.h"
#include "tests/support/wait_until.h"

namespace pendopo::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

const TestCertificate& certificate() {
    static const TestCertificate made = make_certificate("camera");
    return made;
}

// A habit's camera, asked as its row says it must be.
struct Played {
    Result<HabitPlay> play;
    ProbeRequest request;

    explicit Played(const char* name, std::function<void(habits::Habit&)> change = {})
        : play(start(name, change)) {
        if (play) {
            request = request_at(play->options().url);
            request.user = play->options().user;
            request.password = play->options().password;
            request.options = play->options().stream;
            request.options.hardware = false;
        }
    }
    static Result<HabitPlay> start(const char* name,
                                   const std::function<void(habits::Habit&)>& change) {
        const habits::Habit* found = habits::find_habit(name);
        if (found == nullptr) {
            return fail(ErrorCode::not_found, name);
        }
        habits::Habit habit = *found;
        if (change) {
            change(habit);
        }
        return HabitPlay::start(habit, certificate());
    }
};

TEST(ProbeClimb, AGoodCameraIsClimbedToItsCost) {
    RtspTestServer server({"operator", "rahasia"});
    server.add("cam", {});
    ProbeRequest request = request_at(server.url("cam"));
    request.user = "operator";
    request.password = "rahasia";
    const Climbed climbed =
        climb(request, [] { return false; }, {Milliseconds(1'500), Milliseconds(4'000)});
    ASSERT_TRUE(climbed.ok) << climbed.everything();
    EXPECT_EQ(climbed.rungs.size(), size_t{2 * kRungs});
    for (const ProbeRung& rung : climbed.rungs) {
        const bool ended = rung.state != RungState::running;
        EXPECT_EQ(rung.text_id.empty(), !ended) << to_string(rung.rung);
        EXPECT_TRUE(rung.state == RungState::running || rung.state == RungState::ok);
    }
    EXPECT_EQ(climbed.facts(Rung::login).at("scheme"), "digest");
    EXPECT_EQ(climbed.facts(Rung::first_packet).at("transport"), "tcp");
    const auto picture = climbed.facts(Rung::picture);
    EXPECT_EQ(picture.at("codec"), "h264");
    EXPECT_EQ(picture.at("width"), 320);
    EXPECT_EQ(picture.at("height"), 180);
    ASSERT_TRUE(picture.at("fps").is_number()) << picture;
    EXPECT_NEAR(picture.at("fps").get<double>(), 25, 5);
    EXPECT_GT(picture.at("kbps").get<double>(), 0);
    ASSERT_TRUE(picture.at("keyframe_ms").is_number()) << picture;
    EXPECT_NEAR(picture.at("keyframe_ms").get<double>(), 1'000, 400);
    const auto cost = climbed.facts(Rung::decode_cost);
    EXPECT_EQ(cost.at("decoder"), "software");
    EXPECT_GT(cost.at("ms_per_picture").get<double>(), 0);
    EXPECT_LT(cost.at("core_share").get<double>(), 0.5);
    EXPECT_THAT(climbed.warnings(), IsEmpty());
    EXPECT_TRUE(wait_until([&] { return server.teardowns() == 1; }, Seconds(2)))
        << "the place is given back";
    EXPECT_EQ(server.failed_logins(), 0);
}

TEST(ProbeClimb, ThePictureIsHandedOverSmall) {
    RtspTestServer server;
    TestStream stream;
    stream.width = 1280;
    stream.height = 720;
    server.add("cam", stream);
    const Climbed climbed = climb(request_at(server.url("cam")));
    ASSERT_TRUE(climbed.picture) << climbed.everything();
    EXPECT_THAT(climbed.warnings(), Contains("no_login_asked"));
    const auto shared = share_picture(*climbed.picture, CameraMasks{}, Coarsen::masks);
    ASSERT_TRUE(shared);
    EXPECT_EQ(shared->size, (PixelSize{640, 360}));
    const auto pixels = read_shared_text(shared->fd.get(), size_t{4} << 20);
    ASSERT_TRUE(pixels) << pixels.error().message();
    ASSERT_EQ(pixels->size(), size_t{640} * 360 * 4);
    // SMPTE bars: the second from the left is yellow.
    const auto* yellow = reinterpret_cast<const uint8_t*>(pixels->data()) + (100 * 640 + 137) * 4;
    EXPECT_LT(yellow[0], 60);
    EXPECT_GT(yellow[1], 150);
    EXPECT_GT(yellow[2], 150);
}

TEST(ProbeClimb, ThePictureIsMaskedBeforeItIsHandedOver) {
    RtspTestServer server;
    server.add("cam", TestStream());
    const Climbed climbed = climb(request_at(server.url("cam")));
    ASSERT_TRUE(climbed.picture) << climbed.everything();
    const CameraMasks left{{{{{0, 0}, {0.5, 0}, {0.5, 1}, {0, 1}}, MaskStyle::solid}}, {}};
    const auto grey_at = [&](const CameraMasks& masks, double x) {
        const auto shared = share_picture(*climbed.picture, masks, Coarsen::masks);
        const auto pixels = read_shared_text(shared->fd.get(), size_t{4} << 20);
        const size_t at = size_t(shared->size.width * x) * 4;
        const auto* sample = reinterpret_cast<const uint8_t*>(pixels->data()) + at;
        return sample[0] == sample[1] && sample[1] == sample[2] && std::abs(sample[0] - 96) <= 2;
    };
    EXPECT_TRUE(grey_at(left, 0.2));
    EXPECT_FALSE(grey_at(left, 0.6));
    EXPECT_FALSE(grey_at(CameraMasks{}, 0.2));
}

TEST(ProbeClimb, ALargerPictureThanAllowedIsNamedWithItsSize) {
    RtspTestServer server;
    server.add("cam", {});
    ProbeRequest request = request_at(server.url("cam"));
    request.options.max_pixels = 10'000;
    const Climbed climbed = climb(request);
    EXPECT_EQ(climbed.failure(), "picture too_large") << climbed.everything();
    EXPECT_EQ(climbed.end_of(Rung::picture)->text_en,
              "The picture is 320x180, larger than the limit of 10000 pixels.");
}

TEST(ProbeClimb, AWrongPathComesWithOthersToTry) {
    RtspTestServer server;
    server.add("cam", {});
    const Climbed climbed = climb(request_at(server.url("lain")));
    EXPECT_EQ(climbed.failure(), "sdp path_unknown") << climbed.everything();
    EXPECT_EQ(climbed.end_of(Rung::login)->state, RungState::skipped);
    EXPECT_EQ(climbed.facts(Rung::sdp).at("paths").at(0), "/Streaming/Channels/101");
    EXPECT_EQ(climbed.end_of(Rung::first_packet)->state, RungState::skipped);
}

TEST(ProbeClimb, OtherPathsAreTriedAndThoseThatAnswerNamed) {
    RtspTestServer server({"operator", "rahasia"});
    server.add("stream1", {});
    ProbeRequest request = request_at(server.url("lain"));
    request.user = "operator";
    request.password = "rahasia";
    const Climbed climbed = climb(request);
    EXPECT_EQ(climbed.failure(), "sdp path_unknown") << climbed.everything();
    EXPECT_EQ(climbed.facts(Rung::sdp).at("found_paths"), nlohmann::json::array({"/stream1"}));
    EXPECT_THAT(climbed.end_of(Rung::sdp)->advice_id,
                testing::StartsWith("Di kamera ini ada video di jalur /stream1. "));
    EXPECT_EQ(server.failed_logins(), 0);
}

TEST(ProbeClimb, HabitsThatTheWallForgivesAreClimbed) {
    for (const char* name : {"good",
                             "digest",
                             "basic-allowed",
                             "basic-within-tls",
                             "sha-256-broken",
                             "cseq-zero",
                             "dripping",
                             "status-http",
                             "options-unknown",
                             "redirect",
                             "redirect-at-play",
                             "login-in-path",
                             "udp-only-461",
                             "udp-only-400",
                             "udp-answer",
                             "udp-set",
                             "play-unanswered",
                             "packets-before-play",
                             "h265",
                             "mjpeg-static",
                             "recovery-points",
                             "sprop-only"}) {
        const Played played(name);
        ASSERT_TRUE(played.play) << name << ": " << played.play.error().message();
        const Climbed climbed = climb(played.request);
        EXPECT_TRUE(climbed.ok) << name << "\n"
                                << climbed.everything() << played.play->server().requests();
    }
}

TEST(ProbeClimb, WarnsOfHowACameraIsReached) {
    const struct {
        const char* name;
        std::vector<std::string> warnings;
    } kRows[] = {
        {"digest", {}},
        {"good", {"no_login_asked"}},
        {"basic-allowed", {"basic_in_clear"}},
        {"basic-within-tls", {}},
        {"login-in-path", {"password_in_path"}},
        {"udp-only-461", {"no_login_asked", "udp_was_needed"}},
        {"redirect", {"no_login_asked", "was_redirected"}},
    };
    for (const auto& row : kRows) {
        const Played played(row.name);
        ASSERT_TRUE(played.play) << row.name;
        EXPECT_EQ(climb(played.request).warnings(), row.warnings) << row.name;
    }
}

TEST(ProbeClimb, HabitsThatAreRefusedAreNamed) {
    const struct {
        const char* name;
        const char* failure;
    } kRows[] = {
        {"wrong-password", "login wrong_login"},
        {"no-login-set", "login login_needed"},
        {"basic-only", "login basic_only"},
        {"web-server", "rtsp web_port"},
        {"400-without-cseq", "sdp path_unknown"},
        {"redirect-unlisted", "login redirected"},
        {"no-video", "sdp no_video"},
        {"empty-description", "sdp no_video"},
        {"mpeg4", "sdp codec_unsupported"},
        {"describe-503", "sdp busy"},
        {"hangs-up-at-first", "login hung_up"},
        {"sessions-full", "first_packet session_limit"},
        {"setup-500", "first_packet camera_error"},
        {"udp-only-tcp-set", "first_packet udp_only"},
        {"tcp-only-udp-set", "first_packet tcp_only"},
        {"neither-way", "first_packet no_transport"},
        {"multicast-answer", "first_packet multicast"},
    };
    for (const auto& row : kRows) {
        const Played played(row.name);
        ASSERT_TRUE(played.play) << row.name;
        const Climbed climbed = climb(played.request);
        EXPECT_FALSE(climbed.ok) << row.name;
        EXPECT_EQ(climbed.failure(), row.failure) << row.name << "\n" << climbed.everything();
        EXPECT_LT(climbed.took, Milliseconds(4'000)) << row.name;
    }
}

// Cameras lock an account after five wrong logins.
TEST(ProbeClimb, AWrongPasswordIsSentOnce) {
    const Played played("wrong-password");
    ASSERT_TRUE(played.play);
    climb(played.request);
    EXPECT_EQ(played.play->server().refused_logins(), 1);
    EXPECT_EQ(played.play->server().connections(), 1);
}

TEST(ProbeClimb, ACameraThatSendsNothingIsGivenUp) {
    Played played("silent-after-play");
    ASSERT_TRUE(played.play);
    played.request.patience_ms = 3'000;
    const Climbed climbed = climb(played.request);
    EXPECT_EQ(climbed.failure(), "first_packet no_packet");
    EXPECT_LT(climbed.took, Milliseconds(3'000));
}

TEST(ProbeClimb, AStreamThatEndsWhileItIsMeasuredSaysSo) {
    const Played played("one-picture-only");
    ASSERT_TRUE(played.play);
    const Climbed climbed = climb(played.request);
    EXPECT_THAT(climbed.failure(), testing::EndsWith("stream_ended")) << climbed.everything();
}

TEST(ProbeClimb, LongGroupsAreFoundWithinTheMeasure) {
    const Played played("good", [](habits::Habit& habit) {
        habit.video.style.group = 600;
        habit.video.style.pictures = 600;
    });
    ASSERT_TRUE(played.play);
    const Climbed climbed =
        climb(played.request, [] { return false; }, {Milliseconds(500), Milliseconds(5'500)});
    ASSERT_TRUE(climbed.ok) << climbed.everything();
    EXPECT_THAT(climbed.warnings(), ElementsAre("no_login_asked", "long_group"));
    EXPECT_TRUE(climbed.facts(Rung::picture).at("keyframe_ms").is_null());
}

}  // namespace
}  // namespace pendopo::test
