#pragma once
// Fills the slots of all cameras: from the cache what is there; what is not, drawn and encoded side
// by side, small pictures first. A whole loop takes about a second of one core for each second of a
// camera's main and sub stream, so short loops go ahead, after which every camera can be watched,
// and the whole ones follow.

#include <atomic>
#include <functional>

#include "tools/cameras/loop_slot.h"

namespace pendopo {

// Long enough for people to walk a few steps, short enough for 32 streams in a few seconds.
constexpr int kFirstLoopSeconds = 2;

struct PreparationProgress {
    int streams = 0;
    int watchable = 0;  // streams with a loop, a short one or the whole
    int whole = 0;      // streams with the loop they will keep
};

struct Preparation {
    int jobs = 1;  // encoding threads; they leave way to everything else on the machine
    int loop_seconds = kDefaultLoopSeconds;
    bool short_loops_first = true;  // where whole loops are at least twice as long
    const LoopCache* cache = nullptr;
    const std::atomic<bool>* stop = nullptr;
    // Called after each loop, and what went wrong without being the end of it; on any thread, one
    // at a time.
    std::function<void(const PreparationProgress&)> progress;
    std::function<void(const std::string&)> warn;
};

// Blocks until every slot has its whole loop, or with the first error. Loops that the cache cannot
// keep stay in memory.
// Thread: reentrant.
Result<void> prepare_loops(const std::vector<ServedCamera>& cameras,
                           const Preparation& preparation);

}  // namespace pendopo
