#pragma once
// Who may be connected when many want to be. Two budgets that cannot touch each other: connections
// that still send their request, and requests that are whole and wait for their answer or read it.
// So whoever opens connections without finishing a request (slowloris) only drives out his own
// kind, the oldest first, and whole requests find their room. Pure.

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "engine/control/http_limits.h"

namespace pendopo {

struct HttpSeat {
    std::string_view peer;
    bool may_leave;  // its place may go to somebody new
};

struct HttpAdmission {
    bool admitted = true;
    std::optional<size_t> leaves{};  // the seat that makes room
};

// For one more of `peer` among `seats` of the same budget, oldest first. Where a peer has used up
// its own share, one of its own leaves; where all is taken, one of the peer that has most.
HttpAdmission admit(std::span<const HttpSeat> seats, std::string_view peer,
                    const HttpBudget& budget);

}  // namespace pendopo
