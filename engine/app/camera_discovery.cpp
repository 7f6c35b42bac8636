#include "engine/app/camera_discovery.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "engine/ipc/channel.h"
#include "engine/ipc/process.h"
#include "engine/ipc/worker_refusal.h"
#include "engine/onvif/address_list.h"
#include "engine/onvif/device_address.h"

namespace pendopo {
namespace {

// As ProcessWorker::kStartLimit: mapping its libraries takes seconds on a busy machine.
constexpr Seconds kStart{15};
// Beside what the worker allows itself (engine/onvif/stream_lookup.h): twice ten seconds until the
// system's resolver gives up a name.
constexpr Seconds kStreams{50};
// As the worker, which tells no more; a worker that was taken over might.
constexpr uint64_t kMostDevices = 4096;

Result<void> check(const StreamsRequest& request) {
    const std::string& text = request.service_url.empty() ? request.address : request.service_url;
    const auto address = read_typed_address(text);
    if (!address || !address->scheme.starts_with("http")) {
        return fail(ErrorCode::invalid,
                    "device: got what is no address; expected one like 192.168.1.64, "
                    "192.168.1.64:8000 or http://192.168.1.64/onvif/device_service");
    }
    return {};
}

}  // namespace

struct CameraDiscovery::Run {
    OnFound on_found;
    OnDone on_done;
    OnReply on_reply;
    std::optional<ChildProcess> process;
    std::optional<Channel> channel;
    EventLoop::Handle watch;
    EventLoop::Handle deadline;
    uint64_t found = 0;
    bool over = false;  // nothing more is called for it

    void stop() {
        over = true;
        watch.reset();
        deadline.reset();
        channel.reset();
        process.reset();  // kills it
    }
};

CameraDiscovery::CameraDiscovery(EventLoop& loop, const Log& log)
    : CameraDiscovery(loop, log, program_beside("pendopo-onvif")) {}

CameraDiscovery::CameraDiscovery(EventLoop& loop, const Log& log, std::string worker_program,
                                 SandboxMode sandbox)
    : loop_(loop),
      log_(log.child("onvif")),
      program_(std::move(worker_program)),
      sandbox_(sandbox) {}

CameraDiscovery::~CameraDiscovery() {
    for (auto& [id, run] : runs_) {
        run->stop();
    }
}

Result<uint64_t> CameraDiscovery::discover(const DiscoverRequest& request, OnFound on_found,
                                           OnDone on_done) {
    if (request.seconds < 1 || request.seconds > DiscoverRequest::kMostSeconds) {
        return fail(ErrorCode::invalid,
                    fmt::format("seconds: got {}; expected 1 to {}", request.seconds,
                                DiscoverRequest::kMostSeconds));
    }
    if (const auto addresses = expand_addresses(request.addresses); !addresses) {
        return fail(addresses.error());
    }
    auto run = std::make_shared<Run>();
    run->on_found = std::move(on_found);
    run->on_done = std::move(on_done);
    return start(ToOnvif(request), std::move(run), kStart + Seconds(request.seconds));
}

Result<uint64_t> CameraDiscovery::streams(const StreamsRequest& request, OnReply on_reply) {
    if (auto good = check(request); !good) {
        return fail(good.error());
    }
    auto run = std::make_shared<Run>();
    run->on_reply = std::move(on_reply);
    return start(ToOnvif(request), std::move(run), kStart + kStreams);
}

Result<uint64_t> CameraDiscovery::start(const ToOnvif& request, std::shared_ptr<Run> run,
                                        Milliseconds limit) {
    if (runs_.size() >= kMost) {
        return fail(ErrorCode::exhausted,
                    fmt::format("{} cameras are being asked already; wait until they have answered",
                                kMost));
    }
    auto pair = Channel::create_pair();
    if (!pair) {
        return fail(pair.error());
    }
    // Before it starts, so that it need not wait; the login is never on its command line.
    if (auto sent = pair->first.send(encode(request)); !sent) {
        return fail(sent.error());
    }
    auto process = ChildProcess::spawn(
        program_,
        worker_words("onvif", log_.enabled(LogLevel::warn) ? LogLevel::warn : LogLevel::off,
                     sandbox_),
        pair->second.take_fd());
    if (!process) {
        return fail(process.error());
    }
    const uint64_t id = ++last_id_;
    run->process = std::move(*process);
    run->channel = std::move(pair->first);
    run->watch = loop_.watch(run->channel->fd(), [this, id] { read(id); });
    run->deadline = loop_.after(limit, [this, id] { end_badly(id, "it took too long"); });
    runs_.emplace(id, std::move(run));
    return id;
}

void CameraDiscovery::forget(uint64_t id) {
    const auto found = runs_.find(id);
    if (found != runs_.end()) {
        found->second->stop();
        runs_.erase(found);
    }
}

void CameraDiscovery::cancel(uint64_t request) {
    forget(request);
}

void CameraDiscovery::read(uint64_t id) {
    // A call may end this request or this object: the run stays, and says so.
    const std::shared_ptr<Run> run = runs_.at(id);
    constexpr int kMostAtOnce = 64;
    for (int i = 0; i < kMostAtOnce; ++i) {
        auto received = run->channel->receive();
        if (!received) {
            const auto status = run->process->poll_exit();
            return end_badly(id, status ? status->to_string() : received.error().message());
        }
        if (!*received) {
            return;
        }
        if (const auto refusal = decode_worker_refusal((*received)->text)) {
            return end_badly(id, refusal->reason);
        }
        auto message = decode_from_onvif((*received)->text);
        if (!message) {
            return end_badly(id, message.error().message());
        }
        if (auto* device = std::get_if<DeviceFound>(&*message);
            device != nullptr && run->on_found && ++run->found <= kMostDevices) {
            run->on_found(std::move(*device));
            if (run->over) {
                return;
            }
            continue;
        }
        if (auto* done = std::get_if<DiscoverDone>(&*message); done != nullptr && run->on_done) {
            forget(id);
            return run->on_done(std::move(*done));
        }
        if (auto* reply = std::get_if<StreamsReply>(&*message); reply != nullptr && run->on_reply) {
            forget(id);
            return run->on_reply(std::move(*reply));
        }
        return end_badly(id, "it said what was not asked");
    }
}

void CameraDiscovery::end_badly(uint64_t id, const std::string& why) {
    const std::shared_ptr<Run> run = runs_.at(id);
    log_.warn("worker ended by=\"{}\"", why);
    const std::string in_id = fmt::format(
        "Program yang bertanya kepada kamera berhenti tanpa jawaban ({}). Coba lagi.", why);
    const std::string in_en =
        fmt::format("The program that asks cameras ended without an answer ({}). Try again.", why);
    forget(id);
    if (run->on_done) {
        return run->on_done({run->found, in_id, in_en});
    }
    StreamsReply reply;
    reply.problem = OnvifProblem::failed;
    reply.problem_id = in_id;
    reply.problem_en = in_en;
    run->on_reply(std::move(reply));
}

}  // namespace pendopo
