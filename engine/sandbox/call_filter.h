#pragma once
// Which system calls a process may still make, by seccomp: a list for each role, everything else is
// refused with EPERM. It holds for all threads, those there are and those that come, for good.

#include "engine/base/result.h"
#include "engine/sandbox/role.h"

namespace pendopo {

// What refused calls leave behind.
enum class RefusedCalls {
    silent,
    logged,  // a line each in the kernel's log: how to find what a new library wants
};

// Errors: unsupported, when the kernel has no filters; io, when it refuses this one.
Result<void> confine_calls(const RoleRights& rights, RefusedCalls refused);

}  // namespace pendopo
