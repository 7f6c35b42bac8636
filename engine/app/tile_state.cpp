#include "engine/app/tile_state.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

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

// The camera says itself why no pictures come.
bool explains_itself(TileState state) {
    return state == TileState::wrong_password || state == TileState::at_limit ||
           state == TileState::misconfigured || state == TileState::unsupported ||
           state == TileState::offline;
}

// How old its newest picture may be and yet count as new, as it is known here.
Nanoseconds limit_of(const CameraFacts& camera, const TileHealth* shown) {
    const int of_source = shown != nullptr && shown->stale_after_ms > 0
                              ? shown->stale_after_ms
                              : camera.report->health.stale_after_ms;
    return std::max<Nanoseconds>(camera.stale_after, Milliseconds(of_source)) + kReportInterval;
}

// What is to be said of pictures that come.
TileCondition moving_condition(const CameraReport& report, bool silent, MonotonicTime now) {
    const CameraHealth& health = report.health;
    const MonotonicTime unchanged = from_ns(health.unchanged_since_ns);
    if (health.unchanged_since_ns != 0 && report.frozen_after.count() > 0 &&
        now - unchanged >= report.frozen_after) {
        return {TileState::frozen,
                unchanged,
                fmt::format("one picture is repeated for {} s",
                            std::chrono::duration_cast<Seconds>(report.frozen_after).count()),
                {}};
    }
    if (report.late.delayed) {
        return {TileState::delayed, report.late.since,
                fmt::format("its pictures come {:.1f} s late",
                            std::chrono::duration<double>(report.late.by).count()),
                report.late.by};
    }
    if (health.state == CameraState::masked) {
        return {TileState::masked, from_ns(health.since_ns), "", {}};
    }
    if (!health.degraded.empty()) {
        return {TileState::degraded, report.degraded_since, health.degraded, {}};
    }
    if (silent) {  // its pictures come, and nobody watches whether they repeat or come late
        return {TileState::degraded, report.at, "its ingest worker says nothing", {}};
    }
    return {TileState::live, from_ns(health.since_ns), "", {}};
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
    if (const auto barred = barred_camera(wall.model(), camera, display)) {
        return barred;
    }
    return wall.hides(camera)                    ? std::optional(TileState::closed)
           : wall.off_by_plan(camera) != nullptr ? std::optional(TileState::off_by_plan)
                                                 : std::nullopt;
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

CameraFacts camera_facts(const CameraReports& reports, const std::string& id,
                         Nanoseconds stale_after, MonotonicTime now) {
    const auto report = reports.find(id);
    if (report == reports.end()) {
        return {nullptr, Heard::not_yet, stale_after};
    }
    return {&report->second, heard(true, report->second.at, now), stale_after};
}

TileCondition picture_condition(const CameraFacts& camera, const TileHealth* shown,
                                MonotonicTime now) {
    const bool runs = camera.worker != Heard::not_running;
    if (camera.report == nullptr || !runs) {
        const char* why = runs ? "" : "its ingest worker does not run and is started again";
        return shown != nullptr && shown->face == TileFace::dimmed
                   ? TileCondition{TileState::stale, from_ns(shown->picture_ns), why, {}}
                   : TileCondition{TileState::connecting, {}, why, {}};
    }
    const CameraHealth& report = camera.report->health;
    const MonotonicTime since = from_ns(report.since_ns);
    const TileState says = connection_state(report.state);
    if (explains_itself(says)) {
        return {says, since, "", {}};
    }
    const bool silent = camera.worker == Heard::too_long_ago;
    const char* silence = silent ? "its ingest worker says nothing" : "";
    const bool seen = shown != nullptr && shown->face != TileFace::placeholder;
    const int64_t newest =
        seen && shown->picture_ns != 0 ? shown->picture_ns : report.last_picture_ns;
    const bool is_old = newest != 0 && now - from_ns(newest) > limit_of(camera, shown);
    const MonotonicTime stopped = newest != 0 ? from_ns(newest) : since;
    if ((seen && (shown->face == TileFace::dimmed || is_old)) || says == TileState::stale ||
        (shown == nullptr && says == TileState::live && (silent || is_old))) {
        return {TileState::stale, stopped, silence, {}};
    }
    if (shown != nullptr && !seen) {
        // It may have had a picture that is too old to be shown even as an old one.
        return says == TileState::live && is_old
                   ? TileCondition{TileState::stale, stopped, silence, {}}
               : says == TileState::live ? TileCondition{TileState::connecting, {}, silence, {}}
                                         : TileCondition{says, since, silence, {}};
    }
    // While its pictures are young, one that waits for a keyframe plays.
    const bool waits = says == TileState::waiting_for_keyframe && shown == nullptr;
    if (says == TileState::connecting || waits) {
        return {says, since, "", {}};
    }
    return moving_condition(*camera.report, silent, now);
}

bool has_badge(TileState state) {
    return state != TileState::live && state != TileState::connecting;
}

TileCondition calmed(const TileCondition& condition, const SaidCondition* before,
                     MonotonicTime now) {
    constexpr Seconds kStands{1};
    const bool stands = before != nullptr && has_badge(before->condition.state) &&
                        before->condition.state != condition.state && now - before->at < kStands;
    return stands ? before->condition : condition;
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
        return {to_string(TileState::not_shown), {}, std::string(why)};
    }
    if (facts.barred) {
        return {to_string(*facts.barred), {}, ""};
    }
    if (facts.card.empty()) {
        const TileCondition condition = calmed(
            picture_condition(facts.camera, facts.shown, facts.now), facts.before, facts.now);
        return {to_string(condition.state), condition.since, condition.reason};
    }
    if (facts.shown->face == TileFace::placeholder) {
        return {to_string(TileState::not_shown), {}, "it is not drawn yet"};
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
    return {facts.card, {}, ""};
}

}  // namespace pendopo
