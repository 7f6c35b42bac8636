#include "decoders/decoder_process.h"

#include <malloc.h>
#include <pthread.h>

#include <utility>

#include "decoders/ffmpeg_decoder.h"
#include "decoders/ffmpeg_log.h"
#include "decoders/tls_session.h"
#include "engine/sandbox/worker_sandbox.h"

extern "C" {
#include <libavutil/mem.h>
}

namespace pendopo {
namespace {

// The largest picture plane pool that a sane stream asks for at once; a hostile length field does
// not get more.
constexpr size_t kLargestAllocation = size_t{96} << 20;
constexpr size_t kThreadStack = size_t{512} << 10;

}  // namespace

WorkerProcess enter_decoder_process(int argc, char** argv) {
    // Before the first thread: one heap for all threads, which share little and allocate little.
    ::mallopt(M_ARENA_MAX, 1);
    ::mallopt(M_MMAP_THRESHOLD, 256 << 10);
    ::mallopt(M_TRIM_THRESHOLD, 512 << 10);
    pthread_attr_t attributes;
    ::pthread_attr_init(&attributes);
    ::pthread_attr_setstacksize(&attributes, kThreadStack);
    ::pthread_setattr_default_np(&attributes);
    ::pthread_attr_destroy(&attributes);

    die_first_without_memory();
    WorkerProcess process = WorkerProcess::enter(argc, argv);
    av_max_alloc(kLargestAllocation);
    install_ffmpeg_log(process.log.child("ffmpeg"));
    return process;
}

void enter_decoder_sandbox(WorkerProcess& process, SandboxRole role,
                           std::function<void()> prepare) {
    enter_sandbox_or_end(process, {.role = role,
                                   .paths = {},
                                   .prepare =
                                       [&] {
                                           open_hardware_decoders(process.log);
                                           load_authorities();
                                           if (prepare) {
                                               prepare();
                                           }
                                       },
                                   .prepare_paths = driver_paths()});
}

}  // namespace pendopo
