#pragma once
// What was asked of the wall, and what came of it, as the "control" part of the state document.
// Pure.

#include <span>

#include "engine/control/wall_control.h"
#include "engine/wall/automatic.h"
#include "engine/wall/wall.h"
#include "engine/wall/wall_state.h"

namespace pendopo {

inline constexpr size_t kMostPlanned = 20;  // of planned_changes()

// `decision`: resolve() of that state. `planned`: planned_changes().
ControlStatus control_report(const WallState& state, const WallDecision& decision,
                             const WallModel& model, std::span<const PlannedChange> planned);

}  // namespace pendopo
