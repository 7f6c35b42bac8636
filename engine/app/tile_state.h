#pragma once
// What a tile may say of its camera, from what its ingest worker reported. Pure.

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

}  // namespace pendopo
