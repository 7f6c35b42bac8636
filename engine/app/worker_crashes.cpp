#include "engine/app/worker_crashes.h"

#include <signal.h>

#include "engine/app/safe_mode.h"
#include "engine/render/render_worker.h"

namespace pendopo {

bool counts_as_crash(std::string_view role, const WorkerCrash& crash) {
    const ExitStatus& status = crash.status;
    if (crash.silent) {
        return true;
    }
    if (!status.known || status.signal != 0) {
        return status.known && status.signal != SIGKILL;
    }
    const bool in_peace =
        role == "render" && (status.code == kRenderNoDisplay || status.code == kRenderOtherSetup);
    return status.code != 0 && !in_peace;
}

std::string to_string(std::string_view role, const WorkerCrash& crash) {
    return std::string(role) + ": " + (crash.silent ? "it hung" : crash.status.to_string());
}

bool WorkerCrashes::crashed(const std::string& role, MonotonicTime at) {
    std::deque<MonotonicTime>& crashes = crashes_[role];
    crashes.push_back(at);
    while (at - crashes.front() > SafeModeRule::kWithin) {
        crashes.pop_front();
    }
    const bool too_many = crashes.size() >= SafeModeRule::kCrashes;
    if (too_many) {
        crashes.clear();
    }
    return too_many;
}

}  // namespace pendopo
