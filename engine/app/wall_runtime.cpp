#include "engine/app/wall_runtime.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "engine/app/descriptor_budget.h"
#include "engine/base/overloaded.h"
#include "engine/ipc/descriptor_limit.h"

namespace pendopo {
namespace {

constexpr Milliseconds kClockStep{500};  // a larger difference is a step, a smaller one is noise

}  // namespace

ConfigResult<std::unique_ptr<WallRuntime>> WallRuntime::create(EventLoop& loop, const Clock& clock,
                                                               const Log& log,
                                                               RuntimeOptions options,
                                                               WorkerFactory make_worker) {
    auto loaded = load_model(options.wall_path, nullptr);
    if (!loaded) {
        return tl::unexpected(loaded.error());
    }
    return std::unique_ptr<WallRuntime>(
        new WallRuntime(loop, clock, log, std::move(options), std::move(make_worker), *loaded));
}

WallRuntime::WallRuntime(EventLoop& loop, const Clock& clock, const Log& log,
                         RuntimeOptions options, WorkerFactory make_worker,
                         const LoadedModel& loaded)
    : loop_(loop),
      clock_(clock),
      log_(log),
      options_(std::move(options)),
      make_worker_(std::move(make_worker)),
      state_folder_(loaded.state_folder),
      memory_(state_folder_, log_),
      files_(options_.wall_path, log, clock.now(), loaded),
      wall_(loaded.model,
            !options_.layout.empty()   ? options_.layout
            : options_.remember_layout ? memory_.recall()
                                       : std::string(),
            clock.now()),
      started_at_(clock.wall_now()),
      feed_(clock, log, feed_hooks()),
      distributor_(log),
      shown_until_(clock.now()),
      captures_(loop) {
    distributor_.hold_rings(
        [this](const Worker* owner, const std::string& key) { return held_back(owner, key); });
    if (options_.handover) {
        resume(*options_.handover);
    }
}

WallRuntime::~WallRuntime() = default;

// ---- renderer ---------------------------------------------------------------------------------

void WallRuntime::render_received(ChannelMessage message) {
    auto decoded = decode_from_render(message.text);
    if (!decoded) {
        reject(*render_, decoded.error());
        return;
    }
    std::visit(Overloaded{[&](const RenderReady& ready) {
                              if (ready != render_ready_) {
                                  log_.info("renderer=\"{}\" path={}", ready.renderer,
                                            to_string(ready.path));
                                  render_ready_ = ready;
                              }
                              update();
                          },
                          [&](const SceneShown& shown) {
                              log_.debug("scene revision={} waited={} ms complete={}",
                                         shown.revision, shown.waited_ms, shown.complete);
                              shown_revision_ = shown.revision;
                              update();
                          },
                          [&](const RenderHealth& health) { take_render_report(health); },
                          [&](const Captured& captured) {
                              if (!takeover_.waits_for(render_->role())) {
                                  captures_.finish(captured, message);
                              }
                          },
                          [&](const KeyPressed&) {},  // nobody listens yet
                          [&](const ToldAll&) { told_all(*render_); }},
               *decoded);
}

void WallRuntime::take_render_report(const RenderHealth& health) {
    const auto said_the_same = [](const TileHealth& a, const TileHealth& b) {
        return a.display == b.display && a.id == b.id && a.face == b.face;
    };
    const bool news = health.revision != reports_.render.revision ||
                      !std::ranges::equal(health.tiles, reports_.render.tiles, said_the_same);
    reports_.render = health;
    reports_.render_at = shown_until_ = clock_.now();
    tell_hidden_displays();
    if (news) {
        update_soon();  // what a tile says of itself may be another thing now
    }
}

void WallRuntime::render_ended() {
    reports_.render = {};
    reports_.render_at.reset();
    told_all(*render_);
    check_stopped();
}

void WallRuntime::tell_hidden_displays() {
    if (options_.mode != ShowMode::outputs) {
        return;
    }
    auto hidden =
        hidden_displays(model().config.displays, reports_.render, hidden_displays_, clock_.now());
    for (const HiddenDisplay& display : hidden) {
        const auto told = std::ranges::find(hidden_displays_, display.text, &HiddenDisplay::text);
        if (told == hidden_displays_.end()) {
            log_.warn("{}", display.text);
        }
    }
    hidden_displays_ = std::move(hidden);
}

void WallRuntime::capture(const std::string& display, int max_width,
                          std::function<void(Result<CapturedPicture>)> done) {
    std::vector<std::string> ids;
    for (const DisplayConfig& config : model().config.displays) {
        ids.push_back(config.id);
    }
    if (!display.empty() && std::ranges::find(ids, display) == ids.end()) {
        done(fail(ErrorCode::not_found, unknown_name("display", display, ids)));
        return;
    }
    if (!render_ || !render_->running()) {
        done(fail(ErrorCode::unreachable, "the renderer is being started; try again in a second"));
        return;
    }
    const ToRender request = CaptureRequest{captures_.add(std::move(done)), display, max_width};
    static_cast<void>(render_->send(waiting_key(request), encode(request)));
}

// ---- state ------------------------------------------------------------------------------------

Instant WallRuntime::instant() {
    const MonotonicTime now = clock_.now();
    const auto offset = clock_.wall_now().time_since_epoch() - now.time_since_epoch();
    if (offset - wall_offset_ > kClockStep || wall_offset_ - offset > kClockStep) {
        wall_offset_ = offset;
    }
    return {now, WallTime(now.time_since_epoch() + wall_offset_)};
}

int64_t WallRuntime::unix_ms(MonotonicTime time) const {
    return std::chrono::duration_cast<Milliseconds>(time.time_since_epoch() + wall_offset_).count();
}

void WallRuntime::update_soon() {
    if (!std::exchange(update_due_, true)) {
        update_timer_ = loop_.after(Milliseconds(0), [this] { update(); });
    }
}

void WallRuntime::update() {
    update_due_ = false;
    update_timer_.reset();
    if (stopping_ || takeover_.waits()) {
        return;
    }
    const Instant at = instant();
    reports_.sources = feed_.sources();
    reports_.card_problems = feed_.problems();
    if (plans_.scene.revision == shown_revision_ && wall_.revision() != shown_revision_) {
        shown_scene_ = std::move(plans_.scene);
    }
    plans_ = compose(wall_, reports_, render_ready_.path, at);
    if (shown_revision_ == plans_.scene.revision) {
        shown_pictures_ = plans_.pictures;
        shown_cards_ = plans_.cards.items;
    }
    note_cards();
    ensure_ingest_workers();
    tell_ingest_plans();
    const CardPlan cards = with_shown(plans_.cards, shown_cards_);
    distributor_.tell(*cards_, cards);
    feed_.want(cards.items);
    distributor_.tell(*render_, plans_.scene);
    distributor_.drop_ownerless_rings(with_shown(plans_.pictures, shown_pictures_), cards);
    hand_over();
    tour_timer_.reset();
    if (const auto next = wall_.next_change()) {
        const auto wait = std::chrono::ceil<Milliseconds>(*next - at.now);
        tour_timer_ = loop_.after(std::max(wait, Milliseconds(1)), [this] { advance(); });
    }
}

void WallRuntime::tell_ingest_plans() {
    // Until the renderer said which path it takes, cameras are connected but show nothing.
    const bool path_known = !render_ready_.renderer.empty();
    const PicturesByCamera pictures =
        path_known ? with_shown(plans_.pictures, shown_pictures_) : PicturesByCamera{};
    std::vector<IngestPlan> plans(ingest_.size());
    for (const CameraConfig& camera : model().cameras.cameras) {
        if (const auto assigned = assignment_.cameras.find(camera.id);
            assigned != assignment_.cameras.end()) {
            const auto wanted = pictures.find(camera.id);
            plans[assigned->second].cameras.push_back(ingest_camera(
                camera, model().secrets,
                wanted == pictures.end() ? std::vector<PictureRequest>{} : wanted->second));
        }
    }
    for (size_t i = 0; i < plans.size(); ++i) {
        distributor_.tell(*ingest_[i], plans[i]);
    }
    std::erase_if(reports_.cameras,
                  [&](const auto& report) { return !assignment_.cameras.contains(report.first); });
}

void WallRuntime::count_descriptors() {
    auto lines = descriptor_warnings(descriptor_budget(wall_.shared_model()), most_descriptors());
    for (const std::string& line : lines) {
        if (std::ranges::find(too_few_files_, line) == too_few_files_.end()) {
            log_.warn("{}", line);
        }
    }
    too_few_files_ = std::move(lines);
}

void WallRuntime::advance() {
    wall_.advance(clock_.now());
    update();
}

Result<LayoutActivated> WallRuntime::activate_layout(const std::string& id) {
    const auto changed = wall_.activate(id, clock_.now());
    if (!changed) {
        return fail(changed.error());
    }
    if (*changed) {
        log_.info("layout={} revision={}", id, wall_.revision());
        update();
        if (options_.remember_layout) {
            memory_.remember(id, clock_.now());
        }
    }
    return LayoutActivated{wall_.layout(), wall_.revision()};
}

void WallRuntime::reload_if_changed() {
    auto changed = files_.poll(clock_.now(), model());
    if (changed == nullptr) {
        return;
    }
    const WallConfig before = model().config;
    wall_.replace_model(std::move(changed), clock_.now());
    feed_.set_model(wall_.shared_model(), state_folder_);
    count_descriptors();
    if (before.displays != model().config.displays || before.max_fps != model().config.max_fps) {
        render_->restart();  // it gets the new displays with its setup
    }
    if (before.control != model().config.control) {
        log_.warn("control address and port change with the next start");
    }
    update();
}

}  // namespace pendopo
