#include "engine/app/wall_runtime.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "engine/app/descriptor_budget.h"
#include "engine/ipc/descriptor_limit.h"

namespace pendopo {
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
      state_folder_(loaded.state_folder),
      memory_(state_folder_, log_),
      files_(options_.wall_path, log, clock.now(), loaded),
      wall_(loaded.model,
            !options_.layout.empty()   ? options_.layout
            : options_.remember_layout ? memory_.recall()
                                       : std::string(),
            clock.now()),
      workers_(std::move(make_worker), options_.log_level, log_, pool_hooks()),
      feed_(clock, log, feed_hooks()),
      distributor_(log),
      book_(clock, log_, options_.mode, {options_.control_restarts, options_.control_last_exit},
            {wall_, workers_, feed_, assignment_, plans_, shown_scene_, offset_}),
      captures_(loop) {
    workers_.rings().hold(
        [this](const Worker* owner, const std::string& key) { return held_back(owner, key); });
    if (options_.handover) {
        resume(*options_.handover);
    }
}

WallRuntime::~WallRuntime() = default;

// ---- what control surfaces ask ----------------------------------------------------------------

bool WallRuntime::all_live() const {
    return shown_revision_ == wall_.revision() && book_.all_live();
}

std::string WallRuntime::why_not_ready() const {
    return book_.why_not_ready();
}

WallStatus WallRuntime::status() const {
    return book_.document(problems());
}

std::vector<std::string> WallRuntime::problems() const {
    std::vector<std::string> lines;
    for (const Problem& problem : files_.problems()) {
        lines.push_back(to_string(problem));
    }
    std::ranges::copy(distributor_.problems(), std::back_inserter(lines));
    std::ranges::copy(too_few_files_, std::back_inserter(lines));
    if (!memory_.problem().empty()) {
        lines.push_back(memory_.problem());
    }
    return lines;
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
    if (workers_.render() == nullptr || !workers_.render()->running()) {
        done(fail(ErrorCode::unreachable, "the renderer is being started; try again in a second"));
        return;
    }
    const ToRender request = CaptureRequest{captures_.add(std::move(done)), display, max_width};
    static_cast<void>(workers_.render()->send(waiting_key(request), encode(request)));
}

// ---- state ------------------------------------------------------------------------------------

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
    const Instant at = offset_.instant(clock_);
    book_.figures_said();
    if (plans_.scene.revision == shown_revision_ && wall_.revision() != shown_revision_) {
        shown_scene_ = std::move(plans_.scene);
    }
    plans_ = compose(wall_, book_.reports(), book_.renderer().path, at);
    if (shown_revision_ == plans_.scene.revision) {
        shown_pictures_ = plans_.pictures;
        shown_cards_ = plans_.cards.items;
    }
    note_cards();
    ensure_ingest_workers();
    tell_ingest_plans();
    const CardPlan cards = with_shown(plans_.cards, shown_cards_);
    distributor_.tell(*workers_.cards(), cards);
    feed_.want(cards.items);
    distributor_.tell(*workers_.render(), plans_.scene);
    if (workers_.rings().has_ownerless()) {
        const PicturesByCamera pictures = with_shown(plans_.pictures, shown_pictures_);
        workers_.rings().drop_ownerless_except(asked_for(pictures, cards));
    }
    hand_over();
    tour_timer_.reset();
    if (const auto next = wall_.next_change()) {
        const auto wait = std::chrono::ceil<Milliseconds>(*next - at.now);
        tour_timer_ = loop_.after(std::max(wait, Milliseconds(1)), [this] { advance(); });
    }
}

void WallRuntime::tell_ingest_plans() {
    // Until the renderer said which path it takes, cameras are connected but show nothing.
    const bool path_known = !book_.renderer().renderer.empty();
    const PicturesByCamera pictures =
        path_known ? with_shown(plans_.pictures, shown_pictures_) : PicturesByCamera{};
    std::vector<IngestPlan> plans(workers_.ingest_count());
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
        distributor_.tell(workers_.ingest(i), plans[i]);
    }
    book_.forget_cameras(
        [&](const std::string& camera) { return !assignment_.cameras.contains(camera); });
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
        workers_.render()->restart();  // it gets the new displays with its setup
    }
    if (before.control != model().config.control) {
        log_.warn("control address and port change with the next start");
    }
    update();
}

}  // namespace pendopo
