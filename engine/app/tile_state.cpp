#include "engine/app/tile_state.h"

namespace pendopo {
namespace {

// Workers report once a second, so an age seen here may be that much too old.
constexpr Seconds kReportInterval{1};

TileState connection_state(CameraState state) {
    switch (state) {
        case CameraState::connecting:
            return TileState::connecting;
        case CameraState::playing:
            return TileState::live;
        case CameraState::stalled:
            return TileState::stale;
        case CameraState::offline:
        case CameraState::refused:
        case CameraState::misconfigured:
            return TileState::offline;
        case CameraState::wrong_password:
            return TileState::wrong_password;
        case CameraState::unsupported:
            return TileState::unsupported;
    }
    return TileState::offline;
}

}  // namespace

TileCondition tile_condition(const CameraHealth* health, MonotonicTime now,
                             Nanoseconds stale_after) {
    if (health == nullptr) {
        return {TileState::connecting, now};
    }
    const MonotonicTime since = from_ns(health->since_ns);
    const MonotonicTime picture = from_ns(health->last_picture_ns);
    TileState state = connection_state(health->state);
    const bool has_picture = health->last_picture_ns != 0;
    if (state == TileState::live && has_picture && now - picture > stale_after + kReportInterval) {
        state = TileState::stale;
    }
    return {state, state == TileState::stale && has_picture ? picture : since};
}

}  // namespace pendopo
