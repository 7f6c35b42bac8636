#pragma once
// Cameras whose faults begin and end when they are told: each a HabitServer at a port of its own,
// behind a line that can be impaired. What `pendopo-cameras --fault` serves.

#include <glib.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "tools/cameras/camera_book.h"
#include "tools/cameras/faults/fault.h"
#include "tools/cameras/habits/habit_server.h"
#include "tools/cameras/impair/impairing_proxy.h"

namespace pendopo::faults {

struct FaultPlan {
    std::string address = "127.0.0.1";
    int port = 0;  // of the first camera, the others behind it; 0: free ones
    int count = 1;
    GoodCamera camera;                  // its number is that of the first
    FaultOrder fault;                   // of each
    std::optional<std::string> impair;  // as read_impairment() takes it; none: no line between
    unsigned seed = 1;
};

// Thread: bound(main): faults begin and end on the default GLib main context.
class FaultCameras {
  public:
    // Errors: as HabitServer, ImpairingProxy and read_impairment().
    static Result<std::unique_ptr<FaultCameras>> start(const FaultPlan& plan);
    ~FaultCameras();

    // "cam-1" and its address, where clients are to connect.
    std::vector<std::pair<std::string, std::string>> addresses() const;

    // What takes the place of the camera's fault; `text` as read_fault() takes it.
    Result<void> set_fault(const std::string& id, const std::string& text);
    Result<void> set_impairment(const std::string& id, const std::string& text);
    // The modes of simulated cameras, as faults.
    bool set_mode(const std::string& id, CameraMode mode);
    // {"cam-1":{"fault":"none","since_ms":…,"connects":1,"sessions":1,"pictures":250},…}
    std::string stats_json() const;

  private:
    struct Camera;
    FaultCameras();
    Result<Camera*> find(const std::string& id);
    static gboolean on_time(gpointer data);

    std::vector<std::unique_ptr<Camera>> cameras_;
};

}  // namespace pendopo::faults
