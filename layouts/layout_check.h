#pragma once
// Whether a layout can be shown as a whole on this wall: its displays, cameras, groups and cards
// exist, its tiles fit, no two are on one place, no camera or card stands where others than its
// audience look. A file with a problem is refused, the wall and the other layouts stay as they are.
// Pure.

#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "config/local_text.h"
#include "config/wall_config.h"
#include "layouts/layout_reader.h"
#include "layouts/solver.h"

namespace pendopo {

// What a layout may name.
struct LayoutContext {
    using Audiences = std::map<std::string, std::string>;  // by id; engine/base/audience.h

    std::vector<DisplayConfig> displays;
    Audiences cameras;  // every one
    CameraGroups groups;
    Audiences cards{{"clock", "public"}, {"text", "public"}};  // every one
};

// Every problem, in the order of the file; empty: it can be shown.
ProblemList check_layout(const LayoutFile& file, const LayoutContext& context);

// What is wrong with how a card reads at that size on that display; engine/cards knows.
using CardWarnings = std::function<std::vector<LocalText>(const std::string& card, PixelSize size,
                                                          const DisplayConfig& display)>;

// What people in front of the wall could not read: each card by `card_warnings`, and cards that
// stand over the frames between displays, in the order of the file. Nothing is refused for it. For
// a layout that check_layout() finds good.
ProblemList layout_warnings(const LayoutFile& file, const LayoutContext& context,
                            const CardWarnings& card_warnings);

// Layouts that have the id of one before them in `files`: one problem each, at its "id".
ProblemList check_layout_ids(std::span<const LayoutFile> files);

}  // namespace pendopo
