#pragma once
// Gets the loops of all cameras from the cache, or draws and encodes them side by side.

#include <atomic>
#include <functional>

#include "tools/cameras/encoded_loop.h"
#include "tools/cameras/rtsp_server.h"

namespace pendopo {

struct Preparation {
    int jobs = 1;  // encoding threads
    int loop_seconds = kDefaultLoopSeconds;
    const LoopCache* cache = nullptr;
    const std::atomic<bool>* stop = nullptr;
    // Called after each loop, on any thread, one at a time: done so far, of how many.
    std::function<void(int done, int total)> progress;
};

// Blocks until all are there, or with the first error. Small pictures come first.
// Thread: reentrant.
Result<std::vector<ServedCamera>> prepare_loops(const std::vector<SimulatedCamera>& cameras,
                                                const Preparation& preparation);

}  // namespace pendopo
