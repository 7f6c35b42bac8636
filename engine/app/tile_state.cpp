#include "engine/app/tile_state.h"

#include <algorithm>

#include "config/audience.h"

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

std::optional<TileState> barred_camera(const WallModel& model, const std::string& camera,
                                       const DisplayConfig& display) {
    const auto& cameras = model.cameras.cameras;
    const auto found = std::ranges::find(cameras, camera, &CameraConfig::id);
    if (found == cameras.end()) {
        return TileState::no_camera;
    }
    return may_show(found->audience, display.audience) ? std::nullopt
                                                       : std::optional(TileState::closed);
}

std::optional<TileState> barred_card(const WallModel& model, const std::string& card,
                                     const DisplayConfig& display) {
    if (card == "clock" || card == "text") {
        return std::nullopt;
    }
    const auto found = std::ranges::find_if(
        model.cards, [&](const InstalledCard& each) { return each.config.id == card; });
    if (found == model.cards.end()) {
        return TileState::unknown_card;
    }
    return may_show(found->audience, display.audience) ? std::nullopt
                                                       : std::optional(TileState::closed);
}

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

TileState seen_state(TileState reported, const TileHealth* shown) {
    if (shown == nullptr || reported != TileState::live) {
        return reported;
    }
    switch (shown->face) {
        case TileFace::live:
        case TileFace::card:
            return TileState::live;
        case TileFace::dimmed:
            return TileState::stale;
        case TileFace::placeholder:
            return TileState::connecting;
    }
    return reported;
}

const TileHealth* find_tile(const RenderHealth& health, const std::string& display,
                            const std::string& id) {
    const auto found = std::ranges::find_if(health.tiles, [&](const TileHealth& tile) {
        return tile.display == display && tile.id == id;
    });
    return found == health.tiles.end() ? nullptr : &*found;
}

}  // namespace pendopo
