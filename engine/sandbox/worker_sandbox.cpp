#include "engine/sandbox/worker_sandbox.h"

#include <cstdlib>
#include <utility>

#include "engine/ipc/worker_refusal.h"

namespace pendopo {

void enter_sandbox_or_end(WorkerProcess& process, SandboxEntry entry) {
    if (process.sandbox == SandboxMode::off) {
        process.log.warn("running without a sandbox");
        give_up_privileges();
        if (entry.prepare) {
            entry.prepare();
        }
        return;
    }
    if (process.log.enabled(LogLevel::debug)) {
        entry.refused = RefusedCalls::logged;
    }
    const Result<void> entered = enter_sandbox(entry);
    if (entered) {
        return;
    }
    process.log.error("not running without a sandbox: {}", entered.error().message());
    // Control that is gone needs no reason.
    static_cast<void>(process.channel.send(encode(WorkerRefusal{entered.error().message()})));
    std::_Exit(kExitNoSandbox);
}

}  // namespace pendopo
