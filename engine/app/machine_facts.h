#pragma once
// Everything that `pendopo doctor` looks at, in one call. Blocks, some seconds at most.

#include <string>

#include "engine/doctor/facts.h"

namespace pendopo {

struct DoctorReport {
    MachineFacts facts;
    std::string language = "id";  // the wall's
};
// `wall_path` empty: the machine alone.
DoctorReport examine_machine(const std::string& wall_path);

}  // namespace pendopo
