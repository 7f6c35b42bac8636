// The running wall and its processes: started, heard, stopped.

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>
#include <variant>

#include "engine/app/render_rules.h"
#include "engine/app/render_setup.h"
#include "engine/app/wall_runtime.h"
#include "engine/base/overloaded.h"
#include "engine/wall/text_rules.h"

namespace pendopo {
namespace {

constexpr Seconds kStopDeadline{4};

}  // namespace

WorkerPool::Hooks WallRuntime::pool_hooks() {
    return {
        [this](Worker& worker) { tell_everything(worker); },
        [this](Worker& worker) { adopted(worker); },
        [this](Worker& worker) { told_all(worker); },
        [this](Worker& worker) { worker_ended(worker); },
        [this](size_t index, const IngestHealth& health) { ingest_said(index, health); },
        [this](const WorkerHealth* health) {
            book_.cards_said();
            if (health != nullptr) {
                if (!health->problem.empty()) {
                    log_.warn("cards: {}", health->problem);
                }
                cards_reported();
            }
        },
        [this](const CardReport& report) {
            feed_.card_drawn(report);
            update_soon();  // its problem is its tile's
        },
        [this](const FromRender& said, ChannelMessage& message) { render_said(said, message); }};
}

CardFeed::Hooks WallRuntime::feed_hooks() {
    return {[this](const std::string& role, const std::string& program, WorkerHooks hooks) {
                return workers_.make(role, program, std::move(hooks));
            },
            [this](const ToCards& message, std::span<const int> fds) {
                if (const auto sent =
                        workers_.cards()->send(waiting_key(message), encode(message), fds);
                    !sent) {
                    log_.error("{}", sent.error().message());
                }
            },
            [this] { update_soon(); }, [this] { check_stopped(); },
            [this](const SourceAlarm& alarm) {
                say(RaiseAlarm{alarm.alarm, shortened_text(alarm.text)},
                    {alarm.source, Role::operate, "data"});
            }};
}

void WallRuntime::start() {
    ensure_ingest_workers();  // first, so that nothing is told before those there are were heard
    workers_.start();
    feed_.set_model(wall_.shared_model(), state_folder_);
    count_descriptors();
    tick_ = loop_.every(Seconds(1), [this] {
        feed_.tick();
        if (offset_.has_stepped(clock_)) {
            log_.info("the time of day was set");
            advance();
        } else {
            update();
        }
        prove();
    });
    keep_good_later();
    if (files_.fd() >= 0) {
        files_watch_ = loop_.watch(files_.fd(), [this] { reload_if_changed(); });
    }
    update();
}

void WallRuntime::stop(std::function<void()> done) {
    stopping_ = true;
    memory_.flush();
    proof_.end(offset_.instant(clock_));
    stopped_ = std::move(done);
    tick_.reset();
    tour_timer_.reset();
    files_watch_.reset();
    stop_deadline_ = loop_.after(kStopDeadline, [this] {
        log_.warn("workers did not end within {} s and are killed", kStopDeadline.count());
        std::exchange(stopped_, nullptr)();
    });
    feed_.stop();
    workers_.stop();
    check_stopped();
}

void WallRuntime::check_stopped() {
    if (stopped_ && !workers_.running() && !feed_.running()) {
        stop_deadline_.reset();
        loop_.post(std::exchange(stopped_, nullptr));
    }
}

void WallRuntime::ensure_ingest_workers() {
    std::map<std::string_view, const CameraConfig*> cameras;
    for (const CameraConfig& camera : model().cameras.cameras) {
        cameras.emplace(camera.id, &camera);
    }
    std::vector<WantedCamera> wanted;
    std::vector<std::string> ids = wall_.cameras_in_layouts();
    if (trial_ && std::ranges::find(ids, trial_->camera) == ids.end()) {
        ids.push_back(trial_->camera);
    }
    for (const std::string& id : ids) {
        const auto camera = cameras.find(id);
        wanted.push_back(
            {id, camera == cameras.end() ? Backend::own : backends_.of(*camera->second)});
    }
    const IngestAssignment before = std::exchange(assignment_, assign_cameras(assignment_, wanted));
    book_.forget_cameras([&](const std::string& camera) {
        const auto was = before.cameras.find(camera);
        const auto is = assignment_.cameras.find(camera);
        return was != before.cameras.end() && is != assignment_.cameras.end() &&
               was->second != is->second;  // what the worker before said counts no more
    });
    workers_.ensure_ingest(assignment_.workers);
}

void WallRuntime::tell_everything(Worker& worker) {
    distributor_.forget(worker);
    if (&worker == workers_.render()) {
        takeover_.release();  // it shows nothing yet that a new bitmap could spoil
        send_render_setup();
        told_rules_.reset();
        tell_rules();
        workers_.rings().offer_all();
    } else if (&worker == workers_.cards()) {
        feed_.cards_started();
    }
    update_soon();
}

void WallRuntime::send_render_setup() {
    const bool software = safe_mode_ == SafeMode::crashes;
    const ToRender setup =
        render_setup(model().config, options_.mode, software ? RenderPath::copy : options_.path,
                     kPreviewWidth, software);
    static_cast<void>(workers_.render()->send(waiting_key(setup), encode(setup)));
}

void WallRuntime::tell_rules() {
    const PictureRules were = std::exchange(rules_, render_rules(wall_, heard_key_ns_));
    if (were != rules_ && takes_away(were, rules_)) {
        urgent_revision_ = wall_.revision();
    }
    Worker* render = workers_.render();
    if (render == nullptr || !render->running() || told_rules_ == rules_) {
        return;
    }
    const ToRender message = rules_;
    if (const auto sent = render->send(waiting_key(message), encode(message)); !sent) {
        log_.error("{}", sent.error().message());
    }
    const auto before = std::exchange(told_rules_, rules_);
    if (before) {  // else all rings are offered anyway
        workers_.rings().offer_again([&](const RingOffer& ring) {
            return !may_keep(*before, ring) && may_keep(rules_, ring);
        });
    }
}

// The renderer shows no camera since then, and says so again until it hears that this is done.
void WallRuntime::hide_key_pressed(int64_t pressed_ns) {
    if (pressed_ns <= heard_key_ns_) {
        return;
    }
    say(HideCameras{}, {"keyboard", Role::operate, "keyboard"});
    if (wall_.decision().all_cameras_hidden) {
        heard_key_ns_ = pressed_ns;
        tell_rules();
    }
}

void WallRuntime::worker_ended(Worker& worker) {
    if (&worker == workers_.render()) {
        ++render_steps_;
        book_.render_ended();
        proof_.renderer_ended();
    } else if (&worker == workers_.cards()) {
        book_.cards_ended();
    } else {
        const size_t index = workers_.index_of(worker);
        book_.forget_cameras([&](const std::string& camera) { return has_camera(index, camera); });
    }
    told_all(worker);
    count_crash(worker);
    check_stopped();
}

// ---- ingest -----------------------------------------------------------------------------------

bool WallRuntime::has_camera(size_t worker, const std::string& camera) const {
    const auto assigned = assignment_.cameras.find(camera);
    return assigned != assignment_.cameras.end() && assigned->second == worker;
}

bool WallRuntime::needs_another_worker(const CameraHealth& health) {
    const auto camera = std::ranges::find(model().cameras.cameras, health.id, &CameraConfig::id);
    if (camera == model().cameras.cameras.end() ||
        !backends_.heard(*camera, health, clock_.now())) {
        return false;
    }
    log_.info("camera={} goes to {} reason=\"{}\"", health.id,
              backends_.of(*camera) == Backend::gstreamer ? "GStreamer" : "the wall's own client",
              health.reason);
    return true;
}

void WallRuntime::ingest_said(size_t index, const IngestHealth& health) {
    bool news = false;
    for (const CameraHealth& camera : health.cameras) {
        if (has_camera(index, camera.id)) {  // else on its way out, or none of this one's business
            news |= needs_another_worker(camera);
            news |= book_.camera_said(camera);
        }
    }
    if (news) {
        update_soon();
    }
}

// ---- renderer ---------------------------------------------------------------------------------

void WallRuntime::prove() {
    if (stopping_ || takeover_.waits()) {
        return;
    }
    const Instant at = offset_.instant(clock_);
    std::vector<std::string> displays;
    for (const DisplayConfig& display : model().config.displays) {
        displays.push_back(display.id);
    }
    const std::string failure = proof_.judge(displays, book_.renderer_heard(), at);
    note_shown(at);
    if (!failure.empty()) {
        log_.error("the renderer is started anew: {}", failure);
        workers_.render()->restart();
    }
}

// While a layout is switched, the one before goes on.
void WallRuntime::note_shown(Instant at) {
    const uint64_t shown = book_.reports().render.revision;
    if (stopping_ || (book_.renderer_heard() == Heard::just_now && shown != wall_.revision())) {
        return;
    }
    noted_revision_ = shown;
    proof_.see(
        shown_displays(book_.shown_now(), wall_.decision(), model(), book_.reports().sources), at);
}

void WallRuntime::render_said(const FromRender& said, ChannelMessage& message) {
    std::visit(Overloaded{[&](const RenderReady& ready) {
                              book_.render_ready(ready);
                              update();
                          },
                          [&](const SceneShown& shown) {
                              log_.debug("scene revision={} waited={} ms complete={}",
                                         shown.revision, shown.waited_ms, shown.complete);
                              shown_revision_ = shown.revision;
                              update();
                          },
                          [&](const RenderHealth& health) {
                              ++render_steps_;
                              if (book_.render_said(health)) {
                                  update_soon();
                              }
                              proof_.renderer_reported();
                              if (health.revision != noted_revision_) {
                                  note_shown(offset_.instant(clock_));
                              }
                          },
                          [&](const ProofReading& reading) { proof_.read(reading); },
                          [&](const Captured& captured) {
                              if (!takeover_.waits_for(workers_.render()->role())) {
                                  captures_.finish(captured, message);
                              }
                          },
                          [&](const KeyPressed& pressed) { key_pressed(pressed.key); },
                          [&](const HideKey& key) { hide_key_pressed(key.pressed_ns); },
                          [](const ToldAll&) {}},
               said);
}

}  // namespace pendopo
