// The processes of the running wall: started, heard, stopped.

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>

#include "engine/app/render_setup.h"
#include "engine/app/wall_runtime.h"
#include "engine/base/overloaded.h"
#include "engine/ipc/process.h"

namespace pendopo {
namespace {

constexpr Seconds kStopDeadline{4};
constexpr int kPreviewWidth = 1920;

}  // namespace

std::unique_ptr<Worker> WallRuntime::make_worker(const std::string& role,
                                                 const std::string& program, WorkerHooks hooks,
                                                 Outlives control) {
    return make_worker_(
        {role, program_beside(program), options_.log_level, control == Outlives::yes},
        std::move(hooks));
}

void WallRuntime::start() {
    ensure_ingest_workers();  // first, so that nothing is told before those there are were heard
    render_ = make_worker("render", "pendopo-render",
                          {[this] { tell_everything(*render_); },
                           [this](ChannelMessage message) { render_received(std::move(message)); },
                           [this] { render_ended(); }, [this] { render_adopted(); }},
                          Outlives::yes);
    cards_ = make_worker("cards", "pendopo-cards",
                         {[this] { tell_everything(*cards_); },
                          [this](ChannelMessage message) { cards_received(std::move(message)); },
                          [this] {
                              distributor_.disown_rings(*cards_);
                              reports_.cards_at.reset();
                              check_stopped();
                          }});
    distributor_.set_renderer(render_.get());
    render_->start();
    cards_->start();
    feed_.set_model(wall_.shared_model(), state_folder_);
    count_descriptors();
    tick_ = loop_.every(Seconds(1), [this] {
        feed_.tick();
        memory_.tick(clock_.now());
        update();
    });
    if (files_.fd() >= 0) {
        files_watch_ = loop_.watch(files_.fd(), [this] { reload_if_changed(); });
    }
    update();
}

void WallRuntime::stop(std::function<void()> done) {
    stopping_ = true;
    stopped_ = std::move(done);
    tick_.reset();
    tour_timer_.reset();
    files_watch_.reset();
    stop_deadline_ = loop_.after(kStopDeadline, [this] {
        log_.warn("workers did not end within {} s and are killed", kStopDeadline.count());
        std::exchange(stopped_, nullptr)();
    });
    for (auto& worker : ingest_) {
        worker->stop();
    }
    feed_.stop();
    cards_->stop();
    render_->stop();
    check_stopped();
}

void WallRuntime::check_stopped() {
    const bool all_ended = !render_->running() && !cards_->running() && !feed_.running() &&
                           std::ranges::none_of(ingest_, &Worker::running);
    if (stopped_ && all_ended) {
        stop_deadline_.reset();
        loop_.post(std::exchange(stopped_, nullptr));
    }
}

void WallRuntime::ensure_ingest_workers() {
    std::vector<WantedCamera> wanted;
    for (const std::string& id : wall_.cameras_in_layouts()) {
        const auto camera = std::ranges::find(model().cameras.cameras, id, &CameraConfig::id);
        wanted.push_back(
            {id, camera == model().cameras.cameras.end() ? Backend::own : backends_.of(*camera)});
    }
    const IngestAssignment before = std::exchange(assignment_, assign_cameras(assignment_, wanted));
    std::erase_if(reports_.cameras, [&](const auto& report) {
        const auto was = before.cameras.find(report.first);
        const auto is = assignment_.cameras.find(report.first);
        return was != before.cameras.end() && is != assignment_.cameras.end() &&
               was->second != is->second;  // what the worker before said counts no more
    });
    while (ingest_.size() < assignment_.workers.size()) {
        const size_t index = ingest_.size();
        const bool gstreamer = assignment_.workers[index] == Backend::gstreamer;
        ingest_.push_back(make_worker(
            fmt::format("{}-{}", gstreamer ? "gst" : "ingest", index + 1),
            gstreamer ? "pendopo-gst" : "pendopo-ingest",
            {[this, index] { tell_everything(*ingest_[index]); },
             [this, index](ChannelMessage message) { ingest_received(index, std::move(message)); },
             [this, index] { ingest_ended(index); }, [this, index] { ingest_adopted(index); }},
            Outlives::yes));
        ingest_.back()->start();
    }
}

CardFeed::Hooks WallRuntime::feed_hooks() {
    return {[this](const std::string& role, const std::string& program, WorkerHooks hooks) {
                return make_worker(role, program, std::move(hooks));
            },
            [this](const ToCards& message, std::span<const int> fds) {
                if (const auto sent = cards_->send(waiting_key(message), encode(message), fds);
                    !sent) {
                    log_.error("{}", sent.error().message());
                }
            },
            [this] { update_soon(); }, [this] { check_stopped(); }};
}

void WallRuntime::send_render_setup() {
    const ToRender setup =
        render_setup(model().config, options_.mode, options_.path, kPreviewWidth);
    static_cast<void>(render_->send(waiting_key(setup), encode(setup)));
}

void WallRuntime::tell_everything(Worker& worker) {
    distributor_.forget(worker);
    if (&worker == render_.get()) {
        takeover_.release();  // it shows nothing yet that a new bitmap could spoil
        send_render_setup();
        distributor_.offer_rings();
    } else if (&worker == cards_.get()) {
        feed_.cards_started();
    }
    update_soon();
}

void WallRuntime::reject(Worker& worker, const Error& error) {
    log_.error("{} is replaced: {}", worker.role(), error.message());
    worker.restart();
}

void WallRuntime::take_ring(Worker& owner, const std::string& key, ChannelMessage& message) {
    if (message.fds.size() != 1) {
        reject(owner, Error(ErrorCode::invalid, "a ring offer without its descriptor"));
        return;
    }
    if (const auto taken = distributor_.take_ring(owner, key, std::move(message.fds.front()));
        !taken) {
        reject(owner, taken.error());
    }
}

bool WallRuntime::has_camera(size_t worker, const std::string& camera) const {
    const auto assigned = assignment_.cameras.find(camera);
    return assigned != assignment_.cameras.end() && assigned->second == worker;
}

bool WallRuntime::needs_another_worker(const CameraHealth& health) {
    const auto camera = std::ranges::find(model().cameras.cameras, health.id, &CameraConfig::id);
    if (camera == model().cameras.cameras.end() || !backends_.heard(*camera, health)) {
        return false;
    }
    log_.info("camera={} goes to GStreamer reason=\"{}\"", health.id, health.reason);
    return true;
}

void WallRuntime::ingest_received(size_t index, ChannelMessage message) {
    Worker& worker = *ingest_[index];
    auto decoded = decode_from_ingest(message.text);
    if (!decoded) {
        reject(worker, decoded.error());
        return;
    }
    std::visit(
        Overloaded{[&](const RingOffer& offer) { take_ring(worker, offer.key, message); },
                   [&](const RingGone& gone) { distributor_.drop_ring(worker, gone.key); },
                   [&](const ToldAll&) { told_all(worker); },
                   [&](const IngestHealth& health) {
                       bool news = false;
                       for (const CameraHealth& camera : health.cameras) {
                           if (!has_camera(index, camera.id)) {
                               continue;  // on its way out, or none of this worker's business
                           }
                           news |= needs_another_worker(camera);
                           CameraReport& known = reports_.cameras[camera.id];
                           news |= known.health.state != camera.state || known.health.id.empty();
                           known = {camera, clock_.now()};
                       }
                       if (news) {
                           update_soon();
                       }
                   }},
        *decoded);
}

void WallRuntime::ingest_ended(size_t index) {
    distributor_.disown_rings(*ingest_[index]);
    std::erase_if(reports_.cameras,
                  [&](const auto& report) { return has_camera(index, report.first); });
    told_all(*ingest_[index]);
    check_stopped();
}

void WallRuntime::cards_received(ChannelMessage message) {
    reports_.cards_at = clock_.now();
    auto decoded = decode_from_cards(message.text);
    if (!decoded) {
        reject(*cards_, decoded.error());
        return;
    }
    std::visit(Overloaded{[&](const RingOffer& offer) { take_ring(*cards_, offer.key, message); },
                          [&](const RingGone& gone) { distributor_.drop_ring(*cards_, gone.key); },
                          [&](const WorkerHealth& health) {
                              if (!health.problem.empty()) {
                                  log_.warn("cards: {}", health.problem);
                              }
                              cards_reported();
                          }},
               *decoded);
}

}  // namespace pendopo
