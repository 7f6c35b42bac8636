#pragma once
// The running wall: wires the wall's state to the workers and to the control surfaces, and does
// nothing itself. Everything happens on control's loop. Data goes one way each: files and commands
// → Wall → plans (composer) → workers (distributor); reports (status_book) and frame rings
// (worker_pool) come back from the workers.

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "config/local_text.h"
#include "engine/app/camera_backends.h"
#include "engine/app/card_feed.h"
#include "engine/app/composer.h"
#include "engine/app/distributor.h"
#include "engine/app/good_files.h"
#include "engine/app/handover.h"
#include "engine/app/installation_watch.h"
#include "engine/app/model_loader.h"
#include "engine/app/pending_captures.h"
#include "engine/app/plan_ahead.h"
#include "engine/app/proof_book.h"
#include "engine/app/status_book.h"
#include "engine/app/takeover.h"
#include "engine/app/wall_offset.h"
#include "engine/app/worker.h"
#include "engine/app/worker_crashes.h"
#include "engine/app/worker_pool.h"
#include "engine/control/state_file.h"
#include "engine/control/state_stream.h"
#include "engine/control/wall_control.h"
#include "engine/ipc/messages.h"
#include "engine/wall/wall.h"

namespace pendopo {

struct RuntimeOptions {
    std::string wall_path;
    ShowMode mode = ShowMode::headless;
    RenderPath path = RenderPath::automatic;
    std::string layout;          // chosen at the start, over what is remembered; empty: none
    bool remember_state = true;  // keep what was asked of the wall in the state folder
    LogLevel log_level = LogLevel::info;

    // With a keeper (keeper.h): what the control before left, and where this one puts down the
    // same. Its state wins over `layout` and the remembered one.
    std::optional<Handover> handover;
    std::function<void(const Handover&)> hand_over;
    uint64_t control_restarts = 0;
    std::string control_last_exit;
    // Why the keeper asks for safe mode (safe_mode.h).
    SafeMode safe_mode = SafeMode::none;
    std::string safe_reason;

    // Of this machine.
    bool has_graphics_card = false;
    double cores = 1;  // as far as this process may use them

    // How what the wall itself says is carried out: its keyboard, and alarms that its data raise.
    // Empty: at once, without a record of it.
    std::function<void(const Command&, const Principal&)> carry_out;
    // The state document may be another one.
    std::function<void(ChangeKind)> changed;
    // Further lines for its "problems".
    std::function<std::vector<std::string>()> problems;
};

// Thread: bound to control's loop.
class WallRuntime final : public WallControl {
  public:
    // Loads the installation; `make_worker` makes the workers as they are needed. Errors: every
    // problem of its files. The loop, clock and log outlive it.
    static ConfigResult<std::unique_ptr<WallRuntime>> create(EventLoop& loop, const Clock& clock,
                                                             const Log& log, RuntimeOptions options,
                                                             WorkerFactory make_worker);
    ~WallRuntime() override;

    void start();
    // Asks every worker to end and calls `done` when all are gone, at most 4 s later.
    void stop(std::function<void()> done);

    WallStatus status() const override;
    ControlStatus control_status() const override;
    Result<CommandDone> execute(const Command& command, const Principal& principal,
                                std::string_view if_match) override;
    void rehearsed(const std::string& layout, const std::string& display, int max_width,
                   std::string_view audience,
                   std::function<void(Result<CapturedPicture>)> done) override;
    void rehearse_draft(const std::string& layout_json, const std::string& display, int max_width,
                        std::function<void(Result<CapturedPicture>)> done) override;
    void camera_picture(const std::string& camera, int max_width,
                        std::function<void(Result<CapturedPicture>)> done) override;
    void capture(const std::string& display, int max_width, std::string_view audience,
                 std::function<void(Result<CapturedPicture>)> done) override;
    std::string why_not_ready() const override;
    std::vector<ProofRow> proof_records(uint64_t before, size_t limit) const override {
        return proof_.page(before, limit);
    }
    // How often its renderer reported or ended (WatchdogFacts).
    uint64_t render_steps() const { return render_steps_; }
    // Whether it goes by other files than its own, or without hardware.
    bool is_safe() const { return safe_mode_ != SafeMode::none; }
    SafeMode safe_mode() const { return safe_mode_; }
    const std::string& safe_reason() const { return safe_reason_; }

    // Shows a camera under masks that are not saved, over a display that is not for the public
    // (empty: the first such one), for kMaskTrial, or longer where it is asked again; which display
    // that is. Errors: not_found (no such camera or display), refused (the display is for the
    // public, or all are).
    static constexpr Seconds kMaskTrial{60};
    Result<std::string> try_masks(const MaskTrial& wanted);
    // Of that camera; another's goes on.
    void end_mask_trial(const std::string& camera);

    // Every camera tile is live, every card is shown and has its figures or is known to have none.
    bool all_live() const;
    // Whether what is composed proves itself, of the whole wall.
    Proof proof() const { return proof_.proof().whole(); }
    const WallModel& model() const { return wall_.model(); }
    const WallDecision& decision() const { return wall_.decision(); }
    const PictureRules& rules() const { return rules_; }
    const std::string& state_folder() const { return state_folder_; }
    const std::string& wall_path() const { return options_.wall_path; }
    std::shared_ptr<const WallModel> shared_model() const { return wall_.shared_model(); }
    const CardFeed& figures() const { return feed_; }
    const std::vector<OutputInfo>& outputs() const { return book_.reports().render.outputs; }

