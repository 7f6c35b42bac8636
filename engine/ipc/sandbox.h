#pragma once
// Rights a worker gives up for good once it is set up: no new programs, no tracing, no core dumps,
// bounded memory and descriptors, where it can do without also no network and no files. Called by
// the worker itself, before it reads foreign bytes; holds for all its threads.

#include <cstddef>

#include "engine/base/result.h"

namespace pendopo {

struct SandboxLimits {
    size_t address_space_bytes = 0;  // RLIMIT_AS; 0: not limited (GL drivers map freely)
    int open_files = 1024;
    bool network = true;  // false: no new sockets; those it has go on working
    bool files = true;    // false: nothing is opened, made, renamed or removed any more
};

// Errors: io, when the kernel refuses a part; what could be given up is given up all the same.
Result<void> enter_sandbox(const SandboxLimits& limits);

}  // namespace pendopo
