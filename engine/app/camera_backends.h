#pragma once
// Which back end each camera needs: our own RTSP client, unless the camera is configured for
// GStreamer or our client found that it does not speak what the camera does. Pure.
//
// That is remembered for as long as the camera's configuration stays as it is, whatever GStreamer
// makes of it: a camera that neither speaks says so once, in GStreamer's words, and does not go
// back and forth. A new wall finds it out again, in the second that our client takes to say so.

#include <map>
#include <string>

#include "config/camera_config.h"
#include "engine/app/ingest_assignment.h"
#include "engine/ipc/ingest_messages.h"

namespace pendopo {

// Thread: bound to its owner.
class CameraBackends {
  public:
    Backend of(const CameraConfig& camera) const;

    // A report of the worker that has the camera. True: it needs another worker from now on.
    bool heard(const CameraConfig& camera, const CameraHealth& health);
    // What an earlier control found out.
    void resume(const CameraConfig& camera, Backend backend);

  private:
    std::map<std::string, CameraConfig> moved_;  // to GStreamer, by id, as configured then
};

}  // namespace pendopo
