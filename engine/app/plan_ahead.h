#pragma once
// What is planned for the next 24 hours, worked out once a minute: the state document is made many
// times a second, and a calendar may hold thousands of events. Pure but for its memory.

#include <memory>
#include <span>
#include <vector>

#include "engine/wall/automatic.h"
#include "engine/wall/wall.h"

namespace pendopo {

// Thread: bound to its owner.
class PlanAhead {
  public:
    // As planned_changes() says; one that enters the 24 hours is seen up to a minute late. Valid
    // until the next call.
    std::span<const PlannedChange> look(const std::shared_ptr<const WallModel>& model,
                                        WallTime now);

  private:
    std::shared_ptr<const WallModel> model_;
    WallTime looked_at_;
    std::vector<PlannedChange> planned_;
};

}  // namespace pendopo
