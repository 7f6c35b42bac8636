#pragma once
// What can be proved of a canvas by looking at some of its points, beside what was meant to stand
// there. The rule for a tile: where the picture that it shows became noticeably another one, the
// tile's part of the canvas must not be the same to the bit. So a card that stands for hours, a
// camera in a dark room, one that is hidden or off prove nothing, and are no failure either; a
// canvas that nobody draws into any more is one within seconds. Pure.

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/geometry.h"
#include "engine/ipc/render_messages.h"
#include "engine/ipc/shared_frames.h"
#include "engine/render/frame_choice.h"

namespace pendopo {

// The points of a canvas that are looked at: 64 in each of 36 rows, whatever its size.
inline constexpr int kProofRows = 36;
inline constexpr int kProofColumns = 64;
int proof_row(PixelSize canvas, int row);        // its y
int proof_column(PixelSize canvas, int column);  // its x

// A tile as it was drawn.
struct ProofPart {
    PixelRect area;                    // with its border
    PixelRect inside;                  // without
    bool opaque = true;                // nothing below it is seen
    const FrameView* frame = nullptr;  // that stands at `place`; null: nothing that is known
    PicturePlace place{};
    std::array<PixelRect, 2> covers{};  // parts of it under its label and badge
    bool dimmed = false;
};

// What of a part can be seen, and what its picture is like there.
struct PartSamples {
    std::vector<uint16_t> points;  // row × kProofColumns + column
    std::vector<uint8_t> source;   // brightness, 0 to 255
};
// `parts`: back to front. Of each part, in the same order.
std::vector<PartSamples> sample_parts(PixelSize canvas, std::span<const ProofPart> parts);

// The points of a canvas, each a bgra pixel, row after row.
using ProofPoints = std::vector<uint32_t>;

// Everything but `id` and `shown`. `parts`, `samples`: of the moment at which the points were read.
DisplayReading read_display(const ProofPoints& points, std::span<const ProofPart> parts,
                            std::span<const PartSamples> samples);

// Never 0.
uint64_t checksum_of(const ProofPoints& points, std::span<const uint16_t> which);

// One tile from reading to reading. Thread: bound.
class TileFollower {
  public:
    // How much brighter or darker points must have become on average, in steps of 255, for a
    // picture to be noticeably another: twice what the coding of a still scene trembles by.
    static constexpr double kNoticeable = 4;

    // How long its part of the canvas stands although its picture became another; 0: it does not.
    Milliseconds follow(PartSamples now, uint64_t checksum, MonotonicTime at);

  private:
    uint64_t checksum_ = 0;
    PartSamples changed_;  // when the canvas last changed there
    std::optional<MonotonicTime> stands_since_;
};

}  // namespace pendopo
