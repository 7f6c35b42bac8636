// What WallRuntime tells of itself: the state document, from the newest reports.

#include <unistd.h>

#include <algorithm>
#include <utility>

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
    WallStatus now;
    add_tiles(now);
    return shown_revision_ == wall_.revision() && feed_.settled() &&
           std::ranges::all_of(now.tiles, [](const TileStatus& tile) {
               return tile.camera.empty() ? tile.state != kNotShown : tile.state == "live";
           });
}

Heard WallRuntime::renderer_heard() const {
    return heard(render_ && render_->running(), reports_.render_at, clock_.now());
}

bool WallRuntime::has_output(const std::string& display) const {
    const auto& displays = reports_.render.displays;
    const auto shown = std::ranges::find(displays, display, &DisplayHealth::id);
    return renderer_heard() == Heard::just_now && shown != displays.end() &&
           (options_.mode != ShowMode::outputs || !shown->output.empty());
}

std::string WallRuntime::why_not_ready() const {
    const Heard renderer = renderer_heard();
    if (renderer != Heard::just_now) {
        const std::string why =
            render_ ? no_renderer(renderer, render_->restarts(), render_->last_exit()) : "";
        return why.empty() ? "the renderer is being started" : why;
    }
    if (reports_.render.revision == 0) {
        return "no layout was shown yet";
    }
    const bool any =
        std::ranges::any_of(model().config.displays,
                            [&](const DisplayConfig& display) { return has_output(display.id); });
    return any ? "" : "no display has an output";
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
    add_displays(status);
    add_tiles(status);
    add_sources(status);
    add_cameras(status);
    const auto add_worker = [&](const Worker& worker) {
        status.workers.push_back({worker.role(), worker.pid(), worker.restarts(),
                                  unix_ms_of(worker.started_at()), worker.last_exit()});
    };
    status.workers.push_back({"control", ::getpid(), options_.control_restarts,
                              unix_ms_of(started_at_), options_.control_last_exit});
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
    add_problems(status);
    return status;
}

void WallRuntime::add_displays(WallStatus& status) const {
    const auto& configs = model().config.displays;
    const auto& reported = reports_.render.displays;
    for (const SceneDisplay& scene : wall_.scene().displays) {
        const auto config = std::ranges::find(configs, scene.id, &DisplayConfig::id);
        DisplayStatus display;
        display.id = scene.id;
        display.name = config == configs.end() ? scene.id : config->name;
        display.size = scene.size;
        if (has_output(scene.id)) {
            const auto shown = std::ranges::find(reported, scene.id, &DisplayHealth::id);
            display.output = shown->output;
            display.shown_fps = shown->shown_fps;
            display.connected = true;
        }
        status.displays.push_back(std::move(display));
    }
}

// What is known of a tile, but for whether it may be shown and what it shows.
TileFacts WallRuntime::facts_of(const SceneTile& tile, const std::string& display) const {
    TileFacts facts;
    facts.renderer = renderer_heard();
    facts.has_output = has_output(display);
    facts.on_wall = reports_.render.revision == wall_.revision() ||
                    (reports_.render.revision == shown_scene_.revision &&
                     on_wall(plans_.scene, shown_scene_, display, tile.id));
    facts.shown = find_tile(reports_.render, display, tile.id);
    facts.cards_worker = heard(cards_ && cards_->running(), reports_.cards_at, clock_.now());
    facts.now = clock_.now();
    facts.stale_after = stale_after();
    return facts;
}

CameraFacts WallRuntime::camera_facts_of(const std::string& camera) const {
    CameraFacts facts = camera_facts(reports_.cameras, camera, clock_.now());
    const auto assigned = assignment_.cameras.find(camera);
    if (assigned != assignment_.cameras.end() && !ingest_[assigned->second]->running()) {
        facts.worker = Heard::not_running;
    }
    return facts;
}

void WallRuntime::add_tiles(WallStatus& status) const {
    const auto& configs = model().config.displays;
    for (const SceneDisplay& display : wall_.scene().displays) {
        const auto config = std::ranges::find(configs, display.id, &DisplayConfig::id);
        const DisplayConfig of_display = config == configs.end() ? DisplayConfig{} : *config;
        for (const SceneTile& tile : display.tiles) {
            TileStatus entry;
            entry.display = display.id;
            entry.id = tile.id;
            entry.rect = tile.rect;
            TileFacts facts = facts_of(tile, display.id);
            if (const auto* card = std::get_if<TileCard>(&tile.content)) {
                add_card(*card, of_display, facts, entry);
            } else {
                add_camera(tile, of_display, facts, entry);
            }
            status.tiles.push_back(std::move(entry));
        }
    }
}

