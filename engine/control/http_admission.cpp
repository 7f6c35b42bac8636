#include "engine/control/http_admission.h"

#include <algorithm>

namespace pendopo {
namespace {

size_t seats_of(std::span<const HttpSeat> seats, std::string_view peer) {
    return static_cast<size_t>(std::ranges::count(seats, peer, &HttpSeat::peer));
}

}  // namespace

HttpAdmission admit(std::span<const HttpSeat> seats, std::string_view peer,
                    const HttpBudget& budget) {
    const bool peer_full = seats_of(seats, peer) >= budget.per_peer;
    if (!peer_full && seats.size() < budget.in_all) {
        return {};
    }
    std::optional<size_t> leaves;
    size_t most = 0;
    for (size_t i = 0; i < seats.size(); ++i) {
        if (!seats[i].may_leave || (peer_full && seats[i].peer != peer)) {
            continue;
        }
        if (const size_t count = seats_of(seats, seats[i].peer); count > most) {
            most = count;
            leaves = i;
        }
    }
    return {leaves.has_value(), leaves};
}

}  // namespace pendopo
