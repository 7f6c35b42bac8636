#pragma once
// Whether a display proves that it shows what it should, by what the renderer reads back of it
// (render_messages.h, ProofReading), and when the renderer is started anew because it does not.
// Pure.
//
// The first of these that applies decides:
//   1 unknown  the renderer is not heard: it is started anew for that, and nothing can be judged
//   2 failed   nothing was read back for 10 s and twenty of its reports, of which a loop that
//              merely has no processor gives fewer: its GPU does nothing any more
//   3 unknown  nothing was read back just now
//   4 failed   its loop stands: no cycle between two readings
//   5 failed   the display is black, and what its tiles show is not
//   6 failed   a tile's picture became another, and its part of the wall did not, for 3 s
//   7 failed   what is composed became another, and nothing was given to the output, for 3 s
//   8 proved   it was read back, and nothing above speaks against it
// What stands still, is dark, hidden or off by plan is none of the failures: each compares what was
// read with what tiles show at the same moment.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/app/tile_state.h"
#include "engine/base/backoff.h"
#include "engine/base/clock.h"
#include "engine/base/enum_words.h"
#include "engine/ipc/render_messages.h"

namespace pendopo {

enum class Proof { unknown, proved, failed };
constexpr auto words_of(Proof /*any*/) {
    return enum_words<Proof>(
        {{Proof::unknown, "unknown"}, {Proof::proved, "proved"}, {Proof::failed, "failed"}});
}

inline constexpr Seconds kNothingRead{10};
inline constexpr uint64_t kReportsWithout = 20;
inline constexpr Milliseconds kReadingCounts{3500};  // they come each second
inline constexpr Seconds kMayStand{3};
inline constexpr int kBlack = 16;   // of 255: darker is black
inline constexpr int kBright = 64;  // brighter is not

struct ProofFacts {
    Heard renderer = Heard::not_running;
    // Since its newest reading; since it was heard first where there is none.
    Nanoseconds since_reading{0};
    uint64_t reports = 0;  // of its health, since then
    // The newest, and how many cycles passed since the one before it, where there was one.
    const DisplayReading* reading = nullptr;
    std::optional<uint64_t> cycles;
    // How long nothing was given to the output although other things were composed; 0: something
    // was.
    Nanoseconds unshown{0};
    // Of its tiles the one that stands longest.
    const TileReading* stands = nullptr;
};
struct ProofVerdict {
    Proof proof = Proof::unknown;
    std::string reason{};  // for staff
    bool operator==(const ProofVerdict&) const = default;
};
ProofVerdict proof_of(const ProofFacts& facts);

// When a display that fails has the renderer started anew: once it does for five seconds on end
// whenever it is looked at, and then after ever longer pauses, an hour at most, so that a false
// alarm costs little. Thread: bound to its owner.
class ProofWatch {
  public:
    static constexpr Seconds kLasts{5};
    static constexpr int kLeastLooks = 5;  // however long they take
    static constexpr Seconds kProvedItself{600};

    // Once a second or more often. True: start it now.
    bool must_restart(bool fails, MonotonicTime now);

  private:
    Backoff pause_{{Seconds(60), Seconds(3600), 5.0, 0}};
    std::optional<MonotonicTime> failing_since_;
    int failures_ = 0;  // since then
    std::optional<MonotonicTime> good_since_;
    std::optional<MonotonicTime> not_before_;
};

// What the renderer read back, and what follows for each display. Thread: bound to its owner.
class WallProof {
  public:
    struct Display {
        std::string id;
        ProofVerdict verdict;
        MonotonicTime since{};
        uint64_t readings = 0;  // the number of the newest that was judged
    };

    void read(ProofReading reading, MonotonicTime now);
    void renderer_reported() { ++reports_; }
    void renderer_ended();
    // `displays`: that the wall has.
    void judge(const std::vector<std::string>& displays, Heard renderer, MonotonicTime now);

    const std::vector<Display>& displays() const { return displays_; }
    const Display* find(std::string_view display) const;
    // The worst there is: failed, else unknown, else proved.
    Proof whole() const;

  private:
    // Of a display: since when it was composed anew without being shown.
    struct Output {
        std::string id;
        uint64_t checksum = 0;
        uint64_t shown = 0;
        std::optional<MonotonicTime> unshown_since;
    };
    ProofFacts facts_of(const std::string& display, Heard renderer, MonotonicTime now) const;

    std::optional<ProofReading> reading_;
    std::optional<uint64_t> cycles_;  // between the newest two
    MonotonicTime read_at_{};
    uint64_t reports_ = 0;  // since then
    std::optional<MonotonicTime> heard_since_;
    std::vector<Output> outputs_;
    std::vector<Display> displays_;
};

}  // namespace pendopo
