#include "engine/render/wall_renderer.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "engine/render/copy_reader.h"
#include "engine/render/copy_uploader.h"
#include "engine/render/gpu_reader.h"
#include "engine/render/shader_uploader.h"

namespace pendopo {
namespace {

// A writer that overwrites what is being read is a rare accident; one that does it again and again
// is broken or hostile, and must not keep its display from being shown.
constexpr int kMaxHeldBack = 2;

// How long a new scene that would have empty tiles waits at most: a dead worker must not hold it.
constexpr Seconds kEmptyTilePatience{1};

}  // namespace

Result<std::unique_ptr<WallRenderer>> WallRenderer::create(const RenderSetup& setup,
                                                           const GlCaps& caps, Displays& displays,
                                                           const Clock& clock, Log log) {
    std::unique_ptr<WallRenderer> wall(new WallRenderer(setup, displays, clock, std::move(log)));
    const bool copy =
        setup.path == RenderPath::copy || (setup.path == RenderPath::automatic && caps.software);
    wall->path_ = copy ? RenderPath::copy : RenderPath::shader;
    if (copy) {
        wall->uploader_ = std::make_unique<CopyUploader>();
    } else {
        wall->uploader_ = std::make_unique<ShaderUploader>();
    }
    Result<GlPainter> painter = GlPainter::create();
    if (!painter) {
        return fail(painter.error());
    }
    wall->painter_ = std::move(*painter);
    if (copy) {
        wall->captures_.emplace(std::make_unique<CopyReader>());
    } else {
        Result<GpuReader> reader = GpuReader::create();
        if (!reader) {
            return fail(reader.error());
        }
        wall->captures_.emplace(std::make_unique<GpuReader>(std::move(*reader)));
    }
    wall->proof_.emplace(wall->path_);
    for (const RenderDisplay& display : setup.displays) {
        if (display.size.empty()) {
            return fail(ErrorCode::invalid, "display " + display.id + ": has no size");
        }
        wall->tiles_.emplace_back(display.size);
    }
    wall->shown_.resize(setup.displays.size());
    wall->counts_.resize(setup.displays.size());
    wall->last_cycle_ = wall->last_health_ = clock.now();
    return wall;
}

void WallRenderer::set_scene(RenderScene scene) {
    news_ = true;
    if (scene.revision == revision_) {
        apply(scene);
    } else if (pending_ && pending_->scene.revision == scene.revision) {
        pending_->scene = std::move(scene);
    } else {
        pending_ = PendingScene{std::move(scene), clock_.now()};
    }
}

Result<void> WallRenderer::offer_ring(const RingOffer& offer, UniqueFd fd) {
    const Ring* known = rings_.find(offer.key);
    const bool kept = guard_.may_keep(offer);
    if (known != nullptr && (!kept || known->offer() != offer)) {
        ring_gone(offer.key);
    }
    Result<void> taken;
    if (kept) {
        taken = rings_.offer(offer, std::move(fd));
    } else {
        rings_.withhold(offer, std::move(fd));
    }
    resolve();
    return taken;
}

void WallRenderer::ring_gone(const std::string& key) {
    if (const std::optional<uint64_t> id = rings_.gone(key)) {
        news_ = true;
        uploader_->forget(*id);
        resolve();
    }
}

void WallRenderer::resolve() {
    for (TileRenderer& tiles : tiles_) {
        tiles.resolve(rings_, guard_);
    }
}

void WallRenderer::set_rules(PictureRules rules) {
    const uint64_t before = guard_.generation();
    guard_.set_rules(std::move(rules));
    if (guard_.generation() != before) {
        judge_rings();
    }
}

void WallRenderer::hide_by_key(int64_t pressed_ns) {
    guard_.hide_by_key(pressed_ns);
    judge_rings();
}

void WallRenderer::judge_rings() {
    news_ = true;
    show_at_once_ = true;
    for (const uint64_t id :
         rings_.judge([this](const RingOffer& ring) { return guard_.may_keep(ring); })) {
        uploader_->forget(id);
    }
    resolve();
}

bool WallRenderer::has_frame(const std::string& key) const {
    const Ring* ring = rings_.find(key);
    return ring != nullptr && ring->frame();
}

bool WallRenderer::all_there(const RenderScene& scene) const {
    return std::ranges::all_of(scene.expected,
                               [&](const std::string& key) { return has_frame(key); });
}

bool WallRenderer::no_tile_empty(const RenderScene& scene) const {
    return std::ranges::all_of(scene.displays, [&](const DrawDisplay& display) {
        return std::ranges::all_of(display.tiles, [&](const DrawTile& tile) {
            const bool nothing_asked = tile.picture.empty() && tile.placeholder.empty();
            return nothing_asked || has_frame(tile.placeholder) ||
                   (has_frame(tile.picture) && !tile.hide_picture);
        });
    });
}

void WallRenderer::apply(const RenderScene& scene) {
    std::vector<bool> standby;
    for (size_t i = 0; i < tiles_.size(); ++i) {
        const auto found = std::find_if(
            scene.displays.begin(), scene.displays.end(),
            [&](const DrawDisplay& display) { return display.id == setup_.displays[i].id; });
        tiles_[i].set_scene(found != scene.displays.end() ? *found : DrawDisplay{}, rings_, guard_);
        standby.push_back(found != scene.displays.end() && found->standby);
    }
    displays_.set_standby(standby);
    drop_old_rings(scene);
}

void WallRenderer::drop_old_rings(const RenderScene& scene) {
    const auto shown = [&](const std::string& key) {
        return std::ranges::any_of(scene.displays, [&](const DrawDisplay& display) {
            return std::ranges::any_of(display.tiles, [&](const DrawTile& tile) {
                return tile.picture == key || tile.placeholder == key || tile.label == key ||
                       tile.badge == key || display.closed == key;
            });
        });
    };
    for (const std::string& key : rings_.old_ones(shown)) {
        ring_gone(key);
    }
}

std::optional<SceneShown> WallRenderer::take_pending(MonotonicTime now) {
    if (!pending_) {
        return std::nullopt;
    }
    const auto waited = std::chrono::duration_cast<Milliseconds>(now - pending_->received);
    const bool complete = all_there(pending_->scene);
    if (!complete && waited.count() < pending_->scene.wait_ms) {
        return std::nullopt;
    }
    // Missing pictures give way to placeholders; where those are missing too, or not even asked for
    // because their cameras were live a moment ago, the wall would go dark. A scene that must not
    // wait has something to hide.
    if (pending_->scene.wait_ms > 0 && waited < kEmptyTilePatience &&
        !no_tile_empty(pending_->scene)) {
        return std::nullopt;
    }
    apply(pending_->scene);
    revision_ = pending_->scene.revision;
    health_news_ = true;
    pending_.reset();
    return SceneShown{revision_, 0, static_cast<int>(waited.count()), complete};
}

std::optional<SceneShown> WallRenderer::cycle() {
    const MonotonicTime now = clock_.now();
    longest_gap_ = std::max(longest_gap_, Nanoseconds(now - last_cycle_));
    last_cycle_ = now;
    ++cycles_;
    ++all_cycles_;
    rings_.latch(to_ns(now));
    std::optional<SceneShown> scene = take_pending(now);
    news_ = pending_.has_value();
    draw_and_show(now);
    if (scene) {
        scene->shown_ns = to_ns(clock_.now());
    }
    return scene;
}

void WallRenderer::draw_and_show(MonotonicTime now) {
    displays_.poll_events();
    for (size_t i = 0; i < counts_.size(); ++i) {
        health_news_ = health_news_ || counts_[i].told_output != displays_.output_of(i);
    }
    for (size_t i = 0; i < tiles_.size(); ++i) {
        const TileRenderer::Drawn drawn = tiles_[i].draw(to_ns(now), *painter_, *uploader_);
        DisplayCount& count = counts_[i];
        // A canvas held back is still to be shown, even if nothing changes it meanwhile.
        const bool was_held = count.held_back > 0;
        const bool changed = drawn.changed || was_held;
        const bool hold = drawn.torn && count.held_back < kMaxHeldBack && !show_at_once_;
        count.held_back = hold ? count.held_back + 1 : 0;
        news_ = news_ || drawn.torn;
        health_news_ = health_news_ || drawn.faces;
        shown_[i] = {&tiles_[i].canvas(), changed && !hold, {}};
        if (!was_held) {
            shown_[i].damage = tiles_[i].damage();
        }
    }
    moves_ = std::ranges::any_of(tiles_, &TileRenderer::moves);
    displays_.show(shown_, std::exchange(show_at_once_, false));
    const int64_t shown_ns = to_ns(clock_.now());
    for (size_t i = 0; i < tiles_.size(); ++i) {
        if (shown_[i].changed) {
            ++counts_[i].shown;
            ++counts_[i].all_shown;
            counts_[i].last_shown_ns = shown_ns;
        }
    }
}

RenderHealth WallRenderer::take_health() {
    const MonotonicTime now = clock_.now();
    const double seconds =
        std::max(0.001, std::chrono::duration<double>(now - last_health_).count());
    for (size_t i = 0; i < tiles_.size(); ++i) {
        tiles_[i].end_period(seconds);
        counts_[i].shown_fps = static_cast<double>(std::exchange(counts_[i].shown, 0)) / seconds;
    }
    cycles_per_second_ = static_cast<double>(std::exchange(cycles_, 0)) / seconds;
    longest_gap_told_ =
        std::max(std::exchange(longest_gap_, Nanoseconds(0)), Nanoseconds(now - last_cycle_));
    last_health_ = now;
    return health();
}

RenderHealth WallRenderer::health() {
    health_news_ = false;
    RenderHealth health;
    health.revision = revision_;
    health.cycles_per_second = cycles_per_second_;
    health.longest_gap_ms =
        static_cast<int>(std::chrono::duration_cast<Milliseconds>(longest_gap_told_).count());
    health.outputs = displays_.outputs();
    for (size_t i = 0; i < tiles_.size(); ++i) {
        const std::string& id = setup_.displays[i].id;
        counts_[i].told_output = displays_.output_of(i);
        health.displays.push_back({id, counts_[i].told_output, counts_[i].shown_fps,
                                   counts_[i].last_shown_ns, displays_.screen_of(i)});
        for (const TileRenderer::TileReport& tile : tiles_[i].report()) {
            health.tiles.push_back({id, tile.tile->id, tile.face, tile.shown_fps, tile.picture_ns,
                                    tile.made.unix_ns, tile.made.clock, tile.picture_number,
                                    tile.stale_after_ms});
        }
    }
    for (size_t i = 0; i < tiles_.size() && guard_.has_rules(); ++i) {
        std::ranges::move(tiles_[i].refused(), std::back_inserter(health.refused));
    }
    return health;
}

void WallRenderer::step_proof() {
    const MonotonicTime now = clock_.now();
    if (!proof_->is_due(now)) {
        return;
    }
    std::vector<ProofReader::Display> displays;
    for (size_t i = 0; i < tiles_.size(); ++i) {
        displays.push_back({setup_.displays[i].id, tiles_[i], counts_[i].all_shown});
    }
    proof_->step({displays, revision_, all_cycles_}, now);
}

void WallRenderer::step_captures() {
    if (captures_->empty()) {
        return;
    }
    captured_.clear();
    for (size_t i = 0; i < tiles_.size(); ++i) {
        captured_.push_back({&setup_.displays[i], &tiles_[i].canvas()});
    }
    captures_->step({captured_, revision_, rings_, guard_, *painter_, *uploader_}, clock_.now());
}

}  // namespace pendopo
