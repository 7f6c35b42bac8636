#pragma once
// Probes and searches for cameras that technicians begin at the panel: a few at a time, each by a
// number, looked at while it runs and forgotten a while after its end.

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string>

#include "engine/app/camera_discovery.h"
#include "engine/app/camera_probe.h"
#include "engine/base/clock.h"
#include "engine/base/log.h"
#include "engine/base/result.h"
#include "engine/base/sandbox_mode.h"
#include "engine/control/picture_encoder.h"
#include "engine/control/setup_desk.h"
#include "engine/ipc/event_loop.h"
#include "engine/wall/wall.h"

namespace pendopo {

// As a person typed it: the address without its login, and who that is.
ProbeRequest probe_request(const ProbeWanted& wanted);
StreamsRequest streams_request(const CameraAccess& device);
// What of its picture a probe may tell: of a camera of cameras.json what its masks and the staff's
// detail leave of it; of another address at the host of one that has masks, only coarse blocks,
// since it may well be the same camera.
void obey_privacy(ProbeRequest& request, const CamerasConfig& cameras);
// The camera of cameras.json at that host ("192.168.1.64", "cam.lan"); empty: none.
std::string camera_at(const CamerasConfig& cameras, const std::string& host);

// Thread: bound to the loop's, which outlives it as the clock does.
class SetupCameras {
  public:
    static constexpr size_t kAtOnce = 4;  // of each
    static constexpr size_t kMostKept = 32;
    static constexpr Seconds kRemembered{300};  // after its end

    SetupCameras(EventLoop& loop, const Clock& clock, const Log& log,
                 SandboxMode sandbox = SandboxMode::required);
    ~SetupCameras();
    SetupCameras(const SetupCameras&) = delete;
    SetupCameras& operator=(const SetupCameras&) = delete;

    // Errors: exhausted, io.
    Result<std::string> start_probe(ProbeRequest request);
    // Errors: not_found.
    Result<ProbeStatus> probe(const std::string& id) const;
    Result<SetupDesk::PictureBytes> probe_picture(const std::string& id) const;
    Result<void> cancel_probe(const std::string& id);

    // Errors: exhausted, invalid, io.
    Result<std::string> start_discovery(const DiscoveryWanted& wanted);
    // `cameras`: those that are installed.
    Result<DiscoveryStatus> discovery(const std::string& id, const CamerasConfig& cameras) const;
    void streams(const StreamsRequest& request, const SetupDesk::Done<DeviceStreams>& done);

    // For tests: workers in the place of the real ones.
    void use_programs(std::string probe, std::string onvif);

  private:
    struct Probe;
    struct Search;
    template <class Job>
    Result<void> make_room(std::map<std::string, std::shared_ptr<Job>>& jobs, const char* what);

    EventLoop& loop_;
    const Clock& clock_;
    Log log_;
    SandboxMode sandbox_;
    std::string probe_program_;
    PictureEncoder encoder_;
    std::unique_ptr<CameraDiscovery> onvif_;
    std::map<std::string, std::shared_ptr<Probe>> probes_;
    std::map<std::string, std::shared_ptr<Search>> searches_;
    uint64_t next_ = 1;
};

}  // namespace pendopo
