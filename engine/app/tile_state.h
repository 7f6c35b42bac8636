#pragma once
// What may be said of a tile: on the wall itself (the composer asks) and to people (the state
// document asks). Everything follows from facts that count now; what nobody can know to be shown is
// "not_shown", never "live". Pure.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

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
// The same, and what operators have hidden.
std::optional<TileState> barred_camera(const Wall& wall, const std::string& camera,
                                       const DisplayConfig& display);
std::optional<TileState> barred_card(const WallModel& model, const std::string& card,
                                     const DisplayConfig& display);

struct TileCondition {
    TileState state = TileState::connecting;
    MonotonicTime since{};         // the clock's start: not known
    std::string_view reason = {};  // why, when it is not the camera that is to blame
    bool operator==(const TileCondition&) const = default;
};

// What is known of a camera: its newest report, null when its ingest worker has not said anything
// of it, and whether that worker is heard.
struct CameraFacts {
    const CameraHealth* report = nullptr;
    Heard worker = Heard::not_yet;
};

// The camera alone. One that plays but whose newest picture is older than `stale_after` (and a
// report's second) is stale since that picture; so is one whose worker fell silent.
TileCondition camera_condition(const CameraFacts& camera, MonotonicTime now,
                               Nanoseconds stale_after);

// The same, corrected by the face its tile has: a camera may play and its tile still have an old
// picture or none, and what people see decides. `shown`: null where no tile is known to show it.
TileCondition picture_condition(const CameraFacts& camera, const TileHealth* shown,
                                MonotonicTime now, Nanoseconds stale_after);

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
    MonotonicTime now{};
    Nanoseconds stale_after{};
};

// The word for a tile that nothing says to be on the wall.
inline constexpr std::string_view kNotShown = "not_shown";

struct TileSaid {
    std::string_view state;        // as in the state document: "live", "not_shown", …
    MonotonicTime since{};         // the clock's start: not known
    std::string_view reason = {};  // empty: the camera's or card's own, if any
    bool operator==(const TileSaid&) const = default;
};

TileSaid tile_state(const TileFacts& facts);

}  // namespace pendopo
