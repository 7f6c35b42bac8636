#pragma once
// The render process: talks with control over the channel and drives a WallRenderer.

#include "engine/ipc/process.h"

namespace pendopo {

// Runs until control is gone or asks for the end. The exit code:
inline constexpr int kRenderEnded = 0;         // asked to, or control is gone
inline constexpr int kRenderNoDisplay = 1;     // no X display, also Xlib's own; see the log
inline constexpr int kRenderBadMessage = 2;    // control sent what cannot be read
inline constexpr int kRenderGraphicsLost = 3;  // the GPU was reset: start again
inline constexpr int kRenderOtherSetup = 4;    // a new control wants another: start again
inline constexpr int kRenderNoGraphics = 5;    // OpenGL does not work; says why in the log
int run_render_worker(WorkerProcess worker);

}  // namespace pendopo
