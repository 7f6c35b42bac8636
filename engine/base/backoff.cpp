#include "engine/base/backoff.h"

#include <algorithm>
#include <cmath>

namespace pendopo {

Milliseconds Backoff::next(double random) {
    const double first = static_cast<double>(policy_.first.count());
    const double limit = static_cast<double>(policy_.limit.count());
    const double delay = std::min(first * std::pow(policy_.factor, std::min(attempts_, 64)), limit);
    ++attempts_;
    const double spread = 1.0 + policy_.jitter * (2.0 * random - 1.0);
    return Milliseconds(std::lround(delay * spread));
}

}  // namespace pendopo
