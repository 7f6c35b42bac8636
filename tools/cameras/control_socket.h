#pragma once
// Steers the simulated cameras while they run: lines on a Unix socket, one answer a line.
//   off ID · on ID · freeze ID · stall ID · thaw ID   → "ok" or "error: …"
//   fault ID FAULT · heal ID · impair ID IMPAIRMENT   → the same; cameras of --fault only, FAULT
//   and
//                                                       IMPAIRMENT as the options take them
//   stats                                             → one line of JSON (camera_book.h,
//                                                       faults/fault_cameras.h)

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "tools/cameras/camera_book.h"

namespace pendopo {

// What the protocol acts on. Thread: bound to its owner.
struct ControlTarget {
    using Told = std::function<Result<void>(const std::string& id, const std::string& text)>;
    std::function<bool(const std::string& id, CameraMode mode)> set_mode;
    std::function<std::string()> stats;
    Told set_fault = {};  // null: they have none
    Told set_impairment = {};
};

// The answer to one line; pure but for what the target does.
std::string answer_control_line(std::string_view line, const ControlTarget& target);

// Thread: bound(main): served by the default GLib main context.
class ControlSocket {
  public:
    // A socket left behind at `path` is replaced; any other file is not.
    static Result<std::unique_ptr<ControlSocket>> create(const std::string& path,
                                                         ControlTarget target);
    ~ControlSocket();

  private:
    struct State;
    explicit ControlSocket(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

// Null where `path` is empty.
Result<std::unique_ptr<ControlSocket>> open_control_socket(const std::string& path,
                                                           ControlTarget target);

}  // namespace pendopo
