#pragma once
// What every process that decodes what cameras send does before it hears of one: its memory is
// shaped and bounded, libavcodec speaks through its log, and rights are given up for good.

#include <cstddef>

#include "engine/base/log.h"
#include "engine/base/result.h"
#include "engine/ipc/process.h"

namespace pendopo {

// First in main(), while there is one thread.
WorkerProcess enter_decoder_process(int argc, char** argv);

// Before foreign bytes are read. Errors: io; what could be given up is given up all the same.
Result<void> enter_decoder_sandbox();

}  // namespace pendopo
