#include "decoders/keep_alive.h"

#include <array>

namespace pendopo {
namespace {

using Order = std::array<std::string_view, 3>;
constexpr Order kKnown{"GET_PARAMETER", "OPTIONS", "SET_PARAMETER"};
constexpr Order kUnknown{"OPTIONS", "GET_PARAMETER", "SET_PARAMETER"};

}  // namespace

void KeepAlive::begin(std::string_view offered) {
    knows_get_parameter_ = offered.find("GET_PARAMETER") != std::string_view::npos;
    refused_ = 0;
}

std::string_view KeepAlive::method() const {
    const Order& order = knows_get_parameter_ ? kKnown : kUnknown;
    return order[size_t(passed_over_) % order.size()];
}

bool KeepAlive::refused() {
    ++passed_over_;
    return ++refused_ < int{kKnown.size()};
}

void KeepAlive::ended(Nanoseconds played, Seconds timeout) {
    // A session that dies of its time-out does so within it, or soon after; one that lasted longer
    // was kept.
    if (played >= timeout * 4 / 5 && played <= timeout * 3) {
        ++passed_over_;
    }
}

}  // namespace pendopo
