#pragma once
// What GLib and the libraries above it (libsoup, Pango, GStreamer) complain of becomes lines of our
// log: they would write to standard error themselves and wait for whoever reads it, and some repeat
// a complaint millions of times.

#include "engine/base/log.h"

namespace pendopo {

// For the whole process and its life; a second call does nothing. The same complaint is told once
// in ten seconds, with how often it came.
void install_glib_log(const Log& log);

}  // namespace pendopo
