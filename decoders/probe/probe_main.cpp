// The program pendopo-probe: one request, one climb, the end.

#include <poll.h>

#include <array>
#include <memory>
#include <span>
#include <string>
#include <utility>

#include "decoders/decoder_process.h"
#include "decoders/probe/probe_climb.h"
#include "decoders/probe/probe_picture.h"
#include "engine/ipc/process.h"

namespace pendopo {
namespace {

// A request comes at once: who asks has it before it starts us.
constexpr Milliseconds kRequest{10'000};

Result<ProbeRequest> request_of(WorkerProcess& process) {
    const MonotonicTime until = Monotonic::now() + kRequest;
    for (MonotonicTime now = Monotonic::now(); now < until; now = Monotonic::now()) {
        auto message = process.channel.receive();
        if (!message) {
            return fail(message.error());
        }
        if (*message) {
            auto decoded = decode_to_probe((*message)->text);
            if (!decoded) {
                return fail(decoded.error());
            }
            return std::get<ProbeRequest>(std::move(*decoded));
        }
        std::array<pollfd, 2> waiting{pollfd{process.channel.fd(), POLLIN, 0},
                                      pollfd{process.stop_fd.get(), POLLIN, 0}};
        ::poll(waiting.data(), waiting.size(),
               int(std::chrono::ceil<Milliseconds>(until - now).count()));
        if (waiting[1].revents != 0) {
            return fail(ErrorCode::stopped, "stopped");
        }
    }
    return fail(ErrorCode::timed_out, "no request came");
}

// Who asked has gone, or wants the end. Nothing else is said to a probe after its request.
bool is_cancelled(const WorkerProcess& process) {
    std::array<pollfd, 2> waiting{pollfd{process.channel.fd(), POLLIN, 0},
                                  pollfd{process.stop_fd.get(), POLLIN, 0}};
    return ::poll(waiting.data(), waiting.size(), 0) > 0;
}

// What of the picture may leave this worker.
struct Seen {
    CameraMasks masks;
    Coarsen coarsen;
};

void tell_end(Channel& channel, bool ok, const std::optional<Picture>& picture, const Seen& seen) {
    ProbeDone done;
    done.ok = ok;
    std::optional<SharedPicture> shared =
        picture ? share_picture(*picture, seen.masks, seen.coarsen) : std::nullopt;
    if (!shared) {
        static_cast<void>(channel.send(encode(FromProbe(done))));
        return;
    }
    done.picture = shared->size;
    const std::array<int, 1> carried{shared->fd.get()};
    static_cast<void>(channel.send(encode(FromProbe(done)), carried));
}

int run_probe(int argc, char** argv) {
    WorkerProcess process = enter_decoder_process(argc, argv);
    enter_decoder_sandbox(process, SandboxRole::probe);
    Result<ProbeRequest> request = request_of(process);
    if (!request) {
        process.log.info("ending reason=\"{}\"", request.error().message());
        return request.error().code() == ErrorCode::invalid ? 1 : 0;
    }
    const Seen seen{request->masks, request->coarsened ? Coarsen::whole : Coarsen::masks};
    constexpr MeasureTimes kAtOnce{Milliseconds(0), Milliseconds(0)};
    const MeasureTimes times = request->briefly ? kAtOnce : MeasureTimes{};
    ProbeClimb climb(
        std::move(*request), process.channel.fd(), [&process] { return is_cancelled(process); },
        [&process](const ProbeRung& rung) {
            static_cast<void>(process.channel.send(encode(FromProbe(rung))));
        },
        process.log, times);
    const bool ok = climb.run();
    tell_end(process.channel, ok, climb.picture(), seen);
    return 0;
}

}  // namespace
}  // namespace pendopo

int main(int argc, char** argv) {
    return pendopo::run_probe(argc, argv);
}
