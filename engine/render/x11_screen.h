#pragma once
// What GLFW does not do with the X server: keeping the screen on, and reading monitors' EDID.

#include <string>

#include "engine/ipc/render_messages.h"

struct _XDisplay;

namespace pendopo {

// Turns the screen saver and DPMS off, and the monitors on. To be said again from time to time:
// desktops and monitors turn them on again.
void keep_screen_on(_XDisplay* display);

// Lets all monitors of the server sleep (DPMS), until keep_screen_on(). To be said again from time
// to time: a key or the mouse wakes them.
void keep_screen_on_standby(_XDisplay* display);

// What the server says of its monitors; unknown: it has no DPMS. Asks it: takes a round trip.
ScreenPower screen_power(_XDisplay* display);

// Has the server look which outputs have a monitor; what changed arrives as events. Between such
// looks it answers from memory, and an output that was given a mode may still count as
// disconnected (the dummy driver's always do). Takes a while on real hardware: only when needed.
void probe_outputs(_XDisplay* display);

// How many outputs are being driven, whether they count as connected or not. From memory: quick.
int count_driven_outputs(_XDisplay* display);

// The EDID of a RandR output, described (edid.h); empty when it has none.
std::string read_edid(_XDisplay* display, unsigned long output);

}  // namespace pendopo
