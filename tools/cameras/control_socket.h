#pragma once
// Steers the simulated cameras while they run: lines on a Unix socket, one answer a line.
//   off ID · on ID · freeze ID · stall ID · thaw ID   → "ok" or "error: …"
//   stats                                             → one line of JSON (camera_book.h)

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "tools/cameras/camera_book.h"

namespace pendopo {

// What the protocol acts on. Thread: bound to its owner.
struct ControlTarget {
    std::function<bool(const std::string& id, CameraMode mode)> set_mode;
    std::function<std::string()> stats;
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

}  // namespace pendopo
