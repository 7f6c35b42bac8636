#pragma once
// Serves encoded loops over RTSP with gst-rtsp-server: one shared pipeline a stream, built when its
// first client comes and gone with its last.

#include <memory>
#include <string>
#include <vector>

#include "engine/base/log.h"
#include "tools/cameras/camera_book.h"
#include "tools/cameras/encoded_loop.h"

namespace pendopo {

struct ServedCamera {
    SimulatedCamera camera;
    LoopPointer main;  // null: no main stream
    LoopPointer sub;
};

// Runs on the default GLib main context, which the caller turns.
// Thread: bound(main); the book is safe.
class RtspServer {
  public:
    // Port 0 takes a free one. gst_init must have been called.
    static Result<std::unique_ptr<RtspServer>> create(const std::string& address, int port,
                                                      std::vector<ServedCamera> cameras,
                                                      int loop_seconds, Log log);
    ~RtspServer();

    int port() const;
    CameraBook& book();
    // Changes a camera's mode and cuts its sessions when it goes off; false: no such camera.
    bool set_mode(const std::string& id, CameraMode mode);

  private:
    struct State;
    explicit RtspServer(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace pendopo
