#pragma once
// What a tile may show, and what it may say of its camera from what the ingest worker and the
// renderer reported. Pure.

#include <optional>
#include <string>

#include "engine/base/clock.h"
#include "engine/ipc/messages.h"
#include "engine/wall/wall.h"

namespace pendopo {

// Why a camera or card must not stand on a display, whatever the layout says; nullopt: it may.
// Layouts are checked against this when they are read, but one that was good then stays on the
// wall when the camera goes or its audience becomes narrower.
std::optional<TileState> barred_camera(const WallModel& model, const std::string& camera,
                                       const DisplayConfig& display);
std::optional<TileState> barred_card(const WallModel& model, const std::string& card,
                                     const DisplayConfig& display);

struct TileCondition {
    TileState state = TileState::connecting;
    MonotonicTime since;
    bool operator==(const TileCondition&) const = default;
};

// `health` is the newest report, null before the first. A camera that plays but whose newest
// picture is older than `stale_after` (and a report's second) is stale since that picture.
TileCondition tile_condition(const CameraHealth* health, MonotonicTime now,
                             Nanoseconds stale_after);

// The same, corrected by what the renderer shows: a camera may play and its tile still have an old
// picture or none, and what people see decides. `shown` is null before the renderer reported.
TileState seen_state(TileState reported, const TileHealth* shown);

// A tile's part of the renderer's report, or null.
const TileHealth* find_tile(const RenderHealth& health, const std::string& display,
                            const std::string& id);

}  // namespace pendopo
