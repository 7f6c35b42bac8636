#pragma once
// One life of a wall, from its files to a clean end: used by `pendopo run` and `pendopo render`.

#include <optional>
#include <string>

#include "engine/app/keeper_link.h"
#include "engine/app/wall_runtime.h"

namespace pendopo {

struct RunOptions {
    RuntimeOptions runtime;
    bool serve_http = true;
    std::optional<double> seconds;  // ends by itself after this time
    // Ends as soon as every tile is live, or after this time with what is there.
    std::optional<double> until_live_seconds;
    std::string out_folder;        // one PNG per display is written here before the end
    KeeperLink* keeper = nullptr;  // outlives the run; null: nobody starts this control again
};

// Blocks until the wall ended: SIGINT, SIGTERM, or by itself. Gives the process's exit status: 0,
// or 1 with the reason on standard error.
int run_wall(const RunOptions& options);

}  // namespace pendopo
