#pragma once
// Folds what happens again and again into a line now and then: the first of a kind is told at once,
// the next ones are counted and told together when `period` has passed. Pure; time is given.

#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "engine/base/clock.h"

namespace pendopo {

// Thread: bound to its owner.
class Repeats {
  public:
    // Kinds beyond the first kMostKinds are counted as one, so that a peer cannot invent them
    // without end.
    static constexpr size_t kMostKinds = 64;

    explicit Repeats(Nanoseconds period) : period_(period) {}

    // Counts one of `kind`. How many it stands for when a line is to be written now, else 0.
    uint64_t count(const std::string& kind, MonotonicTime now) {
        const bool room = kinds_.contains(kind) || kinds_.size() < kMostKinds;
        auto [found, first] = kinds_.try_emplace(room ? kind : std::string(), Kind{0, now});
        Kind& known = found->second;
        ++known.waiting;
        if (!first && now - known.told_at < period_) {
            return 0;
        }
        known.told_at = now;
        return std::exchange(known.waiting, 0);
    }

  private:
    struct Kind {
        uint64_t waiting = 0;
        MonotonicTime told_at;
    };
    Nanoseconds period_;
    std::map<std::string, Kind> kinds_;
};

}  // namespace pendopo
