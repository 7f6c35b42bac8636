#pragma once
// The running wall: wires the wall's state to the workers and to the control surfaces. Everything
// happens on control's loop. Data goes one way each: files and commands → Wall → plans → workers;
// reports and frame rings come back from the workers.

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/app/camera_backends.h"
#include "engine/app/card_feed.h"
#include "engine/app/composer.h"
#include "engine/app/display_state.h"
#include "engine/app/distributor.h"
#include "engine/app/handover.h"
#include "engine/app/installation_watch.h"
#include "engine/app/model_loader.h"
#include "engine/app/pending_captures.h"
#include "engine/app/takeover.h"
#include "engine/app/worker.h"
#include "engine/control/state_file.h"
#include "engine/control/wall_control.h"
#include "engine/ipc/messages.h"
#include "engine/wall/wall.h"

namespace pendopo {

struct RuntimeOptions {
    std::string wall_path;
    ShowMode mode = ShowMode::headless;
    RenderPath path = RenderPath::automatic;
    std::string layout;           // shown first instead of the remembered one; empty: none
    bool remember_layout = true;  // keep the active layout in the state folder
    LogLevel log_level = LogLevel::info;

    // With a keeper (keeper.h): what the control before left, and where this one puts down the
    // same. Its layout wins over `layout` and the remembered one.
    std::optional<Handover> handover;
    std::function<void(const Handover&)> hand_over;
    uint64_t control_restarts = 0;
    std::string control_last_exit;
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
    Result<LayoutActivated> activate_layout(const std::string& id) override;
    void capture(const std::string& display, int max_width,
                 std::function<void(Result<CapturedPicture>)> done) override;
    std::string why_not_ready() const override;

    // Every camera tile is live, every card is shown and has its figures or is known to have none.
    bool all_live() const;
    const WallModel& model() const { return wall_.model(); }

  private:
    enum class Outlives { no, yes };  // control, as a worker may

    WallRuntime(EventLoop& loop, const Clock& clock, const Log& log, RuntimeOptions options,
                WorkerFactory make_worker, const LoadedModel& loaded);

    // Workers.
    std::unique_ptr<Worker> make_worker(const std::string& role, const std::string& program,
                                        WorkerHooks hooks, Outlives control = Outlives::no);
    void ensure_ingest_workers();
    void ingest_received(size_t index, ChannelMessage message);
    bool has_camera(size_t worker, const std::string& camera) const;
    bool needs_another_worker(const CameraHealth& health);
    void cards_received(ChannelMessage message);
    void render_received(ChannelMessage message);
    CardFeed::Hooks feed_hooks();
    // A worker that knows nothing is told everything: what it needs first now, its plan with the
    // next update.
    void tell_everything(Worker& worker);
    void send_render_setup();
    void render_ended();
    void ingest_ended(size_t index);
    void take_render_report(const RenderHealth& health);
    void tell_hidden_displays();
    // What is known of the renderer and of a display now; what it said too long ago counts no more.
    Heard renderer_heard() const;
    bool has_output(const std::string& display) const;
    void take_ring(Worker& owner, const std::string& key, ChannelMessage& message);
    void reject(Worker& worker, const Error& error);

    // After another control.
    void resume(const Handover& handover);
    void wait_for(const Worker& worker);
    void ingest_adopted(size_t index);
    void render_adopted();
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
    void tell_ingest_plans();
    void advance();  // tours
    void reload_if_changed();
    void count_descriptors();
    Instant instant();
    int64_t unix_ms(MonotonicTime time) const;
    void check_stopped();
    Nanoseconds stale_after() const;
    void add_displays(WallStatus& status) const;
    void add_tiles(WallStatus& status) const;
    TileFacts facts_of(const SceneTile& tile, const std::string& display) const;
    CameraFacts camera_facts_of(const std::string& camera) const;
    void add_card(const TileCard& card, const DisplayConfig& display, TileFacts facts,
                  TileStatus& entry) const;
    void add_camera(const SceneTile& tile, const DisplayConfig& display, TileFacts facts,
                    TileStatus& entry) const;
    void say(const TileSaid& said, const TileFacts& facts, TileStatus& entry) const;
    int64_t since_ms(MonotonicTime since) const;  // 0: not known
    void add_cameras(WallStatus& status) const;
    void add_problems(WallStatus& status) const;
    void add_sources(WallStatus& status) const;

    EventLoop& loop_;
    const Clock& clock_;
    Log log_;
    RuntimeOptions options_;
    WorkerFactory make_worker_;
    std::string state_folder_;
    LayoutMemory memory_;
    InstallationWatch files_;
    Wall wall_;
    std::chrono::system_clock::duration wall_offset_{};  // wall clock − monotonic clock
    WallTime started_at_;

    std::vector<std::unique_ptr<Worker>> ingest_;
    std::unique_ptr<Worker> cards_;
    std::unique_ptr<Worker> render_;
    CardFeed feed_;
    CameraBackends backends_;
    IngestAssignment assignment_;
    Distributor distributor_;
    WorkerReports reports_;
    MonotonicTime shown_until_;  // the last report of any renderer, at first the start of the wall
    std::vector<HiddenDisplay> hidden_displays_;  // told already
    std::vector<std::string> too_few_files_;      // of the installation, for this machine
    RenderReady render_ready_;

    // What was asked for last.
    WallPlans plans_;
    PicturesByCamera shown_pictures_;  // of the scene on the wall, kept until the next is
    std::vector<CardItem> shown_cards_;
    RenderScene shown_scene_;  // while another one is wanted
    uint64_t shown_revision_ = 0;

    PendingCaptures captures_;
    Takeover takeover_;
    std::optional<Handover> handed_over_;

    EventLoop::Handle tick_;
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
