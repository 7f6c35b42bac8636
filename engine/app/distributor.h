#pragma once
// From plans to workers: what each worker was told last, and so what it is to be told now. Also
// keeps the rings that workers deliver, and hands them to the renderer.
//
// A plan is the whole desired state, so only the newest counts: one that still waits because its
// worker is busy gives way to the next. One that no worker can be told, because it is too long, is
// a refused change: the worker goes on with the plan before, and problems() says so.

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/app/composer.h"
#include "engine/app/worker.h"
#include "engine/base/log.h"
#include "engine/base/result.h"
#include "engine/base/unique_fd.h"
#include "engine/ipc/messages.h"

namespace pendopo {

// Thread: bound to control's loop. Workers outlive it.
class Distributor {
  public:
    // More than the largest wall has; a worker that offers more was taken over, and would use up
    // control's descriptors.
    static constexpr size_t kMostRingsOfOne = 16'384;

    explicit Distributor(Log log) : log_(std::move(log)) {}

    // Tells a running worker its plan, unless it is the one it knows.
    void tell(Worker& worker, const IngestPlan& plan);
    void tell(Worker& worker, const CardPlan& plan);
    void tell(Worker& worker, const RenderScene& scene);
    // What it was told does not count any more, since it was started anew: the next plan is told
    // whatever it is.
    void forget(const Worker& worker);

    // The worker that draws; rings are offered to it. It outlives the distributor.
    void set_renderer(Worker* render) { render_ = render; }
    // A ring that `owner` delivers. Errors: invalid (too many of them).
    Result<void> take_ring(const Worker& owner, const std::string& key, UniqueFd fd);
    void drop_ring(const Worker& owner, const std::string& key);
    // The process that filled them is gone. They stay on the wall until the next one fills rings of
    // the same keys, or nobody asks for them any more.
    void disown_rings(const Worker& owner);
    void drop_ownerless_rings(const PicturesByCamera& pictures, const CardPlan& cards);
    // All of them, to a renderer that knows none.
    void offer_rings();
    // `holds` says which news of a ring must not reach the renderer yet; offer_ring() tells it
    // later what became of it.
    using HoldRing = std::function<bool(const Worker* owner, const std::string& key)>;
    void hold_rings(HoldRing holds) { holds_ = std::move(holds); }
    void offer_ring(const std::string& key);
    size_t rings() const { return rings_.size(); }

    // Changes that could not be told, in words for people.
    std::vector<std::string> problems() const;

  private:
    struct Told {
        std::variant<std::monostate, IngestPlan, CardPlan, RenderScene> plan;
        std::string problem;  // why it was not told; empty: it was
    };
    struct Ring {
        UniqueFd fd;                    // survives the renderer
        const Worker* owner = nullptr;  // null: the process that filled it is gone
    };
    template <class ToWorker, class Plan>
    void tell_plan(Worker& worker, const Plan& plan);
    void offer(const std::string& key, const Ring& ring);
    void tell_gone(const std::string& key);

    Log log_;
    Worker* render_ = nullptr;
    HoldRing holds_ = [](const Worker*, const std::string&) { return false; };
    std::map<const Worker*, Told> told_;
    std::map<std::string, Ring> rings_;  // by key
    std::map<const Worker*, size_t> rings_of_;
};

// The key under which a message waits for a worker that is busy (Worker::send).
std::string waiting_key(const ToCards& message);
std::string waiting_key(const ToRender& message);

}  // namespace pendopo
