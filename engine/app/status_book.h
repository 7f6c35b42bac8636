#pragma once
// What the workers said last, and the state document made of it. Reports go in as they come; what
// the composer and people are told of the wall comes out, and says "live" of nothing that is not
// known to be shown now.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/app/card_feed.h"
#include "engine/app/composer.h"
#include "engine/app/display_state.h"
#include "engine/app/growing_count.h"
#include "engine/app/ingest_assignment.h"
#include "engine/app/state_log.h"
#include "engine/app/tile_state.h"
#include "engine/app/wall_offset.h"
#include "engine/app/wall_proof.h"
#include "engine/app/worker_pool.h"
#include "engine/base/clock.h"
#include "engine/base/log.h"
#include "engine/control/wall_control.h"
#include "engine/ipc/messages.h"
#include "engine/wall/wall.h"

namespace pendopo {

// Thread: bound to control's loop.
class StatusBook {
  public:
    // What the document speaks of. All outlive the book.
    struct Subject {
        const Wall& wall;
        const WorkerPool& workers;
        const CardFeed& feed;
        const IngestAssignment& assignment;
        const WallPlans& plans;          // asked for last
        const RenderScene& shown_scene;  // while another one is wanted
        const WallOffset& offset;
        const WallProof& proof;
    };
    // Of this process, which is a worker like the others to those who read the document.
    struct Control {
        uint64_t restarts = 0;
        std::string last_exit;
    };
    StatusBook(const Clock& clock, Log log, ShowMode mode, Control control, Subject subject);

    // ---- what workers say. True: it is news for the composer.
    bool camera_said(const CameraHealth& health);
    bool render_said(const RenderHealth& health);
    bool render_ready(const RenderReady& ready);
    void render_resumed(const RenderReady& ready) { ready_ = ready; }
    void cards_said() { reports_.cards_at = clock_.now(); }
    // What a process said counts no more: it is gone, or the camera is another one's.
    void render_ended();
    void cards_ended() { reports_.cards_at.reset(); }
    template <class Predicate>
    void forget_cameras(Predicate forgotten) {
        std::erase_if(reports_.cameras, [&](const auto& report) {
            if (!forgotten(report.first)) {
                return false;
            }
            counts_[report.first].connects.begin_anew();
            counts_[report.first].failures.begin_anew();
            return true;
        });
    }
    void figures_said();  // the feed's reports are others
    const WorkerReports& reports() const { return reports_; }
    const RenderReady& renderer() const { return ready_; }
    Heard renderer_heard() const;

    // To be called when reports or time may have changed what is said: remembers what tiles say,
    // and logs what is new. What the composer then makes says the same.
    void note_states();

    // ---- what people are told
    // `problems`: of the installation and of what could not be told to workers.
    WallStatus document(const std::vector<LocalText>& problems) const;
    // Its displays and tiles alone.
    WallStatus shown_now() const;
    // Every camera tile is live, or off by its hours; every card is shown and has its figures or is
    // known to have none.
    bool all_live() const;
    std::string why_not_ready() const;

  private:
    bool has_output(const std::string& display) const;
    std::set<std::string> off_displays() const;
    void tell_hidden_displays();
    void tell_refused_pictures();
    TileFacts facts_of(const SceneTile& tile, const std::string& display,
                       const ReportedTiles& reported) const;
    CameraFacts camera_facts_of(const std::string& camera) const;
    TileSaid camera_says(const std::string& camera, const CameraFacts& facts) const;
    const CameraConfig* config_of(const std::string& camera);
    Nanoseconds stale_after() const;
    int64_t since_ms(MonotonicTime since) const;  // 0: not known

    void add_displays(WallStatus& status) const;
    void add_proof(DisplayStatus& display) const;
    void add_power(DisplayStatus& display) const;
    void add_tiles(WallStatus& status) const;
    void add_card(const std::string& card, const DisplayConfig& display, TileFacts facts,
                  TileStatus& entry) const;
    void add_camera(const SceneTile& tile, const DisplayConfig& display, TileFacts facts,
                    TileStatus& entry) const;
    void say_barred(const DisplayConfig& display, TileState barred, TileStatus& entry) const;
    void say(const TileSaid& said, const TileFacts& facts, TileStatus& entry) const;
    void add_cameras(WallStatus& status) const;
    void add_sources(WallStatus& status) const;
    void add_workers(WallStatus& status) const;
    std::vector<const Worker*> status_workers() const;  // without control
    void add_problems(const std::vector<LocalText>& others, WallStatus& status) const;

    const Clock& clock_;
    Log log_;
    ShowMode mode_;
    Control control_;
    Subject subject_;
    WallTime started_at_;
    WorkerReports reports_;
    struct CameraCounts {
        GrowingCount connects;
        GrowingCount failures;
    };
    std::map<std::string, CameraCounts> counts_;  // over all workers that a camera had
    RenderReady ready_;
    MonotonicTime shown_until_;  // the last report of any renderer, at first the start of the wall
    std::vector<HiddenDisplay> hidden_displays_;  // told already
    StateLog states_;
    std::shared_ptr<const WallModel> model_;  // whose cameras are looked up
    std::map<std::string_view, const CameraConfig*> cameras_;
    std::vector<std::string> refused_;  // pictures, told already
};

}  // namespace pendopo
