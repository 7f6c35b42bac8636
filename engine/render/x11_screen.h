#pragma once
// What GLFW does not do with the X server: keeping the screen on, and reading monitors' EDID.

#include <string>

struct _XDisplay;

namespace pendopo {

// Turns the screen saver and DPMS off. To be said again from time to time: desktops and monitors
// turn them on again.
void keep_screen_on(_XDisplay* display);

// Has the server look which outputs have a monitor. It answers queries from memory, which after a
// mode was set may still say "disconnected"; changes arrive as events. Takes a while on real
// hardware: only at the start.
void probe_outputs(_XDisplay* display);

// The EDID of a RandR output, described (edid.h); empty when it has none.
std::string read_edid(_XDisplay* display, unsigned long output);

}  // namespace pendopo
