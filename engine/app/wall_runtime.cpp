#include "engine/app/wall_runtime.h"

#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <utility>

#include "engine/app/descriptor_budget.h"
#include "engine/ipc/descriptor_limit.h"

namespace pendopo {
namespace {

// As long as crashes count that lead to safe mode.
constexpr Seconds kProvedGood = SafeModeRule::kWithin;

WallState new_state() {
    std::random_device random;
    WallState state;
    state.epoch = fmt::format("{:08x}{:08x}", random(), random());
    return state;
}

// What the control before left, else what is remembered, else nothing yet.
WallState first_state(const RuntimeOptions& options, StateMemory& memory) {
    if (options.handover) {
        auto state = read_wall_state(options.handover->state);
        return state ? std::move(*state) : new_state();
    }
    if (!options.remember_state) {
        return new_state();
    }
    // Also below a layout of the command line: what was hidden stays hidden.
    const WallMemory remembered = memory.recall();
    if (!remembered.state.empty()) {
        auto state = read_wall_state(remembered.state);
        if (state) {
            return std::move(*state);
        }
        memory.reject(state.error().message());
    }
    return new_state();
}

WallOffset first_offset(const RuntimeOptions& options) {
    WallOffset offset;
    if (options.handover) {
        offset.resume(options.handover->wall_offset);
    }
    return offset;
}

// The layout to begin with where no state says it: of the command line, or of a state file that an
// earlier version wrote.
std::string first_layout(const RuntimeOptions& options, const StateMemory& memory) {
    if (options.handover || !options.layout.empty()) {
        return options.handover ? "" : options.layout;
    }
    return options.remember_state ? memory.earlier_layout() : "";
}

ConfigResult<SafeStart> first_files(const RuntimeOptions& options) {
    if (options.safe_mode != SafeMode::none) {
        return load_safely(options.wall_path, options.safe_mode);
    }
    auto loaded = load_model(options.wall_path, nullptr);
    if (!loaded) {
        return tl::unexpected(loaded.error());
    }
    return SafeStart{std::move(*loaded), SafeMode::none, false, {}};
}

}  // namespace

ConfigResult<std::unique_ptr<WallRuntime>> WallRuntime::create(EventLoop& loop, const Clock& clock,
                                                               const Log& log,
                                                               RuntimeOptions options,
                                                               WorkerFactory make_worker) {
    auto start = first_files(options);
    if (!start) {
        return tl::unexpected(start.error());
    }
    return std::unique_ptr<WallRuntime>(
        new WallRuntime(loop, clock, log, std::move(options), std::move(make_worker), *start));
}

WallRuntime::WallRuntime(EventLoop& loop, const Clock& clock, const Log& log,
                         RuntimeOptions options, WorkerFactory make_worker, const SafeStart& start)
    : loop_(loop),
      clock_(clock),
      log_(log),
      options_(std::move(options)),
      state_folder_(start.loaded.state_folder),
      safe_mode_(start.mode),
      safe_reason_(is_safe() ? options_.safe_reason : ""),
      safe_problem_(is_safe() ? safe_mode_problem(start.mode, safe_reason_, start.has_good) : ""),
      memory_(loop, clock, state_folder_, log_),
      files_(options_.wall_path, log, clock.now(), start.loaded, start.problems),
      offset_(first_offset(options_)),
      wall_(start.loaded.model, first_state(options_, memory_), offset_.instant(clock)),
      workers_(std::move(make_worker), options_.log_level, start.loaded.model->config.sandbox, log_,
               pool_hooks()),
      feed_(clock, log, feed_hooks()),
      distributor_(log),
      proof_(loop, clock, options_.remember_state ? state_folder_ : "", log_.child("proof")),
      book_(clock, log_, options_.mode, {options_.control_restarts, options_.control_last_exit},
            {wall_, workers_, feed_, assignment_, plans_, shown_scene_, offset_, proof_.proof()}),
      captures_(loop) {
    workers_.rings().hold(
        [this](const Worker* owner, const std::string& key) { return held_back(owner, key); });
    if (const std::string layout = first_layout(options_, memory_); !layout.empty()) {
        // One that is not there is none.
        static_cast<void>(wall_.apply(ActivateLayout{layout, "", 0},
                                      {"console", Role::technician, "cli"},
                                      offset_.instant(clock)));
    }
    if (options_.handover) {
        resume(*options_.handover);
    }
}

WallRuntime::~WallRuntime() = default;

// ---- state ------------------------------------------------------------------------------------

void WallRuntime::update_soon() {
    if (!std::exchange(update_due_, true)) {
        update_timer_ = loop_.after(Milliseconds(0), [this] { update(); });
    }
}

void WallRuntime::update() {
    update_due_ = false;
    update_timer_.reset();
    if (stopping_) {
        return;
    }
    tell_rules();
    if (keep_state()) {
        hand_over();  // it is not lost, whatever becomes of this control meanwhile
    }
    if (takeover_.waits()) {
        return;
    }
    const Instant at = offset_.instant(clock_);
    drop_rehearsal_of_hidden();
    book_.figures_said();
    if (plans_.scene.revision == shown_revision_ && wall_.revision() != shown_revision_) {
        shown_scene_ = std::move(plans_.scene);
    }
    book_.note_states();
    plans_ = compose(wall_, book_.reports(), book_.renderer().path, at, trial_);
    if (plans_.scene.revision == urgent_revision_) {
        plans_.scene.wait_ms = 0;
        plans_.scene.expected.clear();
    }
    if (shown_revision_ == plans_.scene.revision) {
        shown_pictures_ = plans_.pictures;
        shown_cards_ = plans_.cards.items;
    }
    note_cards();
    ensure_ingest_workers();
    tell_ingest_plans();
    CardPlan cards = with_shown(plans_.cards, shown_cards_);
    if (rehearsal_) {
        cards = with_shown(std::move(cards), rehearsal_->cards);
    }
    distributor_.tell(*workers_.cards(), cards);
    feed_.want(cards.items);
    distributor_.tell(*workers_.render(), plans_.scene);
    if (workers_.rings().has_ownerless()) {
        const PicturesByCamera pictures = wanted_pictures();
        workers_.rings().drop_ownerless_except(asked_for(pictures, cards));
    }
    hand_over();
    tour_timer_.reset();
    if (const auto next = wall_.next_change()) {
        const auto wait = std::chrono::ceil<Milliseconds>(*next - at.now);
        tour_timer_ = loop_.after(std::max(wait, Milliseconds(1)), [this] { advance(); });
    }
    if (options_.changed) {
        options_.changed(ChangeKind::urgent);
    }
}

PicturesByCamera WallRuntime::wanted_pictures() const {
    PicturesByCamera pictures = with_shown(plans_.pictures, shown_pictures_);
    return rehearsal_ ? with_shown(std::move(pictures), rehearsal_->pictures) : pictures;
}

void WallRuntime::tell_ingest_plans() {
    // Until the renderer said which path it takes, cameras are connected but show nothing.
    const bool path_known = !book_.renderer().renderer.empty();
    const PicturesByCamera pictures = path_known ? wanted_pictures() : PicturesByCamera{};
    std::vector<IngestPlan> plans(workers_.ingest_count());
    for (const CameraConfig& camera : model().cameras.cameras) {
        if (const auto assigned = assignment_.cameras.find(camera.id);
            assigned != assignment_.cameras.end()) {
            const auto wanted = pictures.find(camera.id);
            IngestCamera plan = ingest_camera(
                camera, model().secrets,
                wanted == pictures.end() ? std::vector<PictureRequest>{} : wanted->second);
            if (no_hardware_.contains(workers_.ingest(assigned->second).role())) {
                plan.main_options.hardware = false;
                plan.sub_options.hardware = false;
            }
            plans[assigned->second].cameras.push_back(std::move(plan));
        }
    }
    for (size_t i = 0; i < plans.size(); ++i) {
        plans[i].standby_pixels =
            standby_pixels(plans[i].cameras.size(), model().cameras.cameras.size(), options_.cores);
        distributor_.tell(workers_.ingest(i), plans[i]);
    }
    book_.forget_cameras(
        [&](const std::string& camera) { return !assignment_.cameras.contains(camera); });
}

void WallRuntime::count_descriptors() {
    auto lines = descriptor_warnings(descriptor_budget(wall_.shared_model()), most_descriptors());
    for (const LocalText& line : lines) {
        if (std::ranges::find(too_few_files_, line) == too_few_files_.end()) {
            log_.warn("{}", line.en);
        }
    }
    too_few_files_ = std::move(lines);
}

void WallRuntime::advance() {
    wall_.advance(offset_.instant(clock_));
    update();
}

// A state that changed is remembered at once. True: it did since this control began.
bool WallRuntime::keep_state() {
    const WallState& state = wall_.state();
    if (state.revision == kept_revision_) {
        return false;
    }
    const bool is_first = kept_revision_ == 0;
    kept_revision_ = state.revision;
    state_text_ = to_json(state);
    // The first is what the file says, unless a control died before it wrote.
    if (options_.remember_state && (!is_first || options_.handover)) {
        const bool hides = urgent_revision_ == wall_.revision();
        memory_.remember(state_text_,
                         hides ? StateMemory::HowSoon::at_once : StateMemory::HowSoon::in_turn);
    }
    return !is_first;
}

void WallRuntime::reload_if_changed() {
    auto changed = files_.poll(clock_.now(), model());
    if (changed == nullptr) {
        return;
    }
    leave_safe_mode();
    keep_good_later();
    take_model(std::move(changed));
    update();
}

void WallRuntime::take_model(std::shared_ptr<const WallModel> taken) {
    const WallConfig before = model().config;
    wall_.replace_model(std::move(taken), offset_.instant(clock_));
    feed_.set_model(wall_.shared_model(), state_folder_);
    count_descriptors();
    if (before.displays != model().config.displays || before.max_fps != model().config.max_fps) {
        restart_renderer();  // it gets the new displays with its setup
    }
    if (before.control != model().config.control) {
        log_.warn("control address and port change with the next start");
    }
}

// What the wall ran well by for a while is what safe mode goes back to.
void WallRuntime::keep_good_later() {
    if (!options_.remember_state || is_safe()) {
        return;
    }
    good_timer_ = loop_.after(kProvedGood, [this] {
        if (const auto kept = keep_good_files(options_.wall_path); !kept) {
            log_.warn("not kept for safe mode: {}", kept.error().message());
        }
    });
}

}  // namespace pendopo
