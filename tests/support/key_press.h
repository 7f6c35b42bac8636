#pragma once
// A key of the keyboard that stands before an X server's screen, pressed and let go.

#include <string>

#include "engine/base/result.h"

namespace pendopo::test {

// Sends the press to the window that stands at the left top of that display (":7"): no window
// manager gives a window the keyboard there, and no fake device is needed. `key` is an X keysym's
// name, "F2" or "space". Errors: unreachable (no such display), not_found (no window, no such key).
Result<void> press_key(const std::string& display, const std::string& key);

}  // namespace pendopo::test
