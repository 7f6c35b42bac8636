// What tiles and cameras say of themselves: the book's facts, as tile_state.h judges them.

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "engine/app/status_book.h"

namespace pendopo {
namespace {

// Of this camera or of all; 0: not known.
int64_t hidden_since_ms(const WallDecision& decision, const std::string& camera) {
    const auto hides = [&](const Claim& claim) {
        const auto* hidden = std::get_if<ClaimHiddenCameras>(&claim.what);
        return hidden != nullptr && (hidden->camera.empty() || hidden->camera == camera);
    };
    const auto found = std::ranges::find_if(decision.claims, hides);
    return found == decision.claims.end() ? 0 : unix_ms(found->since);
}

}  // namespace

TileFacts StatusBook::facts_of(const SceneTile& tile, const std::string& display,
                               const ReportedTiles& reported) const {
    TileFacts facts;
    facts.renderer = renderer_heard();
    facts.has_output = has_output(display);
    facts.on_wall = reports_.render.revision == subject_.wall.revision() ||
                    (reports_.render.revision == subject_.shown_scene.revision &&
                     on_wall(subject_.plans.scene, subject_.shown_scene, display, tile.id));
    facts.shown = reported.find(display, tile.id);
    const Worker* cards = subject_.workers.cards();
    facts.cards_worker =
        heard(cards != nullptr && cards->running(), reports_.cards_at, clock_.now());
    facts.now = clock_.now();
    return facts;
}

CameraFacts StatusBook::camera_facts_of(const std::string& camera) const {
    CameraFacts facts = camera_facts(reports_.cameras, camera, stale_after(), clock_.now());
    const auto assigned = subject_.assignment.cameras.find(camera);
    if (assigned != subject_.assignment.cameras.end() &&
        !subject_.workers.ingest(assigned->second).running()) {
        facts.worker = Heard::not_running;
    }
    return facts;
}

Nanoseconds StatusBook::stale_after() const {
    return std::chrono::duration_cast<Nanoseconds>(
        std::chrono::duration<double>(subject_.wall.model().config.stale_after_s));
}

int64_t StatusBook::since_ms(MonotonicTime since) const {
    return since == MonotonicTime{} ? 0 : subject_.offset.unix_ms(since);
}

void StatusBook::add_camera(const SceneTile& tile, const DisplayConfig& display, TileFacts facts,
                            TileStatus& entry) const {
    entry.camera = subject_.wall.camera_of(tile);
    facts.barred = barred_camera(subject_.wall, entry.camera, display);
    facts.camera = camera_facts_of(entry.camera);
    facts.before = reports_.said.find(display.id, tile.id, entry.camera);
    say(tile_state(facts), facts, entry);
    if (facts.barred && entry.state == to_string(*facts.barred)) {
        say_barred(display, *facts.barred, entry);
        return;
    }
    if (facts.camera.report != nullptr) {
        const CameraHealth* report = &facts.camera.report->health;
        entry.stream = report->stream;
        entry.decoded_fps = facts.camera.worker == Heard::just_now ? report->decoded_fps : 0;
        if (entry.reason.empty()) {
            entry.reason = report->reason;
        }
    }
}

// Why the wall keeps a camera off, and since when as far as the wall knows.
void StatusBook::say_barred(const DisplayConfig& display, TileState barred,
                            TileStatus& entry) const {
    if (const auto* off = subject_.wall.off_by_plan(entry.camera);
        barred == TileState::off_by_plan && off != nullptr) {
        entry.since_ms = off->since ? unix_ms(*off->since) : 0;
        entry.reason = "outside its hours";
    } else if (barred == TileState::closed && subject_.wall.hides(entry.camera)) {
        entry.since_ms = hidden_since_ms(subject_.wall.decision(), entry.camera);
        entry.reason = "hidden by operators";
    } else if (barred == TileState::closed) {
        entry.reason = "not for the audience of display \"" + display.id + "\"";
    } else if (barred == TileState::no_camera && !entry.camera.empty()) {
        entry.reason = "cameras.json has no camera \"" + entry.camera + "\"";
    }
}

void StatusBook::say(const TileSaid& said, const TileFacts& facts, TileStatus& entry) const {
    entry.state = said.state;
    entry.reason = said.reason;
    entry.since_ms = since_ms(said.since);
    if (said.state == to_string(TileState::not_shown)) {
        entry.since_ms =
            facts.renderer == Heard::just_now ? 0 : subject_.offset.unix_ms(shown_until_);
    } else if (facts.shown != nullptr) {
        entry.shown_fps = facts.shown->shown_fps;
        if (facts.shown->picture_ns != 0) {
            entry.frame_age_ms = std::chrono::duration_cast<Milliseconds>(
                                     *reports_.render_at - from_ns(facts.shown->picture_ns))
                                     .count();
        }
    }
}

// A camera that plays, whether or not some tile shows it, is no tile that is live.
TileSaid StatusBook::camera_says(const std::string& camera, const CameraFacts& facts) const {
    if (subject_.wall.off_by_plan(camera) != nullptr) {
        return {to_string(TileState::off_by_plan), {}, "outside its hours"};
    }
    if (!subject_.assignment.cameras.contains(camera)) {
        return {"unused", {}, ""};
    }
    TileCondition condition = picture_condition(facts, nullptr, clock_.now());
    return {condition.state == TileState::live ? "playing" : to_string(condition.state),
            condition.since, std::move(condition.reason)};
}

void StatusBook::add_cameras(WallStatus& status) const {
    for (const CameraConfig& camera : subject_.wall.model().cameras.cameras) {
        CameraStatus entry;
        entry.id = camera.id;
        entry.name = camera.name;
        const CameraFacts facts = camera_facts_of(camera.id);
        const TileSaid said = camera_says(camera.id, facts);
        entry.state = said.state;
        entry.since_ms = since_ms(said.since);
        entry.reason = said.reason;
        if (const auto* off = subject_.wall.off_by_plan(camera.id); off != nullptr && off->since) {
            entry.since_ms = unix_ms(*off->since);
        }
        if (const auto counts = counts_.find(camera.id); counts != counts_.end()) {
            entry.connects = counts->second.connects.total();
            entry.failures = counts->second.failures.total();
        }
        if (facts.report != nullptr) {
            const CameraHealth* report = &facts.report->health;
            if (entry.reason.empty()) {
                entry.reason = report->reason;
            }
            entry.stream = report->stream;
            entry.codec = report->codec;
            entry.decoder = report->decoder;
            entry.size = report->size;
            if (facts.worker == Heard::just_now) {
                entry.decoded_fps = report->decoded_fps;
                entry.received_fps = report->received_fps;
                entry.kilobits_per_second = report->kilobits_per_second;
                entry.media_clock = to_string(report->media_clock);
                entry.delay_ms = report->delay_ms;
                entry.jitter_ms = report->jitter_ms;
                entry.late_ms = report->late_ms;
            }
        }
        status.cameras.push_back(std::move(entry));
    }
}

void StatusBook::note_states() {
    const MonotonicTime now = clock_.now();
    const bool switching = reports_.render.revision != subject_.wall.revision();
    const ReportedTiles reported(reports_.render);
    for (const auto& [camera, worker] : subject_.assignment.cameras) {
        const CameraFacts facts = camera_facts_of(camera);
        const TileSaid said = camera_says(camera, facts);
        const bool own = said.reason.empty() && facts.report != nullptr;
        states_.say("camera=" + camera, said.state, "connecting",
                    own ? facts.report->health.reason : said.reason, now);
    }
    for (const SceneDisplay& display : subject_.wall.scene().displays) {
        for (const SceneTile& tile : display.tiles) {
            const std::string camera = subject_.wall.camera_of(tile);
            if (camera.empty()) {
                continue;
            }
            const TileHealth* shown = switching ? nullptr : reported.find(display.id, tile.id);
            const CameraFacts facts = camera_facts_of(camera);
            const TileCondition condition =
                calmed(picture_condition(facts, shown, now),
                       reports_.said.find(display.id, tile.id, camera), now);
            reports_.said.keep(display.id, tile.id, camera, condition, now);
            // What its camera says is logged already.
            const bool own_fault = shown != nullptr && has_badge(condition.state) &&
                                   picture_condition(facts, nullptr, now).state != condition.state;
            if (own_fault && !subject_.wall.hides(camera)) {
                states_.say(fmt::format("tile={}/{} camera={}", display.id, tile.id, camera),
                            to_string(condition.state), "live", condition.reason, now);
            }
        }
    }
    reports_.said.end_round();
    states_.end_round(now);
}

}  // namespace pendopo
