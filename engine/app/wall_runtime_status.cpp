// What WallRuntime tells of itself: the state document, from the newest reports.

#include <algorithm>
#include <set>

#include "engine/app/card_source.h"
#include "engine/app/disk_state.h"
#include "engine/app/wall_runtime.h"

namespace pendopo {
namespace {

int64_t unix_ms_of(WallTime time) {
    return std::chrono::duration_cast<Milliseconds>(time.time_since_epoch()).count();
}

}  // namespace

bool WallRuntime::all_live() const {
    if (shown_revision_ == 0 || shown_revision_ != wall_.revision() ||
        reports_.render.revision != shown_revision_ || !feed_.settled()) {
        return false;
    }
    return std::ranges::all_of(reports_.render.tiles, [](const TileHealth& tile) {
        return tile.face == TileFace::live || tile.face == TileFace::card;
    });
}

WallStatus WallRuntime::status() const {
    const WallModel& model = wall_.model();
    WallStatus status;
    status.name = model.config.name;
    status.version = PENDOPO_VERSION;
    status.revision = wall_.revision();
    status.layout = wall_.layout();
    status.started_ms = unix_ms_of(started_at_);
    status.renderer = render_ready_.renderer;
    status.render_path = to_string(render_ready_.path);
    for (const WallLayout& layout : model.layouts) {
        status.layouts.push_back({layout.id, layout.name, layout.id == wall_.layout()});
    }
    for (const SceneDisplay& scene : wall_.scene().displays) {
        const auto config = std::ranges::find(model.config.displays, scene.id, &DisplayConfig::id);
        const auto shown =
            std::ranges::find(reports_.render.displays, scene.id, &DisplayHealth::id);
        DisplayStatus display;
        display.id = scene.id;
        display.name = config == model.config.displays.end() ? scene.id : config->name;
        display.size = scene.size;
        if (shown != reports_.render.displays.end()) {
            display.output = shown->output;
            display.shown_fps = shown->shown_fps;
            display.connected = options_.mode != ShowMode::outputs || !shown->output.empty();
        }
        status.displays.push_back(std::move(display));
    }
    add_tiles(status);
    add_sources(status);
    for (const CameraConfig& camera : model.cameras.cameras) {
        CameraStatus entry;
        entry.id = camera.id;
        entry.name = camera.name;
        const auto found = reports_.cameras.find(camera.id);
        if (found == reports_.cameras.end()) {
            entry.state =
                assignment_.contains(camera.id) ? to_string(TileState::connecting) : "unused";
        } else {
            const CameraHealth& report = found->second;
            const TileCondition condition = tile_condition(&report, clock_.now(), stale_after());
            entry.state = to_string(condition.state);
            entry.since_ms = unix_ms(condition.since);
            entry.reason = report.reason;
            entry.stream = report.stream;
            entry.codec = report.codec;
            entry.decoder = report.decoder;
            entry.size = report.size;
            entry.decoded_fps = report.decoded_fps;
            entry.received_fps = report.received_fps;
            entry.kilobits_per_second = report.kilobits_per_second;
            entry.connects = report.connects;
            entry.failures = report.failures;
        }
        status.cameras.push_back(std::move(entry));
    }
    const auto add_worker = [&](const Worker& worker) {
        status.workers.push_back({worker.role(), worker.pid(), worker.restarts(),
                                  unix_ms_of(worker.started_at()), worker.last_exit()});
    };
    for (const auto& worker : ingest_) {
        add_worker(*worker);
    }
    for (const Worker* worker : feed_.workers()) {
        add_worker(*worker);
    }
    if (cards_ && render_) {
        add_worker(*cards_);
        add_worker(*render_);
    }
    for (const Problem& problem : files_.problems()) {
        status.problems.push_back({to_string(problem)});
    }
    for (const std::string& line : hidden_displays_) {
        status.problems.push_back({line});
    }
    if (!memory_.problem().empty()) {
        status.problems.push_back({memory_.problem()});
    }
    if (auto line = values_not_kept(reports_.sources)) {
        status.problems.push_back({std::move(*line)});
    }
    return status;
}

void WallRuntime::add_tiles(WallStatus& status) const {
    const WallModel& model = wall_.model();
    for (const SceneDisplay& display : wall_.scene().displays) {
        const auto config =
            std::ranges::find(model.config.displays, display.id, &DisplayConfig::id);
        const DisplayConfig of_display =
            config == model.config.displays.end() ? DisplayConfig{} : *config;
        for (const SceneTile& tile : display.tiles) {
            TileStatus entry;
            entry.display = display.id;
            entry.id = tile.id;
            entry.rect = tile.rect;
            const TileHealth* shown = find_tile(reports_.render, display.id, tile.id);
            if (shown != nullptr) {
                entry.shown_fps = shown->shown_fps;
                if (shown->picture_ns != 0) {
                    entry.frame_age_ms = std::chrono::duration_cast<Milliseconds>(
                                             render_report_at_ - from_ns(shown->picture_ns))
                                             .count();
                }
            }
            if (const auto* card = std::get_if<TileCard>(&tile.content)) {
                entry.card = card->card;
                const auto barred = barred_card(model, card->card, of_display);
                entry.state = to_string(barred.value_or(TileState::live));
                entry.frame_age_ms.reset();
                const auto& items = plans_.cards.items;
                const auto item = std::ranges::find_if(items, [&](const CardItem& each) {
                    return each.kind == CardKind::card && each.text == card->card;
                });
                if (!barred && item != items.end()) {  // it may be shown on another display
                    entry.state = card_state(item->source, clock_.wall_now());
                    entry.reason = item->source.problem;
                    entry.since_ms = item->source.updated_ms;
                }
            } else {
                entry.camera = wall_.camera_of(tile);
                const auto found = reports_.cameras.find(entry.camera);
                const CameraHealth* report =
                    found == reports_.cameras.end() ? nullptr : &found->second;
                const TileCondition condition = tile_condition(report, clock_.now(), stale_after());
                entry.state = to_string(barred_camera(model, entry.camera, of_display)
                                            .value_or(seen_state(condition.state, shown)));
                entry.since_ms = unix_ms(condition.since);
                if (report != nullptr) {
                    entry.stream = report->stream;
                    entry.reason = report->reason;
                    entry.decoded_fps = report->decoded_fps;
                }
            }
            status.tiles.push_back(std::move(entry));
        }
    }
}

void WallRuntime::add_sources(WallStatus& status) const {
    const WallModel& model = wall_.model();
    for (const SourceConfig& source : model.data.sources) {
        const auto known = reports_.sources.find(source.id);
        const SourceReport report =
            known == reports_.sources.end() ? SourceReport{} : known->second;
        // As a card would say it that shows nothing else.
        CardConfig card;
        card.sources = {source.id};
        const WallTime now = clock_.wall_now();
        SourceStatus entry;
        entry.id = source.id;
        entry.name = source.name.in(model.config.language);
        entry.publisher = source.publisher;
        entry.audience = source.audience;
        entry.state = card_state(card_source(card, model.data, reports_.sources, "", now), now);
        entry.reason = report.reason;
        entry.period = report.period;
        entry.updated_ms = report.updated_ms;
        entry.fetched_ms = report.fetched_ms;
        entry.bytes = report.bytes;
        entry.fetch_ms = report.fetch_ms;
        entry.failures = report.failures;
        status.sources.push_back(std::move(entry));
    }
}

Nanoseconds WallRuntime::stale_after() const {
    return std::chrono::duration_cast<Nanoseconds>(
        std::chrono::duration<double>(model().config.stale_after_s));
}

}  // namespace pendopo
