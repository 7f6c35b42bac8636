#pragma once
// An installation with its layouts as texts, for checks that look at every card where it hangs.

#include <optional>
#include <string>
#include <vector>

#include "config/installation.h"
#include "layouts/layout_check.h"

namespace pendopo {

struct CheckedLayouts {
    Installation installation;
    LayoutContext context;
    std::vector<TextFile> files;
};

// Nothing where `wall_path`, or anything that it names, is not good.
std::optional<CheckedLayouts> load_checked_layouts(const std::string& wall_path);

}  // namespace pendopo
