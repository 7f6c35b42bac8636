#pragma once
// From plans to workers: what each worker was told last, and so what it is to be told now.
//
// A plan is the whole desired state, so only the newest counts: one that still waits because its
// worker is busy gives way to the next. One that no worker can be told, because it is too long, is
// a refused change: the worker goes on with the plan before, and problems() says so.

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/app/composer.h"
#include "engine/app/worker.h"
#include "engine/base/log.h"
#include "engine/ipc/messages.h"

namespace pendopo {

// Thread: bound to control's loop. Workers outlive it.
class Distributor {
  public:
    explicit Distributor(Log log) : log_(std::move(log)) {}

    // Tells a running worker its plan, unless it is the one it knows.
    void tell(Worker& worker, const IngestPlan& plan);
    void tell(Worker& worker, const CardPlan& plan);
    void tell(Worker& worker, const RenderScene& scene);
    // What it was told does not count any more, since it was started anew: the next plan is told
    // whatever it is.
    void forget(const Worker& worker);

    // Changes that could not be told, in words for people.
    std::vector<std::string> problems() const;

  private:
    struct Told {
        std::variant<std::monostate, IngestPlan, CardPlan, RenderScene> plan;
        std::string problem;  // why it was not told; empty: it was
    };
    template <class ToWorker, class Plan>
    void tell_plan(Worker& worker, const Plan& plan);

    Log log_;
    std::map<const Worker*, Told> told_;
};

// The rings that plans ask for, as keys that live as long as the plans.
std::set<std::string_view> asked_for(const PicturesByCamera& pictures, const CardPlan& cards);

// The key under which a message waits for a worker that is busy (Worker::send).
std::string waiting_key(const ToCards& message);
std::string waiting_key(const ToRender& message);

}  // namespace pendopo
