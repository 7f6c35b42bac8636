#pragma once
// What every process that decodes what cameras send does before it hears of one: its memory is
// shaped and bounded, libavcodec speaks through its log, and rights are given up for good.

#include <functional>

#include "engine/ipc/process.h"
#include "engine/sandbox/role.h"

namespace pendopo {

// First in main(), while there is one thread.
WorkerProcess enter_decoder_process(int argc, char** argv);

// Before foreign bytes are read and before any thread starts, but for `prepare`, which may start
// some (see SandboxEntry). Hardware decoders and the authorities of certificates are opened here:
// nothing of theirs is opened later. Ends the process when the sandbox cannot be entered.
void enter_decoder_sandbox(WorkerProcess& process, SandboxRole role,
                           std::function<void()> prepare = nullptr);

}  // namespace pendopo
