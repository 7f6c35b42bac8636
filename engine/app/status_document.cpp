// The state document's values.

#include <unistd.h>

#include <algorithm>
#include <utility>

#include "engine/app/card_source.h"
#include "engine/app/disk_state.h"
#include "engine/app/render_setup.h"
#include "engine/app/sandbox_problems.h"
#include "engine/app/status_book.h"

namespace pendopo {

WallStatus StatusBook::document(const std::vector<LocalText>& problems) const {
    const WallModel& model = subject_.wall.model();
    WallStatus status;
    status.name = model.config.name;
    status.version = PENDOPO_VERSION;
    status.language = model.config.language;
    status.timezone = model.config.timezone;
    status.revision = subject_.wall.revision();
    status.layout = subject_.wall.layout();
    status.started_ms = unix_ms(started_at_);
    status.renderer = ready_.renderer;
    status.render_path = to_string(ready_.path);
    for (const WallLayout& layout : model.layouts) {
        status.layouts.push_back({layout.id, layout.name, layout.id == subject_.wall.layout()});
    }
    add_displays(status);
    add_tiles(status);
    add_sources(status);
    add_cameras(status);
    add_workers(status);
    add_problems(problems, status);
    return status;
}

WallStatus StatusBook::shown_now() const {
    WallStatus status;
    add_displays(status);
    add_tiles(status);
    return status;
}

void StatusBook::add_workers(WallStatus& status) const {
    status.workers.push_back(
        {"control", ::getpid(), control_.restarts, unix_ms(started_at_), control_.last_exit});
    for (const Worker* worker : status_workers()) {
        status.workers.push_back({worker->role(), worker->pid(), worker->restarts(),
                                  unix_ms(worker->started_at()), worker->last_exit()});
    }
}

std::vector<const Worker*> StatusBook::status_workers() const {
    std::vector<const Worker*> all;
    for (size_t i = 0; i < subject_.workers.ingest_count(); ++i) {
        all.push_back(&subject_.workers.ingest(i));
    }
    for (const Worker* worker : subject_.feed.workers()) {
        all.push_back(worker);
    }
    all.push_back(subject_.workers.cards());
    all.push_back(subject_.workers.render());
    std::erase(all, nullptr);
    return all;
}

void StatusBook::add_displays(WallStatus& status) const {
    const auto& configs = subject_.wall.model().config.displays;
    const auto& reported = reports_.render.displays;
    const auto setup =
        render_setup(subject_.wall.model().config, mode_, ready_.path, kPreviewWidth);
    for (const SceneDisplay& scene : subject_.wall.scene().displays) {
        const auto config = std::ranges::find(configs, scene.id, &DisplayConfig::id);
        DisplayStatus display;
        display.id = scene.id;
        display.name = config == configs.end() ? scene.id : config->name;
        display.size = scene.size;
        if (const auto place = std::ranges::find(setup.displays, scene.id, &RenderDisplay::id);
            place != setup.displays.end()) {
            display.preview = place->preview;
        }
        if (has_output(scene.id)) {
            const auto shown = std::ranges::find(reported, scene.id, &DisplayHealth::id);
            display.output = shown->output;
            display.shown_fps = shown->shown_fps;
            display.connected = true;
        }
        add_proof(display);
        add_power(display);
        status.displays.push_back(std::move(display));
    }
}

void StatusBook::add_proof(DisplayStatus& display) const {
    const WallProof::Display* proof = subject_.proof.find(display.id);
    display.proof = to_string(proof == nullptr ? Proof::unknown : proof->verdict.proof);
    if (proof != nullptr) {
        display.proof_reason = proof->verdict.reason;
        display.proof_since_ms = subject_.offset.unix_ms(proof->since);
    }
}

void StatusBook::add_power(DisplayStatus& display) const {
    const WallDecision& decision = subject_.wall.decision();
    const auto decided =
        std::ranges::find(decision.displays, display.id, &DisplayDecision::display);
    if (decided == decision.displays.end() || !decided->power_claim) {
        return;
    }
    const Claim& claim = *decided->power_claim;
    display.power.state = to_string(decided->power);
    display.power.reason = claim.reason;
    display.power.since_ms = unix_ms(claim.since);
    if (claim.until) {
        display.power.until_ms = unix_ms(*claim.until);
    }
    const auto& reported = reports_.render.displays;
    const auto shown = std::ranges::find(reported, display.id, &DisplayHealth::id);
    if (mode_ == ShowMode::outputs && display.is_off() && shown != reported.end()) {
        const bool all_off = off_displays().size() == subject_.wall.model().config.displays.size();
        display.power.note = awake_although_off(*shown, all_off);
    }
}

void StatusBook::add_tiles(WallStatus& status) const {
    const ReportedTiles reported(reports_.render);
    const auto& configs = subject_.wall.model().config.displays;
    for (const SceneDisplay& display : subject_.wall.scene().displays) {
        const auto config = std::ranges::find(configs, display.id, &DisplayConfig::id);
        const DisplayConfig of_display = config == configs.end() ? DisplayConfig{} : *config;
        for (const SceneTile& tile : display.tiles) {
            TileStatus entry;
            entry.display = display.id;
            entry.id = tile.id;
            entry.rect = tile.rect;
            TileFacts facts = facts_of(tile, display.id, reported);
            if (std::holds_alternative<TileCard>(tile.content)) {
                add_card(subject_.wall.card_of(tile), of_display, facts, entry);
            } else {
                add_camera(tile, of_display, facts, entry);
            }
            status.tiles.push_back(std::move(entry));
        }
    }
}

void StatusBook::add_card(const std::string& card, const DisplayConfig& display, TileFacts facts,
                          TileStatus& entry) const {
    entry.card = card;
    facts.barred = barred_card(subject_.wall.model(), card, display);
    const auto& items = subject_.plans.cards.items;
    const auto item = std::ranges::find_if(items, [&](const CardItem& each) {
        return each.kind == CardKind::card && each.text == card;
    });
    const bool has_figures = !facts.barred && item != items.end();
    std::string of_figures = has_figures ? card_state(item->source, clock_.wall_now()) : "live";
    if (has_figures && of_figures == "live" && !subject_.feed.is_filled(item->key)) {
        of_figures = "waiting";  // its source is good; what its code makes of it is not there yet
    }
    facts.card = of_figures;
    if (has_figures) {
        entry.notes = subject_.feed.notes(item->key);
    }
    const TileSaid said = tile_state(facts);
    say(said, facts, entry);
    entry.frame_age_ms.reset();
    if (has_figures && said.reason.empty()) {  // it may be shown on another display
        entry.since_ms = item->source.updated_ms;
        entry.reason = item->source.problem;
    }
}

void StatusBook::add_problems(const std::vector<LocalText>& others, WallStatus& status) const {
    const Heard renderer = renderer_heard();
    const Worker* render = subject_.workers.render();
    if (render != nullptr && renderer != Heard::just_now) {
        const std::string nothing_shown =
            no_renderer(renderer, render->restarts(), render->last_exit());
        if (!nothing_shown.empty()) {
            status.problems.push_back({{"", nothing_shown}, subject_.offset.unix_ms(shown_until_)});
        }
    } else {
        for (const HiddenDisplay& display : hidden_displays_) {
            status.problems.push_back({{"", display.text}, subject_.offset.unix_ms(display.since)});
        }
    }
    for (const WallProof::Display& display : subject_.proof.displays()) {
        if (display.verdict.proof == Proof::failed) {
            status.problems.push_back({{"", "display \"" + display.id +
                                                "\" does not prove that it shows what it should: " +
                                                display.verdict.reason},
                                       subject_.offset.unix_ms(display.since)});
        }
    }
    const auto add = [&](const std::string& line) { status.problems.push_back({{"", line}}); };
    std::ranges::for_each(refused_, add);
    std::ranges::for_each(sandbox_problems(status_workers(), subject_.workers.sandbox()), add);
    for (const LocalText& line : others) {
        status.problems.push_back({line});
    }
    std::ranges::for_each(subject_.feed.notes(), add);
    std::ranges::for_each(figures_lost(reports_.sources), add);
    if (const auto line = values_not_kept(reports_.sources)) {
        add(*line);
    }
}

void StatusBook::add_sources(WallStatus& status) const {
    const WallModel& model = subject_.wall.model();
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

}  // namespace pendopo
