#pragma once
// Do a stream's pictures change, or does the camera repeat one? A camera that hangs sends its last
// picture for ever, and everything else about it looks well. A still scene is told from that by
// what no encoder hides: the noise of a live sensor makes every keyframe another one, however
// little of it is left, while a repeated picture comes out the same again as soon as two keyframes
// are coded with the same quantiser. So it is not asked whether a picture differs much, but whether
// one ever comes back. Measured by pendopo-frozen-bench; table in FROZEN.md. Pure: time comes in.

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "decoders/picture.h"
#include "engine/base/clock.h"

namespace pendopo {

// Thread: bound to its owner.
class PictureChange {
  public:
    // Looks are this far apart at least; a keyframe is always looked at.
    static constexpr Milliseconds kPeriod{250};
    // A mean difference of luma up to this is the same picture: 0.000 to 0.001 where one came back,
    // 0.07 and more between keyframes of the quietest live sensor that was tried (0.023 in JPEG of
    // 500 bytes a picture).
    static constexpr double kSame = 0.02;
    // A single sample that differs by this moved: people, and the digits of a clock drawn into the
    // picture. Coding alone makes up to 17 at the lowest bit rates.
    static constexpr int kMoved = 32;
    // Pictures within one group of pictures that are the same for so long are repeated; in shorter
    // groups keyframes decide, since encoders skip what hardly changes.
    static constexpr Seconds kStill{20};
    // And without a picture that came back for so long nothing is known any more.
    static constexpr Seconds kForgotten{30};
    // That are remembered, 125 KB: at a low and constant bit rate an encoder goes through many
    // quantisers before one comes back.
    static constexpr size_t kKeyframes = 24;

    // A decoded picture, in their order.
    void look(const Picture& picture);
    // Pictures were not seen for a while: nothing is known.
    void forget();
    // When the picture that is repeated came first; empty: they change, or nothing is known.
    std::optional<MonotonicTime> unchanged_since() const { return since_; }

    // What is remembered of a picture: luma at evenly spread points, as fine as the digits of a
    // clock. 5 KiB.
    static constexpr int kColumns = 96;
    static constexpr int kRows = 54;
    using Signature = std::array<uint8_t, size_t{kColumns} * kRows>;
    static Signature signature_of(const Picture& picture);
    struct Difference {
        double mean = 0;  // absolute
        int most = 0;
    };
    static Difference difference(const Signature& a, const Signature& b);

  private:
    struct Keyframe {
        Signature signature;
        MonotonicTime at;
    };
    void came_back(MonotonicTime now, MonotonicTime first);

    PixelSize size_;
    std::optional<Signature> last_;
    MonotonicTime looked_at_;
    bool looked_at_key_ = false;
    MonotonicTime still_since_;
    std::vector<Keyframe> keyframes_;  // the oldest first
    std::optional<MonotonicTime> since_;
    MonotonicTime came_back_at_;
};

}  // namespace pendopo
