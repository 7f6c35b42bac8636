#pragma once
// The processes of a running wall: launched, watched, heard, started again, ended. It knows the
// renderer, the cards worker and any number of ingest workers, and the rings that they deliver; it
// knows nothing of walls, plans or reports: those are its owner's, who is told by hooks.

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/app/ingest_assignment.h"
#include "engine/app/ring_exchange.h"
#include "engine/app/worker.h"
#include "engine/base/log.h"
#include "engine/base/result.h"
#include "engine/base/unique_fd.h"
#include "engine/ipc/messages.h"

namespace pendopo {

// Thread: bound to control's loop; hooks are called on it.
class WorkerPool {
  public:
    struct Hooks {
        std::function<void(Worker&)> started;   // anew: it knows nothing
        std::function<void(Worker&)> adopted;   // from an earlier control: it knows what that told
        std::function<void(Worker&)> told_all;  // of TellAll
        std::function<void(Worker&)> ended;     // its rings have no owner any more
        std::function<void(size_t ingest, const IngestHealth&)> ingest_said;
        std::function<void(const WorkerHealth*)> cards_said;  // null: it lives
        std::function<void(const CardReport&)> card_drawn;
        std::function<void(const FromRender&, ChannelMessage&)> render_said;
    };

    WorkerPool(WorkerFactory make_worker, LogLevel level, SandboxMode sandbox, Log log,
               Hooks hooks);

    // The renderer and the cards worker. Ingest workers there are hear nothing before those were
    // started.
    void start();
    // As many ingest workers as `workers`, each of its kind; there are never fewer than before.
    void ensure_ingest(const std::vector<Backend>& workers);
    // Another worker, which its owner keeps.
    std::unique_ptr<Worker> make(const std::string& role, const std::string& program,
                                 WorkerHooks hooks) const;
    // Asks all to end; ended() tells of each.
    void stop();
    bool running() const;
    // It said what makes no sense, and is started anew.
    void reject(Worker& worker, const Error& error);

    Worker* render() { return render_.get(); }  // null before start()
    const Worker* render() const { return render_.get(); }
    Worker* cards() { return cards_.get(); }
    const Worker* cards() const { return cards_.get(); }
    Worker& ingest(size_t index) { return *ingest_[index]; }
    const Worker& ingest(size_t index) const { return *ingest_[index]; }
    size_t ingest_count() const { return ingest_.size(); }
    SandboxMode sandbox() const { return sandbox_; }
    // The place of an ingest worker; ingest_count() for another one.
    size_t index_of(const Worker& worker) const;
    RingExchange& rings() { return rings_; }

  private:
    enum class Outlives { no, yes };  // control, as a worker may

    std::unique_ptr<Worker> launch(const std::string& role, const std::string& program,
                                   WorkerHooks hooks, Outlives control) const;
    void share_pace(Worker& worker);
    void take_ring(Worker& owner, const RingOffer& offer, ChannelMessage& message);
    void ingest_received(size_t index, ChannelMessage message);
    void cards_received(ChannelMessage message);
    void render_received(ChannelMessage message);
    void ended(Worker& worker);

    WorkerFactory make_worker_;
    LogLevel level_;
    SandboxMode sandbox_;
    Log log_;
    Hooks hooks_;
    RingExchange rings_;
    std::vector<std::unique_ptr<Worker>> ingest_;
    UniqueFd pace_;  // the page that paces their attempts to connect
    std::unique_ptr<Worker> cards_;
    std::unique_ptr<Worker> render_;
};

}  // namespace pendopo
