#pragma once
// Which display is shown on which output. Pure.

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "engine/ipc/render_messages.h"

namespace pendopo {

// Per display the index of its output, or nothing. A display that names an EDID takes the output
// with that EDID, one that names a connector the one with that name, wherever it stands in the
// list, and waits while it is not there. Displays that name neither take the outputs nobody names,
// from left to right (then from top to bottom). No output is taken twice.
std::vector<std::optional<size_t>> bind_outputs(std::span<const RenderDisplay> displays,
                                                std::span<const OutputInfo> outputs);

}  // namespace pendopo
