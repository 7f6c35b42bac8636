#pragma once
// What staff are told of workers whose sandbox cannot be entered, and of a wall that runs without.
// Pure.

#include <span>
#include <string>
#include <vector>

#include "engine/app/worker.h"

namespace pendopo {

// A line for each reason, with the workers that give it; a standing one where the sandbox is off.
// Indonesian first, English in brackets.
std::vector<std::string> sandbox_problems(std::span<const Worker* const> workers,
                                          SandboxMode sandbox);

}  // namespace pendopo
