#pragma once
// The script worker: one ScriptJob after the other, each answered by a ScriptDone. A job that takes
// too much is answered too, and ends the process.

#include "engine/base/clock.h"
#include "engine/base/log.h"
#include "engine/ipc/channel.h"
#include "engine/ipc/process.h"
#include "engine/ipc/script_messages.h"
#include "engine/script/script_engine.h"

namespace pendopo {

// What a job's descriptors hold, in their order: the definition, the values, the files. Errors:
// invalid (not as many as the job says, or no sealed memory), exhausted, io.
Result<ScriptTexts> read_job_texts(const ScriptJob& job, const std::vector<UniqueFd>& fds);

// The status with which the worker ends when it gave a job up; its ScriptDone was sent before.
constexpr int kExitGivenUp = 3;

// The worker's whole life in its process. Returns main()'s status: 0 when control closed the
// channel or asked for the end, 1 when the engine cannot be loaded or control sent no message.
int run_script_worker(WorkerProcess process);

}  // namespace pendopo
