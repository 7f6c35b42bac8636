#pragma once
// What may be said of a tile: on the wall itself (the composer asks) and to people (the state
// document asks). Everything follows from facts that count now; what nobody can know to be shown is
// "not_shown", never "live". Pure.
//
// The first of these that applies is said, and why it comes before the next:
//   1 not_shown                    nobody knows what stands there, so nothing else may be claimed
//   2 no_camera, unknown_card,     the wall keeps it off whatever the camera does, and what that
//     closed, off_by_plan          does is then nobody's business
//   3 wrong_password,              the camera says itself why no pictures come; somebody has to
//   act,
//     camera_at_limit,             and a picture from before changes nothing about it
//     misconfigured, unsupported
//   4 offline                      the same, and it mends itself
//   5 stale                        a picture from before is shown: since when it is not the present
//   6 waiting_for_keyframe,        nothing is shown yet: what is waited for
//     connecting
//   7 frozen                       pictures come, and they are one and the same: how late they
//                                  come means nothing
//   8 delayed                      pictures come and are not the present
//   9 masked                       they are the present, all of it coarsened
//  10 degraded                     they are the present, fewer or worse than sent
//  11 live                         a picture decoded just now, and nothing above speaks against it

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "engine/app/camera_reports.h"
#include "engine/base/clock.h"
#include "engine/ipc/messages.h"
#include "engine/wall/wall.h"

namespace pendopo {

// Whether a worker's word counts now. Workers report each second; a report older than this is about
// another time.
inline constexpr Milliseconds kReportCounts{2500};
enum class Heard { not_running, not_yet, too_long_ago, just_now };
// `reported_at`: its newest report since it was started, if any.
Heard heard(bool running, std::optional<MonotonicTime> reported_at, MonotonicTime now);

// Why a camera or card must not stand on a display, whatever the layout says; nullopt: it may.
// Layouts are checked against this when they are read, but one that was good then stays on the
// wall when the camera goes or its audience becomes narrower.
std::optional<TileState> barred_camera(const WallModel& model, const std::string& camera,
                                       const DisplayConfig& display);
// The same, and what operators have hidden or its hours turn off.
std::optional<TileState> barred_camera(const Wall& wall, const std::string& camera,
                                       const DisplayConfig& display);
std::optional<TileState> barred_card(const WallModel& model, const std::string& card,
                                     const DisplayConfig& display);

struct TileCondition {
    TileState state = TileState::connecting;
    MonotonicTime since{};  // the clock's start: not known
    std::string reason;     // for staff; empty: the camera's own, if it has one
    Milliseconds late{0};   // of delayed
    bool operator==(const TileCondition&) const = default;
};

// What is known of a camera: its newest report, null when its ingest worker has not said anything
// of it, and whether that worker is heard.
struct CameraFacts {
    const CameraReport* report = nullptr;
    Heard worker = Heard::not_yet;
    Nanoseconds stale_after{};  // the wall's; a source that is slow by nature has a longer one
};

// `stale_after`: the wall's.
CameraFacts camera_facts(const CameraReports& reports, const std::string& id,
                         Nanoseconds stale_after, MonotonicTime now);

// A camera by its picture in a tile. `shown`: null where no tile is known to show it; then the
// camera alone counts, and one that plays but whose newest picture is older than its limit (and a
// report's second) is stale since that picture, as is one whose worker fell silent. Else what the
// renderer shows decides: it may be old, or none, while the camera plays.
TileCondition picture_condition(const CameraFacts& camera, const TileHealth* shown,
                                MonotonicTime now);

// A condition with when it began to be said.
struct SaidCondition {
    TileCondition condition;
    MonotonicTime at{};
};
// What is said after `before`: a word with a badge stands a second at least, so that none
// flickers; live, which has none, gives way at once.
TileCondition calmed(const TileCondition& condition, const SaidCondition* before,
                     MonotonicTime now);
// Everything but a live picture and a wall that starts is said on the tile.
bool has_badge(TileState state);

// A renderer's report, which outlives this, by tile. Thread: bound to its owner.
class ReportedTiles {
  public:
    explicit ReportedTiles(const RenderHealth& health);
    const TileHealth* find(std::string_view display, std::string_view id) const;  // or null

  private:
    std::map<std::pair<std::string_view, std::string_view>, const TileHealth*> tiles_;
};

// What decides what people are told of a tile.
struct TileFacts {
    Heard renderer = Heard::not_running;
    bool has_output = false;            // its display is shown somewhere
    bool on_wall = false;               // the scene that is shown has this tile
    const TileHealth* shown = nullptr;  // the renderer's report of it
    std::optional<TileState> barred;
    // Of a card: its figures' state and the worker that draws it; empty for a camera.
    std::string_view card = {};
    Heard cards_worker = Heard::not_running;
    CameraFacts camera;
    const SaidCondition* before = nullptr;  // of this camera in this tile
    MonotonicTime now{};
};

struct TileSaid {
    std::string_view state;  // as in the state document: "live", "not_shown", …
    MonotonicTime since{};   // the clock's start: not known
    std::string reason;      // empty: the camera's or card's own, if any
    bool operator==(const TileSaid&) const = default;
};

TileSaid tile_state(const TileFacts& facts);

}  // namespace pendopo
