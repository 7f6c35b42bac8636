#pragma once
// Whether the service manager may be told that this wall is alive. Pure.
//
// A watchdog that is fed by a healthy timer keeps a dead wall. It is fed for what the wall did:
// each count below must have grown since it was fed last, so that a loop that stands still starves
// it, whatever else runs. It is the last remedy: before its time is over, the keeper has ended a
// control that hangs (10 s) and control a renderer that does.

#include <cstdint>

namespace pendopo {

struct WatchdogFacts {
    uint64_t control_steps = 0;  // signs of life of control's loop
    // Those of them in which it had heard the render loop report again. A renderer that is started
    // again counts too: where there is no X server the panel must go on, and another start of
    // everything would bring none.
    uint64_t render_steps = 0;
    bool picture_proved = true;  // what was composed was read back and is what was asked for
    bool operator==(const WatchdogFacts&) const = default;
};

constexpr bool may_feed(const WatchdogFacts& fed_last, const WatchdogFacts& now) {
    return now.control_steps > fed_last.control_steps && now.render_steps > fed_last.render_steps &&
           now.picture_proved;
}

// Whether the service is up: control serves, and its renderer drew, or was tried more than once.
// Cameras are not waited for.
constexpr bool is_up(const WatchdogFacts& now) {
    return now.control_steps > 0 && now.render_steps > 0;
}

}  // namespace pendopo
