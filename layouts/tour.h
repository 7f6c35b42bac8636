#pragma once
// Which camera a touring tile shows, and which step a story. Pure: the same elapsed time gives the
// same camera, so displays, a restarted worker and the state document agree without telling each
// other.

#include <cstddef>
#include <optional>
#include <span>

#include "engine/base/clock.h"

namespace pendopo {

// Shorter than this nobody sees a picture, and cameras would be started and stopped for nothing.
inline constexpr Seconds kShortestDwell{3};
inline constexpr Seconds kLongestDwell{24 * 3600};

// How long a camera stays: `tour_seconds` within the two limits.
Nanoseconds tour_dwell(double tour_seconds);

// The time a tour has run: since the layout became active, without the time operators held it.
// `held` is what earlier holds took altogether, `hold_since` the hold that lasts now.
Nanoseconds tour_elapsed(MonotonicTime now, MonotonicTime activated, Nanoseconds held = {},
                         std::optional<MonotonicTime> hold_since = {});

// The index below `count` of the camera to show; 0 when there are fewer than two or `elapsed` < 0.
size_t tour_index(Nanoseconds elapsed, double tour_seconds, size_t count);

// The time until the index changes, above zero; nothing when it never does.
std::optional<Nanoseconds> tour_next_change(Nanoseconds elapsed, double tour_seconds, size_t count);

// The same of steps that stay for `seconds` each, as of tour_dwell().
struct TourStep {
    size_t index = 0;
    std::optional<Nanoseconds> next_change;  // above zero; nothing: it never changes
};
TourStep tour_step(Nanoseconds elapsed, std::span<const double> seconds);

}  // namespace pendopo
