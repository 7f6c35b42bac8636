#include "engine/app/plan_ahead.h"

#include "engine/control/control_report.h"

namespace pendopo {
namespace {

constexpr Seconds kLookAgain{60};

}  // namespace

std::span<const PlannedChange> PlanAhead::look(const std::shared_ptr<const WallModel>& model,
                                               WallTime now) {
    // The first one is due, or the clock was set: what is known is no longer what is to come.
    const bool passed = !planned_.empty() && planned_.front().at <= now;
    if (model_ != model || passed || now < looked_at_ || now - looked_at_ >= kLookAgain) {
        planned_ = planned_changes(model->schedule, model->config.timezone, now, kMostPlanned);
        model_ = model;
        looked_at_ = now;
    }
    return planned_;
}

}  // namespace pendopo
