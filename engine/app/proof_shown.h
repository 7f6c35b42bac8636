#pragma once
// What a display shows, as the proof of display writes it down. Pure. Thread: reentrant.

#include <map>
#include <string>
#include <vector>

#include "engine/control/wall_control.h"
#include "engine/ipc/messages.h"
#include "engine/wall/wall.h"

namespace pendopo {

struct ShownDisplay {
    std::string display;
    bool known = false;  // something is known to stand there
    std::string reason;  // why not
    std::string layout{};
    std::string layout_hash{};
    std::string shown{};  // ProofRow::shown
    bool operator==(const ShownDisplay&) const = default;
};

// Each display of `now`, of which displays and tiles count.
std::vector<ShownDisplay> shown_displays(const WallStatus& now, const WallDecision& decision,
                                         const WallModel& model,
                                         const std::map<std::string, SourceReport>& sources);

}  // namespace pendopo