void WallRuntime::add_card(const TileCard& card, const DisplayConfig& display, TileFacts facts,
                           TileStatus& entry) const {
    entry.card = card.card;
    facts.barred = barred_card(model(), card.card, display);
    const auto& items = plans_.cards.items;
    const auto item = std::ranges::find_if(items, [&](const CardItem& each) {
        return each.kind == CardKind::card && each.text == card.card;
    });
    const bool has_figures = !facts.barred && item != items.end();
    std::string of_figures = has_figures ? card_state(item->source, clock_.wall_now()) : "live";
    if (has_figures && of_figures == "live" && !feed_.is_filled(item->key)) {
        of_figures = "waiting";  // its source is good; what its code makes of it is not there yet
    }
    facts.card = of_figures;
    const TileSaid said = tile_state(facts);
    say(said, facts, entry);
    entry.frame_age_ms.reset();
    if (has_figures && said.reason.empty()) {  // it may be shown on another display
        entry.since_ms = item->source.updated_ms;
        entry.reason = item->source.problem;
    }
}

void WallRuntime::add_camera(const SceneTile& tile, const DisplayConfig& display, TileFacts facts,
                             TileStatus& entry) const {
    entry.camera = wall_.camera_of(tile);
    facts.barred = barred_camera(model(), entry.camera, display);
    facts.camera = camera_facts_of(entry.camera);
    say(tile_state(facts), facts, entry);
    if (const CameraHealth* report = facts.camera.report) {
        entry.stream = report->stream;
        entry.decoded_fps = facts.camera.worker == Heard::just_now ? report->decoded_fps : 0;
        if (entry.reason.empty()) {
            entry.reason = report->reason;
        }
    }
}

void WallRuntime::say(const TileSaid& said, const TileFacts& facts, TileStatus& entry) const {
    entry.state = said.state;
    entry.reason = said.reason;
    entry.since_ms = since_ms(said.since);
    if (said.state == kNotShown) {
        entry.since_ms = facts.renderer == Heard::just_now ? 0 : unix_ms(shown_until_);
    } else if (facts.shown != nullptr) {
        entry.shown_fps = facts.shown->shown_fps;
        if (facts.shown->picture_ns != 0) {
            entry.frame_age_ms = std::chrono::duration_cast<Milliseconds>(
                                     *reports_.render_at - from_ns(facts.shown->picture_ns))
                                     .count();
        }
    }
}

void WallRuntime::add_cameras(WallStatus& status) const {
    for (const CameraConfig& camera : model().cameras.cameras) {
        CameraStatus entry;
        entry.id = camera.id;
        entry.name = camera.name;
        const CameraFacts facts = camera_facts_of(camera.id);
        const TileCondition condition = camera_condition(facts, clock_.now(), stale_after());
        // It plays, whether or not some tile shows it.
        entry.state = !assignment_.cameras.contains(camera.id) ? "unused"
                      : condition.state == TileState::live     ? "playing"
                                                               : to_string(condition.state);
        entry.since_ms = since_ms(condition.since);
        entry.reason = condition.reason;
        if (const CameraHealth* report = facts.report) {
            if (entry.reason.empty()) {
                entry.reason = report->reason;
            }
            entry.stream = report->stream;
            entry.codec = report->codec;
            entry.decoder = report->decoder;
            entry.size = report->size;
            entry.connects = report->connects;
            entry.failures = report->failures;
            if (facts.worker == Heard::just_now) {
                entry.decoded_fps = report->decoded_fps;
                entry.received_fps = report->received_fps;
                entry.kilobits_per_second = report->kilobits_per_second;
                entry.media_clock = to_string(report->media_clock);
                entry.delay_ms = report->delay_ms;
                entry.jitter_ms = report->jitter_ms;
            }
        }
        status.cameras.push_back(std::move(entry));
    }
}

void WallRuntime::add_problems(WallStatus& status) const {
    const Heard renderer = renderer_heard();
    if (render_ && renderer != Heard::just_now) {
        const std::string nothing_shown =
            no_renderer(renderer, render_->restarts(), render_->last_exit());
        if (!nothing_shown.empty()) {
            status.problems.push_back({nothing_shown, unix_ms(shown_until_)});
        }
    } else {
        for (const HiddenDisplay& display : hidden_displays_) {
            status.problems.push_back({display.text, unix_ms(display.since)});
        }
    }
    for (const Problem& problem : files_.problems()) {
        status.problems.push_back({to_string(problem)});
    }
    for (std::string& line : distributor_.problems()) {
        status.problems.push_back({std::move(line)});
    }
    for (const std::string& line : too_few_files_) {
        status.problems.push_back({line});
    }
    if (!memory_.problem().empty()) {
        status.problems.push_back({memory_.problem()});
    }
    for (std::string& line : feed_.notes()) {
        status.problems.push_back({std::move(line)});
    }
    for (std::string& line : figures_lost(reports_.sources)) {
        status.problems.push_back({std::move(line)});
    }
    if (auto line = values_not_kept(reports_.sources)) {
        status.problems.push_back({std::move(*line)});
    }
}

int64_t WallRuntime::since_ms(MonotonicTime since) const {
    return since == MonotonicTime{} ? 0 : unix_ms(since);
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
        entry.age_by = report.revision == 0 ? "" : to_string(report.age_by);
        entry.fetched_ms = report.fetched_ms;
        entry.lost = report.reading.lost;
        entry.losses = report.reading.losses;
        entry.notes = report.reading.notes;
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
