#pragma once
// Serves encoded loops over RTSP with gst-rtsp-server: one shared pipeline a stream, built when its
// first client comes and gone with its last. Who asks for a stream whose loop is not there yet is
// answered when it is.

#include <memory>
#include <string>
#include <vector>

#include "engine/base/log.h"
#include "engine/base/unique_fd.h"
#include "tools/cameras/camera_book.h"
#include "tools/cameras/loop_slot.h"

namespace pendopo {

// Runs on the default GLib main context, which the caller turns.
// Thread: bound(main); the book is safe.
class RtspServer {
  public:
    // gst_init must have been called.
    static std::unique_ptr<RtspServer> create(UniqueFd listener,
                                              const std::vector<ServedCamera>& cameras, Log log);
    // Ends all sessions; takes as long as the slowest of them, the loops' slots being closed.
    ~RtspServer();

    CameraBook& book();
    // Changes a camera's mode and cuts its sessions when it goes off; false: no such camera.
    bool set_mode(const std::string& id, CameraMode mode);

  private:
    struct State;
    explicit RtspServer(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace pendopo
