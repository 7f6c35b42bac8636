#pragma once
// The small parent of control: `pendopo run` is the keeper, and control is its child. It holds what
// must outlive a control (the ends of the kept workers' channels, so that renderer and ingest
// workers see no end and go on with the pictures, and a note) and starts control again when it
// dies or hangs. It reads no configuration, has no thread, and opens nothing but its pipes.
//
//   control dies → its other workers die with it, the kept ones become the keeper's children →
//   the next control finds them in its channel (KeeperLink) and takes them over
//   the keeper dies → the kernel ends control and all workers (end_with_lifeline)

#include <string>
#include <vector>

#include "engine/base/log.h"
#include "engine/ipc/messages.h"

namespace pendopo {

struct KeeperOptions {
    std::string program;             // control's, an absolute path
    std::vector<std::string> words;  // its command line; it gets `--keeper 3` besides
    ShowMode mode = ShowMode::headless;
    LogLevel log_level = LogLevel::info;
    bool unattended = false;  // nobody reads why the first start failed: it is tried for ever
};

// Where the process is a service it says that the wall is up (service_manager.h), and feeds its
// watchdog (watchdog_rule.h). A control that crashes again and again is told to go on in safe mode
// (safe_mode.h).
//
// Blocks until control ended for good: by itself, or because of SIGINT or SIGTERM, which are passed
// on as SIGTERM (control ignores the SIGINT that a terminal sends to both). Gives the process's
// exit status, control's own.
int keep_control(const KeeperOptions& options);

}  // namespace pendopo
