#pragma once
// What a stream is, measured while it plays: pictures and bits a second, how far its key pictures
// are apart, what decoding takes. Pure: time comes in.

#include <cstdint>
#include <optional>

#include "engine/base/clock.h"

namespace pendopo {

struct Measured {
    Milliseconds over{0};       // from the first packet that counts
    std::optional<double> fps;  // empty: too short to say
    std::optional<double> kilobits_per_second;
    std::optional<Milliseconds> keyframe;  // between the last two; empty: only one came
    uint64_t pictures = 0;                 // decoded
    uint64_t damaged = 0;
    std::optional<double> ms_per_picture;  // of a core's time
    std::optional<double> core_share;      // at its fps
};

// Thread: bound to its owner.
class StreamMeasure {
  public:
    // A camera, or a relay before it, may begin with what it kept: that says nothing of its rate.
    static constexpr Milliseconds kSettling{500};
    static constexpr Milliseconds kShortest{1'000};

    // An access unit came.
    void packet(MonotonicTime now, size_t bytes, bool key);
    // One went through the decoder, and took so much of a core's time.
    void decoded(Nanoseconds processor, bool picture, bool clean);

    bool two_keys() const { return keyframe_.has_value(); }
    Measured result() const;

  private:
    std::optional<MonotonicTime> begun_;
    std::optional<MonotonicTime> counted_from_;
    MonotonicTime last_;
    uint64_t units_ = 0;  // after the first that counts
    uint64_t bytes_ = 0;  // of them
    std::optional<MonotonicTime> key_at_;
    std::optional<Milliseconds> keyframe_;
    uint64_t pictures_ = 0;
    uint64_t damaged_ = 0;
    uint64_t decodes_ = 0;
    Nanoseconds processor_{0};
};

}  // namespace pendopo
