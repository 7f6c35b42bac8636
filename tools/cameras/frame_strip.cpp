#include "tools/cameras/frame_strip.h"

#include <algorithm>
#include <cmath>

namespace pendopo {
namespace {

constexpr int kCells = kStripColumns * kStripRows;
constexpr int kColumnsAcross = 40;  // a cell is 1/40 of the picture wide …
constexpr int kRowsDown = 36;       // … and 1/36 high
constexpr int kCameraBits = 10;
constexpr int kFrameBits = 16;
constexpr int kChecksumBits = 8;
constexpr std::array<bool, 3> kStart{true, false, true};
constexpr std::array<bool, 3> kStop{false, true, false};
static_assert(kStart.size() + kCameraBits + kFrameBits + kChecksumBits + kStop.size() == kCells);

// Less than this between black and white is noise, not a strip: a picture dimmed to 40 % keeps 78.
constexpr double kLeastContrast = 24;
// A cell this close to the middle (share of the contrast) is neither black nor white.
constexpr double kUndecided = 0.12;

uint8_t checksum(int camera, int frame) {
    const std::array<int, 4> bytes{camera >> 8, camera & 0xFF, frame >> 8, frame & 0xFF};
    int crc = 0xFF;
    for (const int byte : bytes) {
        crc ^= byte;
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc & 0x80) != 0 ? (crc << 1) ^ 0x2F : crc << 1;
        }
        crc &= 0xFF;
    }
    return static_cast<uint8_t>(crc ^ 0xFF);
}

class BitWriter {
  public:
    explicit BitWriter(StripCells& cells) : cells_(cells) {}
    void put(int value, int bits) {
        for (int bit = bits - 1; bit >= 0; --bit) {
            put((value >> bit & 1) != 0);
        }
    }
    void put(bool bit) {
        cells_[next_ / kStripColumns][next_ % kStripColumns] = bit;
        ++next_;
    }

  private:
    StripCells& cells_;
    size_t next_ = 0;
};

double luma_at(const StripImage& image, int x, int y) {
    if (image.format == StripPixels::gray) {
        return image.pixels[y * image.stride + x];
    }
    const uint8_t* pixel = image.pixels + y * image.stride + std::ptrdiff_t{x} * 4;
    return (pixel[0] + 2.0 * pixel[1] + pixel[2]) / 4;  // the strip is grey: any weights do
}

// Mean luma of the middle half of a cell, where neither blur nor an edge off by one reaches.
double read_cell(const StripImage& image, PixelRect picture, int row, int column) {
    const double cell_width = static_cast<double>(picture.width) / kColumnsAcross;
    const double cell_height = static_cast<double>(picture.height) / kRowsDown;
    const double centre_x = picture.x + (column + 0.5) * cell_width;
    const double centre_y = picture.y + (row + 0.5) * cell_height;
    const auto span = [](double centre, double size, int limit) {
        const int first = static_cast<int>(std::lround(centre - size / 4 - 0.5));
        const int last = static_cast<int>(std::lround(centre + size / 4 - 0.5));
        return std::pair{std::clamp(first, 0, limit - 1), std::clamp(last, 0, limit - 1)};
    };
    const auto [x0, x1] = span(centre_x, cell_width, image.width);
    const auto [y0, y1] = span(centre_y, cell_height, image.height);
    double sum = 0;
    for (int y = y0; y <= y1; ++y) {
        for (int x = x0; x <= x1; ++x) {
            sum += luma_at(image, x, y);
        }
    }
    return sum / ((x1 - x0 + 1) * (y1 - y0 + 1));
}

}  // namespace

StripCells encode_strip(StripValue value) {
    const int camera = value.camera & kStripMaxCamera;
    const int frame = value.frame & kStripMaxFrame;
    StripCells cells{};
    BitWriter bits(cells);
    for (const bool bit : kStart) {
        bits.put(bit);
    }
    bits.put(camera, kCameraBits);
    bits.put(frame, kFrameBits);
    bits.put(checksum(camera, frame), kChecksumBits);
    for (const bool bit : kStop) {
        bits.put(bit);
    }
    return cells;
}

std::optional<StripValue> decode_cells(const StripCells& cells) {
    int next = static_cast<int>(kStart.size());
    const auto take = [&](int bits) {
        int value = 0;
        for (; bits > 0; --bits, ++next) {
            value = value << 1 | int{cells[next / kStripColumns][next % kStripColumns]};
        }
        return value;
    };
    const StripValue value{take(kCameraBits), take(kFrameBits)};
    if (cells != encode_strip(value)) {
        return std::nullopt;
    }
    return value;
}

PixelRect strip_cell(PixelSize picture, int row, int column) {
    const int left = picture.width * column / kColumnsAcross;
    const int right = picture.width * (column + 1) / kColumnsAcross;
    const int top = picture.height * row / kRowsDown;
    const int bottom = picture.height * (row + 1) / kRowsDown;
    return {left, top, right - left, bottom - top};
}

void paint_strip(StripValue value, uint8_t* luma, std::ptrdiff_t stride, PixelSize picture) {
    const StripCells cells = encode_strip(value);
    for (int row = 0; row < kStripRows; ++row) {
        for (int column = 0; column < kStripColumns; ++column) {
            const PixelRect cell = strip_cell(picture, row, column);
            const uint8_t level = cells[row][column] ? kStripWhite : kStripBlack;
            for (int y = cell.y; y < cell.bottom(); ++y) {
                std::fill_n(luma + y * stride + cell.x, cell.width, level);
            }
        }
    }
}

std::optional<StripValue> decode_strip(const StripImage& image, PixelRect picture) {
    if (image.pixels == nullptr || picture.empty() ||
        intersect(picture, {0, 0, image.width, image.height}) != picture) {
        return std::nullopt;
    }
    std::array<std::array<double, kStripColumns>, kStripRows> levels{};
    for (int row = 0; row < kStripRows; ++row) {
        for (int column = 0; column < kStripColumns; ++column) {
            levels[row][column] = read_cell(image, picture, row, column);
        }
    }
    const auto& first = levels.front();
    const auto& last = levels.back();
    const double white = (first[0] + first[2] + last[kStripColumns - 2]) / 3;
    const double black = (first[1] + last[kStripColumns - 3] + last[kStripColumns - 1]) / 3;
    const double contrast = white - black;
    if (contrast < kLeastContrast) {
        return std::nullopt;
    }
    StripCells cells{};
    for (int row = 0; row < kStripRows; ++row) {
        for (int column = 0; column < kStripColumns; ++column) {
            const double level = (levels[row][column] - black) / contrast - 0.5;
            if (std::abs(level) < kUndecided) {
                return std::nullopt;
            }
            cells[row][column] = level > 0;
        }
    }
    return decode_cells(cells);
}

std::optional<StripValue> decode_strip_in_tile(const StripImage& image, PixelRect tile,
                                               PixelSize aspect) {
    if (auto value = decode_strip(image, tile)) {
        return value;
    }
    PixelRect box = fit_picture(aspect, {}, tile.size(), Fit::contain).box;
    box.x += tile.x;
    box.y += tile.y;
    return decode_strip(image, box);
}

}  // namespace pendopo
