#pragma once
// Which back end each camera needs: our own RTSP client, unless the camera is configured for
// GStreamer or our client found that it does not speak what the camera does. Pure.
//
// That is remembered while the camera's configuration stays as it is: one that neither speaks says
// so once, in GStreamer's words, and does not go back and forth. A camera that GStreamer has not
// reached for ten minutes is asked by our client again: it may have been damaged or another one
// then. A new wall finds it out again, too, in the second that our client takes to say so.

#include <map>
#include <string>

#include "config/camera_config.h"
#include "engine/app/ingest_assignment.h"
#include "engine/base/clock.h"
#include "engine/ipc/ingest_messages.h"

namespace pendopo {

// Thread: bound to its owner.
class CameraBackends {
  public:
    Backend of(const CameraConfig& camera) const;

    // A report of the worker that has the camera. True: it needs another worker from now on.
    bool heard(const CameraConfig& camera, const CameraHealth& health, MonotonicTime now);
    // What an earlier control found out.
    void resume(const CameraConfig& camera, Backend backend, MonotonicTime now);

  private:
    struct Moved {
        CameraConfig camera;    // as configured then
        MonotonicTime reached;  // when GStreamer last had an answer of it, or got it
    };

    std::map<std::string, Moved> moved_;  // to GStreamer, by id
};

}  // namespace pendopo
