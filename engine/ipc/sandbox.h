#pragma once
// Rights a worker gives up for good once it is set up: no new programs, no tracing, no core dumps,
// bounded memory and descriptors. Called by the worker itself, before it reads foreign bytes.

#include <cstddef>

#include "engine/base/result.h"

namespace pendopo {

struct SandboxLimits {
    size_t address_space_bytes = 0;  // RLIMIT_AS; 0: not limited (GL drivers map freely)
    int open_files = 1024;
};

// Errors: io, when the kernel refuses a part; what could be given up is given up all the same.
Result<void> enter_sandbox(const SandboxLimits& limits);

}  // namespace pendopo
