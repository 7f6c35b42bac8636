#pragma once
// The ONVIF worker's whole life in its process: one request, its answer, the end.

#include "engine/ipc/process.h"

namespace pendopo {

// Returns main()'s status: 0 when the request was answered or control is gone, 1 when what came is
// no request, or the sandbox cannot be entered.
int run_onvif_worker(WorkerProcess process);

}  // namespace pendopo
