#pragma once
// What a bad network does to the packets of a camera, as a value, and the line that does it:
// packets go in with the time, and come out when they are due, in the order they come out.
// Everything is decided by the seed and the times.
//
//     read_impairment("loss=1%,reorder=8,jitter=20ms,hold=5s,bandwidth=2M")

#include <cstdint>
#include <deque>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/result.h"

namespace pendopo::impair {

struct Impairment {
    double loss = 0;         // part of all packets of media
    double duplicate = 0;    // part of them that comes twice
    int reorder = 0;         // one that comes late does so by 1 to this many others, 20 ms at most
    double late = 0.05;      // part of them that does, where `reorder` is given
    Milliseconds jitter{0};  // each waits 0 to this long; over TCP and UDP their order stays
    Milliseconds hold{0};    // for so long nothing passes, then all of it at once
    Milliseconds every{0};   // that happens again and again; 0: once, at the beginning
    int64_t bandwidth = 0;   // bits a second; 0: any
    bool operator==(const Impairment&) const = default;
};

// "none", or NAME=VALUE separated by commas, with the names above; times as 20ms or 5s, parts as 1%
// or 0.01, bandwidth with k or M. Errors: invalid, saying what there is.
Result<Impairment> read_impairment(std::string_view text);

// Thread: bound to its owner.
class ImpairedLine {
  public:
    struct Counts {
        int64_t passed = 0, lost = 0, repeated = 0, late = 0;
    };

    ImpairedLine(Impairment impairment, unsigned seed) : impairment_(impairment), random_(seed) {}

    // From now on; what waits keeps its time, but for a hold that ended.
    void change(Impairment impairment, MonotonicTime now);
    // Only media is lost, repeated or reordered; the rest is delayed in its place.
    enum class Kind { media, control };
    void put(std::string packet, Kind kind, MonotonicTime now);
    // What is due by now.
    std::vector<std::string> take(MonotonicTime now);
    size_t bytes_waiting() const { return bytes_; }
    const Counts& counts() const { return counts_; }

  private:
    struct Waiting {
        std::string packet;
        MonotonicTime due;
        int after = 0;         // so many others; 0: in its place
        MonotonicTime latest;  // whatever came by then
    };
    bool chance(double part);
    MonotonicTime held_until(MonotonicTime now);

    Impairment impairment_;
    std::minstd_rand random_;
    std::deque<Waiting> line_;
    size_t bytes_ = 0;
    std::optional<MonotonicTime> begun_;
    MonotonicTime free_{};      // of the bandwidth
    MonotonicTime last_due_{};  // nothing overtakes but what is reordered
    Counts counts_;
};

}  // namespace pendopo::impair
