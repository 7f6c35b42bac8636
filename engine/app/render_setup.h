#pragma once
// What the renderer is told first: its displays and how to draw on them. Pure.

#include "config/wall_config.h"
#include "engine/ipc/render_messages.h"

namespace pendopo {

inline constexpr int kPreviewWidth = 1920;  // of the composed wall picture

// How the renderer shall show these displays; their places in the composed wall picture keep the
// wall's own geometry (millimetres, bezels), `preview_width` pixels wide. `software`: no graphics
// card draws, whatever there is.
RenderSetup render_setup(const WallConfig& config, ShowMode mode, RenderPath path,
                         int preview_width, bool software = false);

}  // namespace pendopo
