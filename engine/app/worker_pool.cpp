#include "engine/app/worker_pool.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>
#include <variant>

#include "engine/base/overloaded.h"
#include "engine/ipc/attempt_pacer.h"
#include "engine/ipc/process.h"

namespace pendopo {

WorkerPool::WorkerPool(WorkerFactory make_worker, LogLevel level, SandboxMode sandbox, Log log,
                       Hooks hooks)
    : make_worker_(std::move(make_worker)),
      level_(level),
      sandbox_(sandbox),
      log_(std::move(log)),
      hooks_(std::move(hooks)) {}

std::unique_ptr<Worker> WorkerPool::launch(const std::string& role, const std::string& program,
                                           WorkerHooks hooks, Outlives control) const {
    return make_worker_({role, program_beside(program), level_, control == Outlives::yes, sandbox_},
                        std::move(hooks));
}

std::unique_ptr<Worker> WorkerPool::make(const std::string& role, const std::string& program,
                                         WorkerHooks hooks) const {
    return launch(role, program, std::move(hooks), Outlives::no);
}

void WorkerPool::start() {
    render_ = launch("render", "pendopo-render",
                     {[this] { hooks_.started(*render_); },
                      [this](ChannelMessage message) { render_received(std::move(message)); },
                      [this] { ended(*render_); }, [this] { hooks_.adopted(*render_); }},
                     Outlives::yes);
    cards_ = launch("cards", "pendopo-cards",
                    {[this] { hooks_.started(*cards_); },
                     [this](ChannelMessage message) { cards_received(std::move(message)); },
                     [this] { ended(*cards_); }},
                    Outlives::no);
    rings_.set_renderer(render_.get());
    render_->start();
    cards_->start();
}

void WorkerPool::ensure_ingest(const std::vector<Backend>& workers) {
    while (ingest_.size() < workers.size()) {
        const size_t index = ingest_.size();
        const bool gstreamer = workers[index] == Backend::gstreamer;
        ingest_.push_back(launch(
            fmt::format("{}-{}", gstreamer ? "gst" : "ingest", index + 1),
            gstreamer ? "pendopo-gst" : "pendopo-ingest",
            {[this, index] {
                 share_pace(*ingest_[index]);
                 hooks_.started(*ingest_[index]);
             },
             [this, index](ChannelMessage message) { ingest_received(index, std::move(message)); },
             [this, index] { ended(*ingest_[index]); },
             [this, index] {
                 share_pace(*ingest_[index]);
                 hooks_.adopted(*ingest_[index]);
             }},
            Outlives::yes));
        ingest_.back()->start();
    }
}

// Without one each worker paces its own attempts.
void WorkerPool::share_pace(Worker& worker) {
    if (!pace_) {
        Result<UniqueFd> page = AttemptPacer::create_page();
        if (!page) {
            log_.warn("{}", page.error().message());
            return;
        }
        pace_ = std::move(*page);
    }
    const std::array<int, 1> fds{pace_.get()};
    static_cast<void>(worker.send("shared_pace", encode(ToIngest(SharedPace{})), fds));
}

void WorkerPool::stop() {
    for (auto& worker : ingest_) {
        worker->stop();
    }
    cards_->stop();
    render_->stop();
}

bool WorkerPool::running() const {
    return (render_ && render_->running()) || (cards_ && cards_->running()) ||
           std::ranges::any_of(ingest_, &Worker::running);
}

void WorkerPool::reject(Worker& worker, const Error& error) {
    log_.error("{} is replaced: {}", worker.role(), error.message());
    worker.restart();
}

size_t WorkerPool::index_of(const Worker& worker) const {
    const auto found =
        std::ranges::find_if(ingest_, [&](const auto& each) { return each.get() == &worker; });
    return static_cast<size_t>(found - ingest_.begin());
}

void WorkerPool::ended(Worker& worker) {
    if (&worker != render_.get()) {  // its rings are to be shown still
        rings_.disown(worker);
    }
    hooks_.ended(worker);
}

void WorkerPool::take_ring(Worker& owner, const RingOffer& offer, ChannelMessage& message) {
    if (message.fds.size() != 1) {
        reject(owner, Error(ErrorCode::invalid, "a ring offer without its descriptor"));
        return;
    }
    // Whose picture it is decides who may see it: a camera's from who decodes cameras, else none.
    if (offer.camera.empty() != (&owner == cards_.get())) {
        reject(owner, Error(ErrorCode::invalid, "a ring offer of a picture it cannot have"));
        return;
    }
    if (const auto taken = rings_.take(owner, offer, std::move(message.fds.front())); !taken) {
        reject(owner, taken.error());
    }
}

void WorkerPool::ingest_received(size_t index, ChannelMessage message) {
    Worker& worker = *ingest_[index];
    const auto decoded = decode_from_ingest(message.text);
    if (!decoded) {
        reject(worker, decoded.error());
        return;
    }
    std::visit(Overloaded{[&](const RingOffer& offer) { take_ring(worker, offer, message); },
                          [&](const RingGone& gone) { rings_.drop(worker, gone.key); },
                          [&](const ToldAll&) { hooks_.told_all(worker); },
                          [&](const IngestHealth& health) { hooks_.ingest_said(index, health); }},
               *decoded);
}

void WorkerPool::cards_received(ChannelMessage message) {
    hooks_.cards_said(nullptr);
    const auto decoded = decode_from_cards(message.text);
    if (!decoded) {
        reject(*cards_, decoded.error());
        return;
    }
    std::visit(Overloaded{[&](const RingOffer& offer) { take_ring(*cards_, offer, message); },
                          [&](const RingGone& gone) { rings_.drop(*cards_, gone.key); },
                          [&](const CardReport& report) { hooks_.card_drawn(report); },
                          [&](const WorkerHealth& health) { hooks_.cards_said(&health); }},
               *decoded);
}

void WorkerPool::render_received(ChannelMessage message) {
    const auto decoded = decode_from_render(message.text);
    if (!decoded) {
        reject(*render_, decoded.error());
        return;
    }
    if (std::holds_alternative<ToldAll>(*decoded)) {
        hooks_.told_all(*render_);
        return;
    }
    hooks_.render_said(*decoded, message);
}

}  // namespace pendopo
