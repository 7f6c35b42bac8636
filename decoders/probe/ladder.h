#pragma once
// The ladder as it is climbed: which rung is being tried, how long it may take, and what is told of
// each. The whole ends within its patience, whatever a camera does. Pure: time comes in.

#include <functional>
#include <string>

#include "decoders/probe/probe_words.h"
#include "engine/base/clock.h"
#include "engine/ipc/probe_messages.h"

namespace pendopo {

// What is told of a rung that has ended.
struct RungTold {
    std::string facts = "{}";  // JSON, see ProbeRung
    ProbeWords words;
};

// Thread: bound to its owner.
class Ladder {
  public:
    using Tell = std::function<void(ProbeRung)>;

    static constexpr Milliseconds kShortest{3'000};
    static constexpr Milliseconds kLongest{300'000};
    // Kept back of the patience: for taking leave of the camera, and for the last words.
    static constexpr Milliseconds kLeave{400};

    // Begins with the first rung. The patience is brought within its bounds.
    Ladder(Milliseconds patience, MonotonicTime now, Tell tell);

    Rung rung() const { return rung_; }
    bool at(Rung rung) const { return rung_ == rung && !over_; }
    // The last rung was climbed, or one failed.
    bool over() const { return over_; }
    bool good() const { return good_; }

    // The rung at hand is climbed, and the next begins.
    void climbed(MonotonicTime now, const RungTold& told);
    // It was not needed, and the next begins.
    void skipped(MonotonicTime now, const RungTold& told);
    // It failed, and those above it are not tried.
    void failed(MonotonicTime now, const RungTold& told);

    // Until when the rung at hand must be climbed.
    MonotonicTime deadline() const;
    // Of the whole.
    MonotonicTime end() const { return end_; }
    Milliseconds waited(MonotonicTime now) const {  // for the rung at hand
        return std::chrono::duration_cast<Milliseconds>(now - since_);
    }

  private:
    void tell(MonotonicTime now, RungState state, const RungTold& told);
    void next(MonotonicTime now);

    const Tell tell_;
    const Milliseconds patience_;
    const MonotonicTime end_;
    Rung rung_ = Rung::address;
    MonotonicTime since_;
    bool over_ = false;
    bool good_ = false;
};

}  // namespace pendopo
