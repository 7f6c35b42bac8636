#pragma once
// Cameras that are asked what they are: searches for ONVIF devices, and what streams one has. Each
// request gets a sandboxed process of its own (pendopo-onvif), since what answers may be hostile;
// it ends with its answer, and is killed when it takes too long or nobody wants it any more.

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "engine/base/clock.h"
#include "engine/base/log.h"
#include "engine/base/result.h"
#include "engine/base/sandbox_mode.h"
#include "engine/ipc/event_loop.h"
#include "engine/ipc/onvif_messages.h"

namespace pendopo {

// Thread: bound to the loop's. Destroying it ends what is under way; nothing more is called.
class CameraDiscovery {
  public:
    static constexpr size_t kMost = 8;  // requests under way at a time

    // `loop` and `log` outlive it.
    CameraDiscovery(EventLoop& loop, const Log& log);  // the worker beside this program
    CameraDiscovery(EventLoop& loop, const Log& log, std::string worker_program,
                    SandboxMode sandbox = SandboxMode::required);
    ~CameraDiscovery();
    CameraDiscovery(const CameraDiscovery&) = delete;
    CameraDiscovery& operator=(const CameraDiscovery&) = delete;

    using OnFound = std::function<void(DeviceFound)>;
    using OnDone = std::function<void(DiscoverDone)>;
    using OnReply = std::function<void(StreamsReply)>;
    // Both answer with the request's number, for cancel(). The calls come later, from the loop, the
    // last one exactly once: whatever happens to the worker, on_done and on_reply are called, then
    // with a problem. They may start, cancel and destroy as they like.
    // Errors: invalid (an address that is none, too many, a service_url that is none), exhausted
    // (kMost are under way), io (the worker cannot be started).
    Result<uint64_t> discover(const DiscoverRequest& request, OnFound on_found, OnDone on_done);
    Result<uint64_t> streams(const StreamsRequest& request, OnReply on_reply);

    // Ends a request; nothing more is called for it. One that is over already is no mistake.
    void cancel(uint64_t request);

    size_t under_way() const { return runs_.size(); }

  private:
    struct Run;
    Result<uint64_t> start(const ToOnvif& request, std::shared_ptr<Run> run, Milliseconds limit);
    void read(uint64_t id);
    // Takes a run away from here; nothing more is read from it.
    void forget(uint64_t id);
    void end_badly(uint64_t id, const std::string& why);

    EventLoop& loop_;
    Log log_;
    std::string program_;
    SandboxMode sandbox_;
    uint64_t last_id_ = 0;
    std::map<uint64_t, std::shared_ptr<Run>> runs_;  // also held while a call is made
};

}  // namespace pendopo
