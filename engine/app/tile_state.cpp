#include "engine/app/tile_state.h"

#include <algorithm>

#include "engine/base/audience.h"

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
            return TileState::offline;
        case CameraState::waiting_for_keyframe:
            return TileState::waiting_for_keyframe;
        case CameraState::refused:
            return TileState::at_limit;
        case CameraState::misconfigured:
            return TileState::misconfigured;
        case CameraState::masked:
            return TileState::masked;
        case CameraState::wrong_password:
            return TileState::wrong_password;
        case CameraState::unsupported:
            return TileState::unsupported;
    }
    return TileState::offline;
}

// Why nobody can know this tile to be on the wall; empty: it is.
std::string_view why_not_shown(const TileFacts& facts) {
    switch (facts.renderer) {
        case Heard::not_running:
            return "the renderer does not run and is started again";
        case Heard::not_yet:
            return "the renderer is being started";
        case Heard::too_long_ago:
            return "the renderer says nothing";
        case Heard::just_now:
            break;
    }
    if (!facts.has_output) {
        return "its display has no output";
    }
    if (!facts.on_wall) {
        return "its layout is not on the wall yet";
    }
    return facts.shown == nullptr ? "the renderer does not show it" : "";
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

std::optional<TileState> barred_camera(const Wall& wall, const std::string& camera,
                                       const DisplayConfig& display) {
    const auto barred = barred_camera(wall.model(), camera, display);
    return !barred && wall.hides(camera) ? std::optional(TileState::closed) : barred;
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

Heard heard(bool running, std::optional<MonotonicTime> reported_at, MonotonicTime now) {
    if (!running) {
        return Heard::not_running;
    }
    if (!reported_at) {
        return Heard::not_yet;
    }
    return now - *reported_at > kReportCounts ? Heard::too_long_ago : Heard::just_now;
}

TileCondition camera_condition(const CameraFacts& camera, MonotonicTime now,
                               Nanoseconds stale_after) {
    if (camera.worker == Heard::not_running) {
        return {TileState::connecting, {}, "its ingest worker does not run and is started again"};
    }
    if (camera.report == nullptr) {
        return {};
    }
    const CameraHealth& report = *camera.report;
    const bool has_picture = report.last_picture_ns != 0;
    const MonotonicTime picture = from_ns(report.last_picture_ns);
    const MonotonicTime since = from_ns(report.since_ns);
    const TileState state = connection_state(report.state);
    if (state == TileState::live) {
        const MonotonicTime stopped = has_picture ? picture : since;
        if (camera.worker == Heard::too_long_ago) {
            return {TileState::stale, stopped, "its ingest worker says nothing"};
        }
        if (has_picture && now - picture > stale_after + kReportInterval) {
            return {TileState::stale, stopped};
        }
    }
    return {state, state == TileState::stale && has_picture ? picture : since};
}

TileCondition picture_condition(const CameraFacts& camera, const TileHealth* shown,
                                MonotonicTime now, Nanoseconds stale_after) {
    TileCondition condition = camera_condition(camera, now, stale_after);
    const bool unheard = camera.report == nullptr || camera.worker == Heard::not_running;
    const bool plays = !unheard && connection_state(camera.report->state) == TileState::live;
    if (shown == nullptr || (!unheard && !plays)) {
        return condition;  // the camera says itself why it is not live
    }
    switch (shown->face) {
        case TileFace::live:
        case TileFace::card:
            // New pictures came a moment ago, whatever else is silent or late.
            return plays ? TileCondition{TileState::live, from_ns(camera.report->since_ns)}
                         : condition;
        case TileFace::dimmed:
            return {TileState::stale, from_ns(shown->picture_ns), condition.reason};
        case TileFace::placeholder:
            return {TileState::connecting, {}, condition.reason};
    }
    return condition;
}

ReportedTiles::ReportedTiles(const RenderHealth& health) {
    for (const TileHealth& tile : health.tiles) {
        tiles_.emplace(std::pair<std::string_view, std::string_view>(tile.display, tile.id), &tile);
    }
}

const TileHealth* ReportedTiles::find(std::string_view display, std::string_view id) const {
    const auto found = tiles_.find({display, id});
    return found == tiles_.end() ? nullptr : found->second;
}

TileSaid tile_state(const TileFacts& facts) {
    if (const std::string_view why = why_not_shown(facts); !why.empty()) {
        return {kNotShown, {}, why};
    }
    if (facts.barred) {
        return {to_string(*facts.barred)};
    }
    if (facts.card.empty()) {
        const TileCondition condition =
            picture_condition(facts.camera, facts.shown, facts.now, facts.stale_after);
        return {to_string(condition.state), condition.since, condition.reason};
    }
    if (facts.shown->face == TileFace::placeholder) {
        return {kNotShown, {}, "it is not drawn yet"};
    }
    if (facts.cards_worker != Heard::just_now) {
        // Its bitmap stays on the wall, and nobody watches the age of what it says.
        return {to_string(TileState::stale),
                {},
                facts.cards_worker == Heard::not_running
                    ? "the cards worker does not run and is started again"
                : facts.cards_worker == Heard::not_yet ? "the cards worker is being started"
                                                       : "the cards worker says nothing"};
    }
    return {facts.card};
}

}  // namespace pendopo
