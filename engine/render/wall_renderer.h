#pragma once
// The wall, one cycle at a time: latch every ring once, upload, draw, show on all displays. Knows
// no channel and no sleeping; render_worker drives it.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/log.h"
#include "engine/base/result.h"
#include "engine/base/unique_fd.h"
#include "engine/ipc/render_messages.h"
#include "engine/render/capture.h"
#include "engine/render/displays.h"
#include "engine/render/frame_uploader.h"
#include "engine/render/gl_context.h"
#include "engine/render/gl_painter.h"
#include "engine/render/picture_guard.h"
#include "engine/render/proof_reader.h"
#include "engine/render/ring_table.h"
#include "engine/render/tile_renderer.h"

namespace pendopo {

// Thread: bound(render), with the context of `displays` current.
class WallRenderer {
  public:
    // `displays` and `clock` must outlive it. Errors: unsupported, when a shader does not compile.
    static Result<std::unique_ptr<WallRenderer>> create(const RenderSetup& setup,
                                                        const GlCaps& caps, Displays& displays,
                                                        const Clock& clock, Log log);
    RenderPath path() const { return path_; }

    // See render_messages.h: shown when its pictures are there or its time is up; one with the
    // revision shown replaces that in the next cycle.
    void set_scene(RenderScene scene);
    // Unread while the rules do not let anybody see it.
    Result<void> offer_ring(const RingOffer& offer, UniqueFd fd);
    void ring_gone(const std::string& key);
    // What may be drawn where from the next cycle on, whatever the scene says. The pixels of what
    // may be drawn nowhere are let go at once, and the next cycle shows every display, torn or not.
    void set_rules(PictureRules rules);
    // The key of the wall box that hides every camera: the same, until rules say that control
    // heard.
    void hide_by_key(int64_t pressed_ns);
    std::optional<int64_t> unheard_key() const { return guard_.unheard_key(); }
    // Another control speaks from now on. Rings it does not offer go with the first scene of its
    // own that does not show them.
    void control_changed() { rings_.set_all_old(); }
    const RenderSetup& setup() const { return setup_; }
    uint64_t revision() const { return revision_; }  // of the scene shown; 0: none

    // Whether cycle() would find a new picture or scene, something that moves, or an output that is
    // behind. Ages pass without news: cycle() wants to be called from time to time all the same.
    bool has_news() const { return news_ || moves_ || rings_.has_news() || displays_.behind(); }
    // One cycle. Says so when a new revision became visible in it.
    std::optional<SceneShown> cycle();

    // What is shown now, with the figures of the last period; take_health() ends the period first.
    RenderHealth health();
    RenderHealth take_health();
    // Something that people are told at once is other than in the last of these reports: a tile's
    // face, a display's output, the scene.
    bool has_health_news() const { return health_news_; }

    // Pictures that are asked for are made between the cycles, in small steps; see capture.h.
    void capture(CaptureRequest request) { captures_->add(std::move(request), clock_.now()); }
    void rehearse(RehearseScene scene) { captures_->add(std::move(scene), clock_.now()); }
    void step_captures();
    std::vector<TakenPicture> take_captures() { return captures_->take(); }
    // The same of what proves that the wall shows what it should (proof_reader.h).
    void step_proof();
    std::optional<ProofReading> take_proof() { return proof_->take(); }
    // What is composed for a display, in the order of the setup.
    const GlCanvas& canvas(size_t display) const { return tiles_[display].canvas(); }

  private:
    struct PendingScene {
        RenderScene scene;
        MonotonicTime received{};
    };
    WallRenderer(const RenderSetup& setup, Displays& displays, const Clock& clock, Log log)
        : setup_(setup), displays_(displays), clock_(clock), log_(std::move(log)) {}
    bool has_frame(const std::string& key) const;
    bool all_there(const RenderScene& scene) const;
    // Every tile has its picture or its placeholder to show.
    bool no_tile_empty(const RenderScene& scene) const;
    void apply(const RenderScene& scene);
    void drop_old_rings(const RenderScene& scene);
    std::optional<SceneShown> take_pending(MonotonicTime now);
    void draw_and_show(MonotonicTime now);
    void resolve();
    void judge_rings();

    const RenderSetup setup_;
    Displays& displays_;
    const Clock& clock_;
    Log log_;
    RenderPath path_ = RenderPath::copy;
    std::unique_ptr<FrameUploader> uploader_;
    std::optional<GlPainter> painter_;
    RingTable rings_;
    PictureGuard guard_;
    bool show_at_once_ = false;        // something may no longer be seen
    std::vector<TileRenderer> tiles_;  // one a display
    uint64_t revision_ = 0;
    std::optional<PendingScene> pending_;
    bool moves_ = false;  // a ticker runs
    bool news_ = true;    // besides the rings': a scene, a ring that went, a torn picture

    // Per display, in the order of the setup.
    std::vector<ShownCanvas> shown_;
    struct DisplayCount {
        uint64_t shown = 0;  // in the period that runs
        uint64_t all_shown = 0;
        double shown_fps = 0;  // in the one before
        std::string told_output;
        int64_t last_shown_ns = 0;
        int held_back = 0;  // cycles in a row not shown because a picture was torn
    };
    std::vector<DisplayCount> counts_;
    std::optional<CaptureQueue> captures_;
    std::vector<CapturedDisplay> captured_;  // per display
    std::optional<ProofReader> proof_;

    MonotonicTime last_cycle_{};
    MonotonicTime last_health_{};
    Nanoseconds longest_gap_{0};
    uint64_t cycles_ = 0;  // in the period that runs
    uint64_t all_cycles_ = 0;
    double cycles_per_second_ = 0;  // in the last period
    Nanoseconds longest_gap_told_{0};
    bool health_news_ = true;
};

}  // namespace pendopo
