#pragma once
// Outputs of an X server whose cables are pulled and plugged in again: unlike with xrandr nothing
// else moves, and the screen keeps its size. And what the server does by itself when nobody touches
// it.

#include <map>
#include <string>
#include <vector>

#include "engine/base/result.h"

namespace pendopo::test {

// Thread: bound.
class XCables {
  public:
    explicit XCables(std::string display) : display_(std::move(display)) {}

    // All at once. Errors: not_found (no server, no such output), refused by the server.
    Result<void> pull(const std::vector<std::string>& outputs);
    Result<void> plug_in(const std::vector<std::string>& outputs);

  private:
    struct Place {
        unsigned long crtc, mode;
        int x, y;
        unsigned short rotation;
    };
    std::string display_;
    std::map<std::string, Place> pulled_;
};

// Whether its monitors are on ("on", "standby", "suspend", "off"), as its DPMS says; "none": it has
// no DPMS. Errors: not_found.
Result<std::string> monitors(const std::string& display);
// As a key that somebody presses does.
Result<void> wake_monitors(const std::string& display);

// Seconds after which the server blanks its screens; 0: never. Errors: not_found.
Result<void> set_screen_saver(const std::string& display, int seconds);
Result<int> screen_saver(const std::string& display);

}  // namespace pendopo::test
