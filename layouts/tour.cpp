#include "layouts/tour.h"

#include <algorithm>
#include <numeric>

namespace pendopo {

Nanoseconds tour_dwell(double tour_seconds) {
    // min and max in this order turn a NaN into the shortest dwell.
    const double shortest = kShortestDwell.count();
    const double longest = kLongestDwell.count();
    const double seconds = std::min(longest, std::max(shortest, tour_seconds));
    return std::chrono::round<Nanoseconds>(std::chrono::duration<double>(seconds));
}

Nanoseconds tour_elapsed(MonotonicTime now, MonotonicTime activated, Nanoseconds held,
                         std::optional<MonotonicTime> hold_since) {
    return hold_since.value_or(now) - activated - held;
}

size_t tour_index(Nanoseconds elapsed, double tour_seconds, size_t count) {
    if (count < 2 || elapsed < Nanoseconds::zero()) {
        return 0;
    }
    return static_cast<size_t>(elapsed / tour_dwell(tour_seconds)) % count;
}

std::optional<Nanoseconds> tour_next_change(Nanoseconds elapsed, double tour_seconds,
                                            size_t count) {
    if (count < 2) {
        return std::nullopt;
    }
    const Nanoseconds dwell = tour_dwell(tour_seconds);
    return elapsed < Nanoseconds::zero() ? dwell - elapsed : dwell - elapsed % dwell;
}

TourStep tour_step(Nanoseconds elapsed, std::span<const double> seconds) {
    if (seconds.size() < 2) {
        return {};
    }
    if (elapsed < Nanoseconds::zero()) {
        return {0, tour_dwell(seconds.front()) - elapsed};
    }
    Nanoseconds left = elapsed % std::accumulate(seconds.begin(), seconds.end(), Nanoseconds(0),
                                                 [](Nanoseconds sum, double step) {
                                                     return sum + tour_dwell(step);
                                                 });
    size_t index = 0;
    while (left >= tour_dwell(seconds[index])) {
        left -= tour_dwell(seconds[index++]);
    }
    return {index, tour_dwell(seconds[index]) - left};
}

}  // namespace pendopo
