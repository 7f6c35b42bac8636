#include "engine/app/tile_state.h"

#include <gtest/gtest.h>

#include <array>
#include <set>
#include <string>
#include <vector>

namespace pendopo {
namespace {

constexpr Seconds kStale{3};
const MonotonicTime kNow = from_ns(1'000'000'000'000);
const MonotonicTime kNoTime{};

CameraHealth report(CameraState state, Milliseconds picture_age, Seconds state_age = Seconds(100)) {
    CameraHealth health;
    health.state = state;
    health.since_ns = to_ns(kNow - state_age);
    health.last_picture_ns = to_ns(kNow - picture_age);
    return health;
}

TileCondition condition_of(const CameraHealth& health, Heard worker = Heard::just_now) {
    return camera_condition({&health, worker}, kNow, kStale);
}

// ---- every combination of facts ---------------------------------------------------------------

enum class Face { unknown, live, dimmed, placeholder };  // as the renderer reports the tile
enum class Seen { barred, camera, card };                // what the layout puts there

// What is told of the tile where these facts are; a fact not named may be anything. Every
// combination is told by exactly one row, and no row is for nothing.
struct Row {
    std::set<Heard> renderer;
    std::set<bool> has_output, on_wall;
    std::set<Face> face;
    std::set<Seen> content;
    std::set<Heard> worker;  // ingest for a camera, cards for a card
    std::set<std::string>
        camera;  // its newest report: none, plays, old (plays, 5 s without), other
    const char* state;
    const char* reason;
};

const std::set<bool> kEither{false, true}, kYes{true}, kNo{false};
const std::set<Heard> kAnyHeard{Heard::not_running, Heard::not_yet, Heard::too_long_ago,
                                Heard::just_now};
const std::set<Heard> kRuns{Heard::not_yet, Heard::too_long_ago, Heard::just_now};
const std::set<Heard> kHeard{Heard::just_now}, kSilent{Heard::too_long_ago},
    kStarts{Heard::not_yet}, kDead{Heard::not_running};
const std::set<Face> kAnyFace{Face::unknown, Face::live, Face::dimmed, Face::placeholder};
const std::set<Face> kKnownFace{Face::live, Face::dimmed, Face::placeholder};
const std::set<Face> kLive{Face::live}, kDimmed{Face::dimmed}, kNothing{Face::placeholder};
const std::set<Seen> kAnything{Seen::barred, Seen::camera, Seen::card};
const std::set<Seen> kBarred{Seen::barred}, kCamera{Seen::camera}, kCard{Seen::card};
const std::set<std::string> kAnyReport{"none", "plays", "old", "offline"};
const std::set<std::string> kPlays{"plays", "old"}, kNone{"none"}, kOffline{"offline"};

const std::vector<Row> kRows = {
    // Nobody can know that it is on the wall.
    {kDead, kEither, kEither, kAnyFace, kAnything, kAnyHeard, kAnyReport, "not_shown",
     "the renderer does not run and is started again"},
    {kStarts, kEither, kEither, kAnyFace, kAnything, kAnyHeard, kAnyReport, "not_shown",
     "the renderer is being started"},
    {kSilent, kEither, kEither, kAnyFace, kAnything, kAnyHeard, kAnyReport, "not_shown",
     "the renderer says nothing"},
    {kHeard, kNo, kEither, kAnyFace, kAnything, kAnyHeard, kAnyReport, "not_shown",
     "its display has no output"},
    {kHeard, kYes, kNo, kAnyFace, kAnything, kAnyHeard, kAnyReport, "not_shown",
     "its layout is not on the wall yet"},
    {kHeard,
     kYes,
     kYes,
     {Face::unknown},
     kAnything,
     kAnyHeard,
     kAnyReport,
     "not_shown",
     "the renderer does not show it"},
    // It is, and must not say more.
    {kHeard, kYes, kYes, kKnownFace, kBarred, kAnyHeard, kAnyReport, "closed", ""},
    // A camera's: live is what the renderer sees to be live and the camera does not deny.
    {kHeard, kYes, kYes, kLive, kCamera, kRuns, kPlays, "live", ""},
    {kHeard,
     kYes,
     kYes,
     kDimmed,
     kCamera,
     {Heard::just_now, Heard::not_yet},
     {"plays", "old", "none"},
     "stale",
     ""},
    {kHeard,
     kYes,
     kYes,
     kNothing,
     kCamera,
     {Heard::just_now, Heard::not_yet},
     {"plays", "old", "none"},
     "connecting",
     ""},
    {kHeard, kYes, kYes, kDimmed, kCamera, kSilent, kPlays, "stale",
     "its ingest worker says nothing"},
    {kHeard, kYes, kYes, kNothing, kCamera, kSilent, kPlays, "connecting",
     "its ingest worker says nothing"},
    {kHeard, kYes, kYes, kKnownFace, kCamera, kRuns, kOffline, "offline", ""},
    {kHeard, kYes, kYes, kLive, kCamera, kRuns, kNone, "connecting", ""},
    {kHeard, kYes, kYes, kDimmed, kCamera, kSilent, kNone, "stale", ""},
    {kHeard, kYes, kYes, kNothing, kCamera, kSilent, kNone, "connecting", ""},
    {kHeard,
     kYes,
     kYes,
     {Face::live, Face::placeholder},
     kCamera,
     kDead,
     kAnyReport,
     "connecting",
     "its ingest worker does not run and is started again"},
    {kHeard, kYes, kYes, kDimmed, kCamera, kDead, kAnyReport, "stale",
     "its ingest worker does not run and is started again"},
    // A card's: what its figures are, while somebody draws them.
    {kHeard, kYes, kYes, kNothing, kCard, kAnyHeard, kAnyReport, "not_shown",
     "it is not drawn yet"},
    {kHeard, kYes, kYes, {Face::live, Face::dimmed}, kCard, kHeard, kAnyReport, "old", ""},
    {kHeard,
     kYes,
     kYes,
     {Face::live, Face::dimmed},
     kCard,
     kDead,
     kAnyReport,
     "stale",
     "the cards worker does not run and is started again"},
    {kHeard,
     kYes,
     kYes,
     {Face::live, Face::dimmed},
     kCard,
     kStarts,
     kAnyReport,
     "stale",
     "the cards worker is being started"},
    {kHeard,
     kYes,
     kYes,
     {Face::live, Face::dimmed},
     kCard,
     kSilent,
     kAnyReport,
     "stale",
     "the cards worker says nothing"},
};

struct Combination {
    Heard renderer;
    bool has_output, on_wall;
    Face face;
    Seen content;
    Heard worker;
    std::string camera;

