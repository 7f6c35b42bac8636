#pragma once
// The ingest worker: turns IngestPlans into cameras, and tells control of rings and health.

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "decoders/camera.h"
#include "decoders/wakeup.h"
#include "engine/ipc/attempt_pacer.h"
#include "engine/ipc/process.h"
#include "engine/sandbox/role.h"
#include "engine/sandbox/watched_paths.h"

namespace pendopo {

// Thread: bound to the thread that calls run().
class IngestWorker {
  public:
    IngestWorker(WorkerProcess process, SourceFactory factory);

    // Until control asks for the end, or is gone: 0. 1 when control makes no sense.
    int run();

  private:
    bool read_plans();
    void join_pace(const std::vector<UniqueFd>& fds);
    void apply(const IngestPlan& plan);
    void tell_all();
    void attend_cameras();
    void send_rings();
    void send_health();
    void choose_standby();
    bool names_out_of_reach() const;

    WorkerProcess process_;
    const SourceFactory factory_;
    const Wakeup wakeup_;
    AttemptPacer pacer_;  // outlives the cameras
    std::map<std::string, std::unique_ptr<Camera>> cameras_;
    std::vector<std::unique_ptr<Camera>> leaving_;  // asked to stop, not yet destroyed
    struct RingToTell {
        std::string camera;
        UniqueFd fd;  // empty: the ring is gone
        bool trial = false;
    };
    std::map<std::string, RingToTell> rings_to_tell_;  // by key; the newest fact of each
    std::map<std::string, CameraState> told_states_;
    int64_t standby_pixels_ = 0;     // of the plan
    std::set<std::string> named_;    // cameras whose address is a name
    const WatchedPaths name_files_;  // which say what names mean
    bool told_all_waits_ = false;    // for the rings before it
    bool control_is_gone_ = false;
    int exit_code_ = 0;
};

// main() of pendopo-ingest and pendopo-gst: memory limits and sandbox, then IngestWorker. `prepare`
// runs while libraries may still be loaded (SandboxEntry); when it fails, cameras say so each.
int run_ingest_worker(
    int argc, char** argv, SandboxRole role, SourceFactory factory,
    const std::function<Result<void>(const Log&)>& prepare = [](const Log&) {
        return Result<void>();
    });

}  // namespace pendopo
