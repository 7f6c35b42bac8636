#pragma once
// Which wall's state folder a verb works on: --config FILE names it, or --state-dir, which also
// serves where the configuration cannot be read.

#include <string>

#include "config/installation.h"
#include "config/wall_config.h"
#include "engine/base/result.h"

namespace CLI {  // NOLINT(readability-identifier-naming): the library's
class App;
}

namespace pendopo {

struct StatePlace {
    std::string wall = usual_wall();
    std::string folder;  // not empty: instead
};

void add_state_place(CLI::App& verb, StatePlace& place);
// Errors: invalid, with the problems of the configuration.
Result<std::string> state_folder_of(const StatePlace& place);
// How control listens; defaults where the configuration cannot be read.
ControlConfig control_of(const StatePlace& place);

}  // namespace pendopo
