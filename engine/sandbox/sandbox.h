#pragma once
// Rights a worker gives up for good once it is set up: an allow-list of files (Landlock) and of
// system calls (seccomp) by its role, memory and descriptors bounded, no new programs or processes,
// no core dumps, no privileges. Called by the worker itself before it reads foreign bytes; holds
// for all its threads. The roles: role.h and README.md.

#include <functional>
#include <vector>

#include "engine/base/result.h"
#include "engine/sandbox/call_filter.h"
#include "engine/sandbox/file_rules.h"
#include "engine/sandbox/role.h"

namespace pendopo {

struct SandboxEntry {
    SandboxRole role{};
    // Besides the role's own. Only for roles that open files.
    std::vector<PathRule> paths{};
    // What is to be done once files are confined and while libraries may still be loaded: whatever
    // starts threads, or reads its files when it is first used. May be null. `prepare_paths` are
    // open to it besides; threads that it starts, and which stay, keep those.
    std::function<void()> prepare{};
    std::vector<PathRule> prepare_paths{};
    RefusedCalls refused = RefusedCalls::silent;
};

// Whether an NVIDIA card's driver is there, which opens the card's devices again while it works.
bool has_nvidia_card();
// What the role opens on any machine: rules for the lists of role.h.
std::vector<PathRule> paths_of(SandboxRole role);
// For `prepare_paths`: where libraries load further ones from.
std::vector<PathRule> library_paths();
// For `prepare_paths`: what a driver of graphics cards reads and opens when it starts, and an X
// client before it.
std::vector<PathRule> driver_paths();

// Errors: unsupported, io, invalid: which part, and what the kernel lacks. The process must not go
// on then: how much it has given up is not known.
Result<void> enter_sandbox(const SandboxEntry& entry);

// What also a worker without a sandbox gives up: core dumps, being traced, new privileges.
void give_up_privileges();

}  // namespace pendopo