  private:
    WallRuntime(EventLoop& loop, const Clock& clock, const Log& log, RuntimeOptions options,
                WorkerFactory make_worker, const SafeStart& start);

    // What workers say.
    WorkerPool::Hooks pool_hooks();
    CardFeed::Hooks feed_hooks();
    // A worker that knows nothing is told everything: what it needs first now, its plan with the
    // next update.
    void tell_everything(Worker& worker);
    void worker_ended(Worker& worker);
    void ingest_said(size_t index, const IngestHealth& health);
    bool has_camera(size_t worker, const std::string& camera) const;
    bool needs_another_worker(const CameraHealth& health);
    void render_said(const FromRender& said, ChannelMessage& message);
    void send_render_setup();
    // Judges what was read back and writes down what is shown; starts the renderer anew where it
    // must be.
    void prove();
    void note_shown(Instant at);
    // What the renderer must not draw, whatever its scene says: told before any scene, also while
    // another control's workers are waited for.
    void tell_rules();
    void hide_key_pressed(int64_t pressed_ns);
    void ensure_ingest_workers();

    // Workers that crash.
    void count_crash(const Worker& worker);
    void enter_safe_mode(const std::string& reason);
    void leave_safe_mode();
    void restart_renderer();
    std::vector<std::string> safety_problems() const;

    // After another control.
    void resume(const Handover& handover);
    void wait_for(const Worker& worker);
    void adopted(Worker& worker);
    void told_all(const Worker& worker);  // or it is gone
    bool held_back(const Worker* owner, const std::string& key);
    void note_cards();
    void cards_reported();
    void release_cards();
    void hand_over();

    // State.
    // Composes all plans anew and tells what changed. At once where the wall changes or another
    // scene is shown, so that plans_ are always of the newest revision; whatever else workers
    // report asks for it, and however much that was, it is done once in the loop's next turn.
    void update();
    void update_soon();
    PicturesByCamera wanted_pictures() const;
    void draw_off_screen(const Scene& scene, const std::string& display, int max_width,
                         std::string_view audience, Error no_display,
                         std::function<void(Result<CapturedPicture>)> done);
    void drop_rehearsal_of_hidden();
    void draw_rehearsal_when_settled(int looks, int settled);
    void tell_ingest_plans();
    void advance();  // tours, and what begins or ends by itself
    bool keep_state();
    void say(const Command& command, const Principal& principal);
    void key_pressed(const std::string& key);
    void reload_if_changed();
    void take_model(std::shared_ptr<const WallModel> taken);
    void keep_good_later();
    void count_descriptors();
    void check_stopped();
    std::vector<LocalText> problems() const;

    EventLoop& loop_;
    const Clock& clock_;
    Log log_;
    RuntimeOptions options_;
    std::string state_folder_;
    SafeMode safe_mode_;
    std::string safe_reason_;  // why; empty: it is not safe
    std::string safe_problem_;
    WorkerCrashes crashes_;
    std::map<std::string, std::string> no_hardware_;  // ingest workers that crashed, and how
    StateMemory memory_;
    InstallationWatch files_;
    WallOffset offset_;
    Wall wall_;
    std::string state_text_;      // to_json of its state
    uint64_t kept_revision_ = 0;  // of that

    WorkerPool workers_;
    CardFeed feed_;
    CameraBackends backends_;
    IngestAssignment assignment_;
    Distributor distributor_;
    PictureRules rules_;            // that hold now
    uint64_t urgent_revision_ = 0;  // its scene takes something away, and waits for nothing
    std::optional<PictureRules> told_rules_;  // to the renderer that runs
    int64_t heard_key_ns_ = 0;                // HideKey that was carried out last
    std::vector<LocalText> too_few_files_;    // of the installation, for this machine

    // What was asked for last.
    WallPlans plans_;
    PicturesByCamera shown_pictures_;  // of the scene on the wall, kept until the next is
    std::vector<CardItem> shown_cards_;
    RenderScene shown_scene_;  // while another one is wanted
    uint64_t shown_revision_ = 0;
    ProofBook proof_;
    uint64_t noted_revision_ = 0;  // of the scene that was written down last
    uint64_t render_steps_ = 0;
    StatusBook book_;
    mutable PlanAhead plan_ahead_;  // remembers only

    std::optional<MaskTrial> trial_;
    EventLoop::Handle trial_end_;
    std::optional<RehearsalPlans> rehearsal_;  // being drawn off screen
    EventLoop::Handle rehearsal_look_;
    PendingCaptures captures_;
    Takeover takeover_;
    std::optional<Handover> handed_over_;

    EventLoop::Handle tick_;
    EventLoop::Handle good_timer_;
    EventLoop::Handle tour_timer_;
    EventLoop::Handle files_watch_;
    bool update_due_ = false;
    EventLoop::Handle update_timer_;
    EventLoop::Handle takeover_deadline_;
    EventLoop::Handle cards_deadline_;
    bool stopping_ = false;  // for good
    std::function<void()> stopped_;
    EventLoop::Handle stop_deadline_;
};

}  // namespace pendopo
