#pragma once
// How a worker process enters its sandbox: as control told it to, and not at all without one.

#include "engine/ipc/process.h"
#include "engine/sandbox/sandbox.h"

namespace pendopo {

// The status that a worker ends with whose sandbox cannot be entered.
inline constexpr int kExitNoSandbox = 78;  // EX_CONFIG

// Enters the sandbox; where control said that it is off, gives up what costs nothing and prepares.
// A sandbox that cannot be entered ends the process, after telling control why (WorkerRefusal).
// `entry.refused` is set by the log's level: debug has refused calls logged by the kernel.
void enter_sandbox_or_end(WorkerProcess& process, SandboxEntry entry);

}  // namespace pendopo
