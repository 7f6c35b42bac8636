#pragma once

#include <algorithm>
#include <vector>

#include "engine/base/clock.h"

namespace pendopo::test {

// The most of these moments that lie in any one second.
inline size_t most_in_a_second(std::vector<MonotonicTime> times) {
    std::ranges::sort(times);
    size_t most = 0;
    for (size_t begin = 0, end = 0; end < times.size(); ++end) {
        while (times[end] - times[begin] >= Seconds(1)) {
            ++begin;
        }
        most = std::max(most, end - begin + 1);
    }
    return most;
}

}  // namespace pendopo::test