    bool in(const Row& row) const {
        return row.renderer.contains(renderer) && row.has_output.contains(has_output) &&
               row.on_wall.contains(on_wall) && row.face.contains(face) &&
               row.content.contains(content) && row.worker.contains(worker) &&
               row.camera.contains(camera);
    }
    std::string to_string() const {
        return "renderer " + std::to_string(static_cast<int>(renderer)) + " output " +
               std::to_string(has_output) + " on_wall " + std::to_string(on_wall) + " face " +
               std::to_string(static_cast<int>(face)) + " content " +
               std::to_string(static_cast<int>(content)) + " worker " +
               std::to_string(static_cast<int>(worker)) + " camera " + camera;
    }
    TileSaid said() const {
        const CameraHealth health =
            report(camera == "offline" ? CameraState::offline : CameraState::playing,
                   camera == "old" ? Milliseconds(5000) : Milliseconds(40));
        TileHealth tile;
        tile.face = face == Face::dimmed        ? TileFace::dimmed
                    : face == Face::placeholder ? TileFace::placeholder
                    : content == Seen::card     ? TileFace::card
                                                : TileFace::live;
        TileFacts facts;
        facts.renderer = renderer;
        facts.has_output = has_output;
        facts.on_wall = on_wall;
        facts.shown = face == Face::unknown ? nullptr : &tile;
        facts.barred = content == Seen::barred ? std::optional(TileState::closed) : std::nullopt;
        facts.card = content == Seen::card ? "old" : "";
        facts.cards_worker = worker;
        facts.camera = {camera == "none" ? nullptr : &health, worker};
        facts.now = kNow;
        facts.stale_after = kStale;
        return tile_state(facts);
    }
};

template <class F>
void for_each_combination(F check) {
    for (const Heard renderer : kAnyHeard) {
        for (const bool has_output : kEither) {
            for (const bool on_wall : kEither) {
                for (const Face face : kAnyFace) {
                    for (const Seen content : kAnything) {
                        for (const Heard worker : kAnyHeard) {
                            for (const std::string& camera : kAnyReport) {
                                check(Combination{renderer, has_output, on_wall, face, content,
                                                  worker, camera});
                            }
                        }
                    }
                }
            }
        }
    }
}

TEST(TileState, EveryCombinationOfFactsIsToldAsTheTableSays) {
    std::vector<int> used(kRows.size());
    for_each_combination([&](const Combination& facts) {
        const Row* expected = nullptr;
        for (size_t i = 0; i < kRows.size(); ++i) {
            if (facts.in(kRows[i])) {
                EXPECT_EQ(expected, nullptr) << "two rows tell of " << facts.to_string();
                expected = &kRows[i];
                ++used[i];
            }
        }
        ASSERT_NE(expected, nullptr) << "no row tells of " << facts.to_string();
        const TileSaid said = facts.said();
        EXPECT_EQ(said.state, expected->state) << facts.to_string();
        EXPECT_EQ(said.reason, expected->reason) << facts.to_string();
    });
    for (size_t i = 0; i < kRows.size(); ++i) {
        EXPECT_GT(used[i], 0) << "row " << i << " is for nothing";
    }
}

TEST(TileState, LiveIsOnlyWhatTheRendererSaysNowToBeOnAnOutput) {
    for_each_combination([](const Combination& facts) {
        if (facts.said().state == "live") {
            EXPECT_TRUE(facts.renderer == Heard::just_now && facts.has_output && facts.on_wall &&
                        facts.face == Face::live && facts.content == Seen::camera)
                << facts.to_string();
        }
    });
}

TEST(TileState, AReportCountsForTwoSecondsAndAHalf) {
    EXPECT_EQ(heard(false, kNow, kNow), Heard::not_running);
    EXPECT_EQ(heard(true, std::nullopt, kNow), Heard::not_yet);
    EXPECT_EQ(heard(true, kNow - Milliseconds(2500), kNow), Heard::just_now);
    EXPECT_EQ(heard(true, kNow - Milliseconds(2501), kNow), Heard::too_long_ago);
}

TEST(TileState, SinceIsWhenTheStateBegan) {
    const auto health = report(CameraState::offline, Seconds(50), Seconds(20));
    EXPECT_EQ(condition_of(health).since, kNow - Seconds(20));
    const auto plays = report(CameraState::playing, Milliseconds(40));
    TileHealth tile;
    tile.face = TileFace::dimmed;
    tile.picture_ns = to_ns(kNow - Seconds(8));
    const CameraFacts facts{&plays, Heard::just_now};
    EXPECT_EQ(picture_condition(facts, &tile, kNow, kStale),
              (TileCondition{TileState::stale, kNow - Seconds(8)}));
    tile.face = TileFace::placeholder;
    EXPECT_EQ(picture_condition(facts, &tile, kNow, kStale).since, kNoTime);
}

// ---- the camera alone -------------------------------------------------------------------------

TEST(CameraCondition, OneNobodyReportedYetIsConnecting) {
    EXPECT_EQ(camera_condition({}, kNow, kStale), (TileCondition{TileState::connecting, kNoTime}));
}

TEST(CameraCondition, EveryConnectionStateHasItsTileState) {
    const struct {
        CameraState camera;
        TileState tile;
    } cases[] = {
        {CameraState::connecting, TileState::connecting},
        {CameraState::playing, TileState::live},
        {CameraState::stalled, TileState::stale},
        {CameraState::offline, TileState::offline},
        {CameraState::refused, TileState::at_limit},
        {CameraState::misconfigured, TileState::misconfigured},
        {CameraState::waiting_for_keyframe, TileState::waiting_for_keyframe},
        {CameraState::masked, TileState::masked},
        {CameraState::wrong_password, TileState::wrong_password},
        {CameraState::unsupported, TileState::unsupported},
    };
    for (const auto& [camera, tile] : cases) {
        const auto health = report(camera, Milliseconds(40));
        EXPECT_EQ(condition_of(health).state, tile) << to_string(camera);
    }
}

TEST(CameraCondition, AnOldPictureIsNeverLive) {
    const auto fresh = report(CameraState::playing, Milliseconds(3900));
    EXPECT_EQ(condition_of(fresh).state, TileState::live);
    const auto old = report(CameraState::playing, Milliseconds(4100));
    EXPECT_EQ(condition_of(old), (TileCondition{TileState::stale, kNow - Milliseconds(4100)}));
}

TEST(CameraCondition, ItsWorkersSilenceAndDeathAreNotLive) {
    const auto plays = report(CameraState::playing, Milliseconds(2600));
    EXPECT_EQ(condition_of(plays, Heard::too_long_ago),
              (TileCondition{TileState::stale, kNow - Milliseconds(2600),
                             "its ingest worker says nothing"}));
    EXPECT_EQ(condition_of(plays, Heard::not_running).state, TileState::connecting);
}

TEST(CameraCondition, AHiddenCameraThatPlaysWithoutAPictureYetIsLive) {
    auto health = report(CameraState::playing, Seconds(0));
    health.last_picture_ns = 0;
    EXPECT_EQ(condition_of(health).state, TileState::live);
}

TEST(ReportedTiles, AreFoundByDisplayAndTile) {
    RenderHealth health;
    for (const char* display : {"kiri", "kanan"}) {
        for (const char* tile : {"a/0", "a/1"}) {
            TileHealth& each = health.tiles.emplace_back();
            each.display = display;
            each.id = tile;
        }
    }
    const ReportedTiles reported(health);
    EXPECT_EQ(reported.find("kanan", "a/0"), &health.tiles[2]);
    EXPECT_EQ(reported.find("kiri", "a/1"), &health.tiles[1]);
    EXPECT_EQ(reported.find("kiri", "a/2"), nullptr);
    EXPECT_EQ(ReportedTiles(RenderHealth()).find("kiri", "a/0"), nullptr);
}

}  // namespace
}  // namespace pendopo
