#pragma once
// Which display is shown on which output. Pure.

#include <cstddef>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "engine/ipc/render_messages.h"

namespace pendopo {

// EDIDs that do not say which monitor is meant, as several displays name them or several outputs
// have them: panels of one make often carry the same serial number, or none.
std::set<std::string> ambiguous_edids(std::span<const RenderDisplay> displays,
                                      std::span<const OutputInfo> outputs);

// Per display the index of its output, or nothing. A display that names an EDID takes the output
// with that EDID, one that names a connector the one with that name, wherever it stands in the
// list, and waits while it is not there. Displays that name neither take the outputs nobody names,
// from left to right (then from top to bottom). No output is taken twice.
// An ambiguous EDID, and one that is in `known_ambiguous` (was so before, when more outputs were
// there), counts as not named: such a display binds by its connector, and waits without one.
std::vector<std::optional<size_t>> bind_outputs(std::span<const RenderDisplay> displays,
                                                std::span<const OutputInfo> outputs,
                                                const std::set<std::string>& known_ambiguous = {});

}  // namespace pendopo
