// What is told of a tile, from facts. Long because its table has every combination of them.
#include "engine/app/tile_state.h"

#include <gtest/gtest.h>

#include <iterator>
#include <set>
#include <string>
#include <vector>

namespace pendopo {
namespace {

constexpr Seconds kStale{3};  // the wall's limit
const MonotonicTime kNow = from_ns(1'000'000'000'000);
const MonotonicTime kNoTime{};

CameraReport report(CameraState state, Milliseconds picture_age, Seconds state_age = Seconds(100)) {
    CameraReport report;
    report.at = kNow - Milliseconds(40);
    report.health.id = "lobi";
    report.health.state = state;
    report.health.since_ns = to_ns(kNow - state_age);
    report.health.last_picture_ns = to_ns(kNow - picture_age);
    return report;
}

TileHealth shown(TileFace face, Milliseconds picture_age) {
    TileHealth tile;
    tile.face = face;
    tile.picture_ns = face == TileFace::placeholder ? 0 : to_ns(kNow - picture_age);
    return tile;
}

TileCondition condition_of(const CameraReport& report, const TileHealth* tile = nullptr,
                           Heard worker = Heard::just_now) {
    return picture_condition({&report, worker, kStale}, tile, kNow);
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
    {kHeard, kYes, kYes, kLive, kCamera, {Heard::just_now, Heard::not_yet}, kPlays, "live", ""},
    {kHeard, kYes, kYes, kLive, kCamera, kSilent, kPlays, "degraded",
     "its ingest worker says nothing"},
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
     {"plays", "none"},
     "connecting",
     ""},
    {kHeard,
     kYes,
     kYes,
     kNothing,
     kCamera,
     {Heard::just_now, Heard::not_yet},
     {"old"},
     "stale",
     ""},
    {kHeard, kYes, kYes, kDimmed, kCamera, kSilent, kPlays, "stale",
     "its ingest worker says nothing"},
    {kHeard,
     kYes,
     kYes,
     kNothing,
     kCamera,
     kSilent,
     {"plays"},
     "connecting",
     "its ingest worker says nothing"},
    {kHeard,
     kYes,
     kYes,
     kNothing,
     kCamera,
     kSilent,
     {"old"},
     "stale",
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
        const CameraReport said =
            report(camera == "offline" ? CameraState::offline : CameraState::playing,
                   camera == "old" ? Milliseconds(5000) : Milliseconds(40));
        const TileHealth tile =
            face == Face::dimmed ? shown(TileFace::dimmed, Seconds(8))
            : face == Face::placeholder
                ? shown(TileFace::placeholder, {})
                : shown(content == Seen::card ? TileFace::card : TileFace::live, Milliseconds(40));
        TileFacts facts;
        facts.renderer = renderer;
        facts.has_output = has_output;
        facts.on_wall = on_wall;
        facts.shown = face == Face::unknown ? nullptr : &tile;
        facts.barred = content == Seen::barred ? std::optional(TileState::closed) : std::nullopt;
        facts.card = content == Seen::card ? "old" : "";
        facts.cards_worker = worker;
        facts.camera = {camera == "none" ? nullptr : &said, worker, kStale};
        facts.now = kNow;
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

// ---- one camera, by its picture ---------------------------------------------------------------

TEST(TileState, SinceIsWhenTheStateBegan) {
    const auto gone = report(CameraState::offline, Seconds(50), Seconds(20));
    EXPECT_EQ(condition_of(gone).since, kNow - Seconds(20));
    const auto plays = report(CameraState::playing, Milliseconds(40));
    const TileHealth dimmed = shown(TileFace::dimmed, Seconds(8));
    EXPECT_EQ(condition_of(plays, &dimmed),
              (TileCondition{TileState::stale, kNow - Seconds(8), "", {}}));
    const TileHealth nothing = shown(TileFace::placeholder, {});
    EXPECT_EQ(condition_of(plays, &nothing).since, kNoTime);
}

TEST(TileState, OneNobodyReportedYetIsConnecting) {
    EXPECT_EQ(picture_condition({}, nullptr, kNow), TileCondition());
}

TEST(TileState, EveryConnectionStateHasItsTileState) {
    const struct {
        CameraState camera;
        TileState tile;
    } cases[] = {
        {CameraState::connecting, TileState::connecting},
        {CameraState::waiting_for_keyframe, TileState::waiting_for_keyframe},
        {CameraState::playing, TileState::live},
        {CameraState::stalled, TileState::stale},
        {CameraState::offline, TileState::offline},
        {CameraState::refused, TileState::at_limit},
        {CameraState::misconfigured, TileState::misconfigured},
        {CameraState::wrong_password, TileState::wrong_password},
        {CameraState::unsupported, TileState::unsupported},
        {CameraState::masked, TileState::masked},
    };
    EXPECT_EQ(std::size(cases), words_of(CameraState{}).size());
    for (const auto& [camera, tile] : cases) {
        EXPECT_EQ(condition_of(report(camera, Milliseconds(40))).state, tile) << to_string(camera);
    }
}

TEST(TileState, AnOldPictureIsNeverLive) {
    EXPECT_EQ(condition_of(report(CameraState::playing, Milliseconds(3900))).state,
              TileState::live);
    EXPECT_EQ(condition_of(report(CameraState::playing, Milliseconds(4100))),
              (TileCondition{TileState::stale, kNow - Milliseconds(4100), "", {}}));
    // Also where the renderer's last word was that it is young.
    const auto plays = report(CameraState::playing, Milliseconds(40));
    const TileHealth young = shown(TileFace::live, Milliseconds(3900));
    EXPECT_EQ(condition_of(plays, &young).state, TileState::live);
    const TileHealth old = shown(TileFace::live, Milliseconds(4100));
    EXPECT_EQ(condition_of(plays, &old),
              (TileCondition{TileState::stale, kNow - Milliseconds(4100), "", {}}));
}

TEST(TileState, ACameraThatIsSlowByNatureIsJudgedByItsOwnPace) {
    auto slow = report(CameraState::playing, Seconds(15));
    EXPECT_EQ(condition_of(slow).state, TileState::stale);
    slow.health.stale_after_ms = 20'000;
    EXPECT_EQ(condition_of(slow).state, TileState::live);
    slow.health.last_picture_ns = to_ns(kNow - Milliseconds(21'001));
    EXPECT_EQ(condition_of(slow).state, TileState::stale);
    TileHealth tile = shown(TileFace::live, Seconds(15));
    tile.stale_after_ms = 20'000;
    EXPECT_EQ(condition_of(slow, &tile).state, TileState::live);
}

TEST(TileState, ItsWorkersSilenceAndDeathAreNotLive) {
    const auto plays = report(CameraState::playing, Milliseconds(2600));
    EXPECT_EQ(
        condition_of(plays, nullptr, Heard::too_long_ago),
        (TileCondition{
            TileState::stale, kNow - Milliseconds(2600), "its ingest worker says nothing", {}}));
    EXPECT_EQ(condition_of(plays, nullptr, Heard::not_running).state, TileState::connecting);
}

TEST(TileState, AHiddenCameraThatPlaysWithoutAPictureYetIsLive) {
    auto plays = report(CameraState::playing, Seconds(0));
    plays.health.last_picture_ns = 0;
    EXPECT_EQ(condition_of(plays).state, TileState::live);
}

TEST(TileState, OnlyOnePictureRepeatedForItsTimeIsFrozen) {
    auto repeats = report(CameraState::playing, Milliseconds(40));
    const TileHealth tile = shown(TileFace::live, Milliseconds(40));
    repeats.frozen_after = Seconds(30);
    repeats.health.unchanged_since_ns = to_ns(kNow - Seconds(29));
    EXPECT_EQ(condition_of(repeats, &tile).state, TileState::live);
    repeats.health.unchanged_since_ns = to_ns(kNow - Seconds(30));
    EXPECT_EQ(condition_of(repeats, &tile),
              (TileCondition{
                  TileState::frozen, kNow - Seconds(30), "one picture is repeated for 30 s", {}}));
    repeats.frozen_after = Seconds(0);
    EXPECT_EQ(condition_of(repeats, &tile).state, TileState::live) << "never, if so configured";
}

TEST(TileState, ADelayIsToldWithByHowMuchAndSinceWhen) {
    auto late = report(CameraState::playing, Milliseconds(40));
    late.late = {true, kNow - Seconds(12), Milliseconds(4100)};
    const TileHealth tile = shown(TileFace::live, Milliseconds(40));
    EXPECT_EQ(condition_of(late, &tile),
              (TileCondition{TileState::delayed, kNow - Seconds(12), "its pictures come 4.1 s late",
                             Milliseconds(4100)}));
}

// What is lost on the way is no news while young pictures are shown.
TEST(TileState, WaitingForAKeyframeIsSaidWhenNoPictureIsYoung) {
    const auto waits = report(CameraState::waiting_for_keyframe, Seconds(2), Seconds(2));
    const TileHealth young = shown(TileFace::live, Seconds(2));
    EXPECT_EQ(condition_of(waits, &young).state, TileState::live);
    const TileHealth old = shown(TileFace::dimmed, Seconds(5));
    EXPECT_EQ(condition_of(waits, &old).state, TileState::stale);
    const TileHealth nothing = shown(TileFace::placeholder, {});
    EXPECT_EQ(condition_of(waits, &nothing),
              (TileCondition{TileState::waiting_for_keyframe, kNow - Seconds(2), "", {}}));
}

TEST(TileState, AWordWithABadgeStandsASecond) {
    const TileCondition live{TileState::live, {}, "", {}};
    const TileCondition stale{TileState::stale, kNow, "", {}};
    const TileCondition delayed{TileState::delayed, kNow, "", {}};
    const SaidCondition was_stale{stale, kNow};
    EXPECT_EQ(calmed(live, &was_stale, kNow + Milliseconds(999)), stale);
    EXPECT_EQ(calmed(delayed, &was_stale, kNow + Milliseconds(999)), stale);
    EXPECT_EQ(calmed(live, &was_stale, kNow + Seconds(1)), live);
    const SaidCondition was_live{live, kNow};
    EXPECT_EQ(calmed(stale, &was_live, kNow), stale) << "live is never kept up";
    TileCondition later = delayed;
    later.late = Milliseconds(6000);
    const SaidCondition was_delayed{delayed, kNow};
    EXPECT_EQ(calmed(later, &was_delayed, kNow), later) << "the same word with its newest value";
    EXPECT_EQ(calmed(stale, nullptr, kNow), stale);
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
