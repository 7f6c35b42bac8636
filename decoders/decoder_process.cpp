#include "decoders/decoder_process.h"

#include <malloc.h>
#include <pthread.h>
#include <unistd.h>

#include "decoders/ffmpeg_log.h"
#include "engine/ipc/sandbox.h"

extern "C" {
#include <libavutil/mem.h>
}

namespace pendopo {
namespace {

// Four cameras at 4096x3072 with sixteen reference pictures each take 1.2 GB; 32 cameras, the most
// that one worker is given (engine/app/ingest_assignment.h), at 1920x1080 take 1.7 GB, and as much
// again for packets and rings.
constexpr size_t kAddressSpace = size_t{4} << 30;
// CUDA reserves addresses for all memory of machine and cards together: where its driver is, no
// such limit can be.
constexpr const char* kCudaDriver = "/dev/nvidiactl";
// 32 cameras on the way from one stream to the other, each with eight pictures, have 700.
constexpr int kOpenFiles = 2048;
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

    WorkerProcess process = WorkerProcess::enter(argc, argv);
    av_max_alloc(kLargestAllocation);
    install_ffmpeg_log(process.log.child("ffmpeg"));
    return process;
}

Result<void> enter_decoder_sandbox() {
    const size_t address_space = ::access(kCudaDriver, F_OK) == 0 ? 0 : kAddressSpace;
    return enter_sandbox({address_space, kOpenFiles});
}

}  // namespace pendopo
