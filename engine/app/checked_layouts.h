#pragma once
// An installation with its layouts as texts, for checks that look at every card where it hangs.

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

enum class BadLayouts { refuse, leave_out };

// Errors: what is wrong with `wall_path` and all that it names; of bad layouts only when they are
// to be refused.
ConfigResult<CheckedLayouts> load_checked_layouts(const std::string& wall_path,
                                                  BadLayouts bad = BadLayouts::refuse);

}  // namespace pendopo
