#pragma once
// The machine-readable strip in the top left corner of every simulated picture: which camera, which
// frame. Two rows of twenty cells, each cell 1/40 of the picture wide and 1/36 high, so the strip
// covers the left half and the upper 1/18:
//
//     row 0   W B W | camera, 10 bits | frame, 7 upper bits
//     row 1   frame, 9 lower bits | checksum, 8 bits | B W B
//
// Most significant bit first, white is 1. The checksum is CRC-8 (polynomial 0x2F, initial 0xFF, as
// AUTOSAR's CRC8H2F) over camera and frame as two big-endian 16-bit words. Black and white are read
// off the six marker cells, so a dimmed or greyed picture still reads; every cell must be clearly
// one or the other, so anything else does not.
//
// Pure; no clock, no I/O. Thread: reentrant.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "engine/base/geometry.h"

namespace pendopo {

struct StripValue {
    int camera = 0;  // 0..1023
    int frame = 0;   // 0..65535, counted within the camera's loop (loop_clock.h)
    bool operator==(const StripValue&) const = default;
};

inline constexpr int kStripColumns = 20;
inline constexpr int kStripRows = 2;
inline constexpr int kStripMaxCamera = 1023;
inline constexpr int kStripMaxFrame = 65535;
inline constexpr uint8_t kStripBlack = 24;   // luma of a dark cell
inline constexpr uint8_t kStripWhite = 220;  // luma of a bright cell

using StripCells = std::array<std::array<bool, kStripColumns>, kStripRows>;

// The cells of a value; camera and frame are taken modulo their width.
StripCells encode_strip(StripValue value);

// The value of cells, or nothing when a marker or the checksum is wrong.
std::optional<StripValue> decode_cells(const StripCells& cells);

// Where a cell lies in a picture of that size, in whole pixels; neighbours share their edges.
PixelRect strip_cell(PixelSize picture, int row, int column);

// Draws the strip into an 8-bit luma plane of `picture` pixels, `stride` bytes a row.
void paint_strip(StripValue value, uint8_t* luma, std::ptrdiff_t stride, PixelSize picture);

enum class StripPixels { gray, bgra };  // bgra: four bytes, alpha ignored; RGBA reads as well

// A borrowed picture, e.g. a screenshot of a whole display.
struct StripImage {
    const uint8_t* pixels = nullptr;
    int width = 0;
    int height = 0;
    std::ptrdiff_t stride = 0;  // bytes from row to row
    StripPixels format = StripPixels::bgra;
};

// Reads the strip of a camera picture that fills `picture` of `image` (fractions of a pixel do not
// matter; half a cell does). Needs about three pixels a cell row, i.e. a picture 110 pixels high.
std::optional<StripValue> decode_strip(const StripImage& image, PixelRect picture);

// The same when only the tile is known: tries the tile stretched, then a picture of `aspect`
// fitted inside it with bars (Fit::contain).
std::optional<StripValue> decode_strip_in_tile(const StripImage& image, PixelRect tile,
                                               PixelSize aspect = {16, 9});

}  // namespace pendopo
