#pragma once
// When a picture was made, which is not when it arrived here: the sender's own time where the
// sender tells it, right or wrong, and the arrival where it does not. Ages and deadlines go by
// arrival (clock.h); this is for delays, and for pictures of one moment side by side.

#include <cstdint>

#include "engine/base/clock.h"
#include "engine/base/enum_words.h"

namespace pendopo {

// Whose clock told a time.
enum class MediaClock : uint32_t {
    arrival = 1,  // ours, when the last packet was here
    sender = 2,
};
constexpr auto words_of(MediaClock /*any*/) {
    return enum_words<MediaClock>(
        {{MediaClock::arrival, "arrival"}, {MediaClock::sender, "sender"}});
}

struct MediaTime {
    int64_t unix_ns = 0;  // since 1970; 0: not known
    MediaClock clock = MediaClock::arrival;
    bool operator==(const MediaTime&) const = default;
};

inline int64_t to_unix_ns(WallTime time) {
    return std::chrono::duration_cast<Nanoseconds>(time.time_since_epoch()).count();
}
// What the wall clock showed at a monotonic time, provided that nobody has set it since.
inline WallTime wall_at(const Clock& clock, MonotonicTime at) {
    return clock.wall_now() + std::chrono::duration_cast<WallTime::duration>(at - clock.now());
}

}  // namespace pendopo
