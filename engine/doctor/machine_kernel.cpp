// Apart, as the sandbox and config/text_file.h each have their own FileRights.
#include <unistd.h>

#include "engine/doctor/machine.h"
#include "engine/sandbox/file_rules.h"

namespace pendopo {

void gather_confinement(MachineFacts& facts) {
    if (const auto landlock = landlock_version(); !landlock) {
        facts.landlock_problem = landlock.error().message();
    }
    facts.seccomp = ::access("/proc/sys/kernel/seccomp/actions_avail", F_OK) == 0;
}

}  // namespace pendopo
