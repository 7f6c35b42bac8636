#pragma once
// layouts/*.json to a Layout. Everything a file says by itself is checked here: keys, types,
// ranges, grids, that a tile shows exactly one thing. What needs the other files (do the displays,
// cameras and groups exist, do the tiles fit) is layout_check.h. Pure: text in, values or problems
// out.

#include <string>
#include <string_view>

#include "config/json_reader.h"
#include "layouts/layout.h"

namespace pendopo {

inline constexpr size_t kMaxTiles = 256;  // of one display, and of the wall
inline constexpr size_t kMaxTourCameras = 256;

// A layout and the document it came from, which knows the line and column of everything in it.
struct LayoutFile {
    Layout layout;
    JsonDocument document;
};

// `file` is the name used in problems.
ConfigResult<LayoutFile> read_layout(std::string file, std::string_view text);

}  // namespace pendopo
