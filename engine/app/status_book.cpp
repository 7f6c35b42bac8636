#include "engine/app/status_book.h"

#include <algorithm>
#include <utility>

namespace pendopo {

StatusBook::StatusBook(const Clock& clock, Log log, ShowMode mode, Control control, Subject subject)
    : clock_(clock),
      log_(std::move(log)),
      mode_(mode),
      control_(std::move(control)),
      subject_(subject),
      started_at_(clock.wall_now()),
      shown_until_(clock.now()),
      states_(log_) {}

bool StatusBook::camera_said(const CameraHealth& health) {
    CameraReport& known = reports_.cameras[health.id];
    CameraReport next = next_report(known, health, config_of(health.id), clock_.now());
    const bool news = is_news(known, next);
    known = std::move(next);
    CameraCounts& counts = counts_[health.id];
    counts.connects.said(health.connects);
    counts.failures.said(health.failures);
    return news;
}

const CameraConfig* StatusBook::config_of(const std::string& camera) {
    if (model_ != subject_.wall.shared_model()) {
        model_ = subject_.wall.shared_model();
        cameras_.clear();
        for (const CameraConfig& each : model_->cameras.cameras) {
            cameras_.emplace(each.id, &each);
        }
        std::erase_if(counts_, [&](const auto& each) { return !cameras_.contains(each.first); });
    }
    const auto found = cameras_.find(camera);
    return found == cameras_.end() ? nullptr : found->second;
}

bool StatusBook::render_ready(const RenderReady& ready) {
    const bool news = ready != ready_;
    if (news) {
        log_.info("renderer=\"{}\" path={}", ready.renderer, to_string(ready.path));
        ready_ = ready;
    }
    return news;
}

bool StatusBook::render_said(const RenderHealth& health) {
    const auto said_the_same = [](const TileHealth& a, const TileHealth& b) {
        return a.display == b.display && a.id == b.id && a.face == b.face;
    };
    const bool news = health.revision != reports_.render.revision ||
                      !std::ranges::equal(health.tiles, reports_.render.tiles, said_the_same);
    reports_.render = health;
    reports_.render_at = shown_until_ = clock_.now();
    tell_hidden_displays();
    tell_refused_pictures();
    return news;  // what a tile says of itself may be another thing now
}

void StatusBook::render_ended() {
    reports_.render = {};
    reports_.render_at.reset();
    refused_.clear();
}

void StatusBook::tell_refused_pictures() {
    auto refused = refused_pictures(reports_.render.refused);
    for (const std::string& line : refused) {
        if (std::ranges::find(refused_, line) == refused_.end()) {
            log_.error("{}", line);
        }
    }
    refused_ = std::move(refused);
}

void StatusBook::figures_said() {
    reports_.sources = subject_.feed.sources();
    reports_.card_problems = subject_.feed.problems();
}

void StatusBook::tell_hidden_displays() {
    if (mode_ != ShowMode::outputs) {
        return;
    }
    auto hidden = hidden_displays(subject_.wall.model().config.displays, off_displays(),
                                  reports_.render, hidden_displays_, clock_.now());
    for (const HiddenDisplay& display : hidden) {
        const auto told = std::ranges::find(hidden_displays_, display.text, &HiddenDisplay::text);
        if (told == hidden_displays_.end()) {
            log_.warn("{}", display.text);
        }
    }
    hidden_displays_ = std::move(hidden);
}

std::set<std::string> StatusBook::off_displays() const {
    std::set<std::string> off;
    for (const DisplayConfig& display : subject_.wall.model().config.displays) {
        if (subject_.wall.is_off(display.id)) {
            off.insert(display.id);
        }
    }
    return off;
}

Heard StatusBook::renderer_heard() const {
    const Worker* render = subject_.workers.render();
    return heard(render != nullptr && render->running(), reports_.render_at, clock_.now());
}

bool StatusBook::has_output(const std::string& display) const {
    const auto& displays = reports_.render.displays;
    const auto shown = std::ranges::find(displays, display, &DisplayHealth::id);
    return renderer_heard() == Heard::just_now && shown != displays.end() &&
           (mode_ != ShowMode::outputs || !shown->output.empty());
}

std::string StatusBook::why_not_ready() const {
    const Heard renderer = renderer_heard();
    if (renderer != Heard::just_now) {
        const Worker* render = subject_.workers.render();
        const std::string why =
            render != nullptr ? no_renderer(renderer, render->restarts(), render->last_exit()) : "";
        return why.empty() ? "the renderer is being started" : why;
    }
    if (reports_.render.revision == 0) {
        return "no layout was shown yet";
    }
    const bool any = std::ranges::any_of(
        subject_.wall.model().config.displays, [&](const DisplayConfig& display) {
            return has_output(display.id) || subject_.wall.is_off(display.id);
        });
    return any ? "" : "no display has an output";
}

bool StatusBook::all_live() const {
    WallStatus now;
    add_tiles(now);
    return subject_.feed.settled() && std::ranges::all_of(now.tiles, [](const TileStatus& tile) {
               return tile.camera.empty() ? tile.state != to_string(TileState::not_shown)
                                          : tile.state == to_string(TileState::live) ||
                                                tile.state == to_string(TileState::off_by_plan);
           });
}

}  // namespace pendopo
