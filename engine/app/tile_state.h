#pragma once
// What a tile may say of its camera, from what its ingest worker and the renderer reported. Pure.

#include <string>

#include "engine/base/clock.h"
#include "engine/ipc/messages.h"

namespace pendopo {

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
