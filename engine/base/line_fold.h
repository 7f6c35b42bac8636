#pragma once
// Bounds what a process writes into a log that is kept: a line that was written within the last
// minute is counted instead, and its count told with the next of it, or by itself when the minute
// is over; and there are at most kBurst lines at once and kPerMinute after that, the rest is
// counted. Pure; time is given.

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/clock.h"

namespace pendopo {

// Thread: bound to its owner.
class LineFold {
  public:
    static constexpr Seconds kPeriod{60};
    static constexpr size_t kMostKnown = 32;  // different lines that are remembered
    static constexpr int kPerMinute = 200;
    static constexpr int kBurst = 400;
    static constexpr Seconds kTellLeftOut{10};  // at most so often

    // `prefix` stands before the count of lines that were left out.
    explicit LineFold(std::string prefix = "") : prefix_(std::move(prefix)) {}

    // What to write now that somebody says `line`, in order; mostly that line alone.
    std::vector<std::string> take(std::string_view line, MonotonicTime now);

  private:
    struct Known {
        std::string line;
        MonotonicTime told_at;
        uint64_t repeats = 0;  // since then
    };
    static std::string with_count(const Known& known);
    bool has_room(MonotonicTime now);

    std::string prefix_;
    std::deque<Known> known_;  // the one told longest ago first
    double room_ = kBurst;
    MonotonicTime filled_at_{};
    uint64_t left_out_ = 0;
    MonotonicTime told_left_out_{};
};

}  // namespace pendopo
