#include "decoders/mask_paint.h"

#include <algorithm>
#include <cstring>
#include <numeric>
#include <vector>

namespace pendopo {
namespace {

// A grey that is neither a theme's ground nor black, which would look like a fault.
constexpr int kGrey = 96;  // of 255, as it is seen
constexpr uint8_t kNoColor = 128;

uint8_t grey_code(ColorRange range) {
    return static_cast<uint8_t>(range == ColorRange::full ? kGrey : 16 + kGrey * 219 / 255);
}

// [first, last) of a plane's samples that the cells [begin, end) touch.
struct SampleRange {
    int first;
    int last;
};
SampleRange samples_of(int begin, int end, int shift, int count) {
    const int last = ((2 * end - 1) >> shift) + 1;
    return {std::min((2 * begin) >> shift, count), std::min(last, count)};
}

// Calls `row(samples, first, last)` for every row of samples under the area's spans.
template <class Row>
void each_row(const MaskedArea& area, const MaskPlane& plane, Row row) {
    for (const MaskSpan& span : area.spans) {
        const SampleRange x = samples_of(span.begin, span.end, plane.shift_x, plane.size.width);
        const SampleRange y = samples_of(span.row, span.row + 1, plane.shift_y, plane.size.height);
        for (int line = y.first; line < y.last; ++line) {
            row(plane.data + ptrdiff_t{line} * plane.size.width, line, x);
        }
    }
}

// The area's blocks in samples of one plane, and their averages.
class Blocks {
  public:
    Blocks(const MaskedArea& area, const MaskPlane& plane)
        : columns_(area.blocks.width),
          x_edges_(
              edges(area.bounds.x, area.bounds.width, columns_, plane.shift_x, plane.size.width)),
          y_edges_(edges(area.bounds.y, area.bounds.height, area.blocks.height, plane.shift_y,
                         plane.size.height)),
          averages_(average(area, plane)) {}

    void pixelate(const MaskedArea& area, const MaskPlane& plane) const {
        each_row(area, plane, [&](uint8_t* samples, int line, SampleRange x) {
            const size_t of_row = size_t(block_at(y_edges_, line)) * size_t(columns_);
            each_block(x, [&](int block, int first, int last) {
                std::memset(samples + first, averages_[of_row + size_t(block)],
                            size_t(last - first));
            });
        });
    }

    void smooth(const MaskedArea& area, const MaskPlane& plane) const {
        // Where each sample lies between the middles of two blocks, in 256ths; across once, since
        // it is the same for all rows.
        std::vector<Between> across;
        for (int x = x_edges_.front(); x < x_edges_.back(); ++x) {
            across.push_back(between(x_edges_, x));
        }
        std::vector<int> mixed(static_cast<size_t>(columns_));
        int mixed_line = -1;
        each_row(area, plane, [&](uint8_t* samples, int line, SampleRange x) {
            if (line != mixed_line) {
                mixed_line = line;
                const Between rows = between(y_edges_, line);
                for (int i = 0; i < columns_; ++i) {
                    mixed[size_t(i)] = mix(averages_[size_t(rows.low * columns_ + i)],
                                           averages_[size_t(rows.high * columns_ + i)], rows.share);
                }
            }
            for (int i = x.first; i < x.last; ++i) {
                const Between& at = across[size_t(i - x_edges_.front())];
                samples[i] = static_cast<uint8_t>(
                    mix(mixed[size_t(at.low)], mixed[size_t(at.high)], at.share));
            }
        });
    }

  private:
    struct Between {
        int low;
        int high;
        int share;  // of `high`, in 256ths
    };

    static int mix(int low, int high, int share) {
        return (low * (256 - share) + high * share + 128) >> 8;
    }

    // Where blocks begin, and where the last one ends. Each has a sample at least where there are
    // enough.
    static std::vector<int> edges(int begin, int length, int blocks, int shift, int count) {
        std::vector<int> all;
        for (int i = 0; i <= blocks; ++i) {
            const int cell = begin + static_cast<int>(int64_t{length} * i / blocks);
            all.push_back(std::min((2 * cell) >> shift, count));
        }
        all.back() = samples_of(begin, begin + length, shift, count).last;
        return all;
    }

    static int block_at(const std::vector<int>& edges, int sample) {
        const auto next = std::upper_bound(edges.begin(), edges.end(), sample);
        const auto blocks = static_cast<int>(edges.size()) - 1;
        return std::clamp(static_cast<int>(next - edges.begin()) - 1, 0, blocks - 1);
    }

    static Between between(const std::vector<int>& edges, int sample) {
        const auto middle = [&](int block) {
            return edges[size_t(block)] + edges[size_t(block) + 1];  // twice, to stay whole
        };
        const int blocks = static_cast<int>(edges.size()) - 1;
        const int block = block_at(edges, sample);
        const int twice = 2 * sample + 1;
        const int low = twice < middle(block) ? block - 1 : block;
        const int high = low + 1;
        if (low < 0 || high >= blocks) {
            return {block, block, 0};
        }
        const int apart = std::max(1, middle(high) - middle(low));
        return {low, high, (twice - middle(low)) * 256 / apart};
    }

    template <class Part>
    void each_block(SampleRange x, Part part) const {
        for (int first = x.first; first < x.last;) {
            const int block = block_at(x_edges_, first);
            const int end = block + 1 < columns_ ? x_edges_[size_t(block) + 1] : x.last;
            const int last = std::clamp(end, first + 1, x.last);
            part(block, first, last);
            first = last;
        }
    }

    std::vector<uint8_t> average(const MaskedArea& area, const MaskPlane& plane) const {
        const size_t count = size_t(area.blocks.width) * size_t(area.blocks.height);
        std::vector<uint64_t> sums(count);
        std::vector<uint64_t> samples_in(count);
        each_row(area, plane, [&](const uint8_t* samples, int line, SampleRange x) {
            const size_t of_row = size_t(block_at(y_edges_, line)) * size_t(columns_);
            each_block(x, [&](int block, int first, int last) {
                // A row of a block holds far fewer than the 16 million samples that fit.
                sums[of_row + size_t(block)] +=
                    std::accumulate(samples + first, samples + last, 0U);
                samples_in[of_row + size_t(block)] += uint64_t(last - first);
            });
        });
        const auto rounded = [](uint64_t sum, uint64_t of) {
            return static_cast<uint8_t>(of == 0 ? kNoColor : (sum + of / 2) / of);
        };
        const uint8_t whole =
            rounded(std::accumulate(sums.begin(), sums.end(), uint64_t{0}),
                    std::accumulate(samples_in.begin(), samples_in.end(), uint64_t{0}));
        std::vector<uint8_t> averages(count, whole);
        for (size_t i = 0; i < count; ++i) {
            const size_t column = i % size_t(columns_);
            const size_t row = i / size_t(columns_);
            const auto area_of_block = uint64_t(x_edges_[column + 1] - x_edges_[column]) *
                                       uint64_t(y_edges_[row + 1] - y_edges_[row]);
            // Of a corner of a block only a few samples might be masked: too fine an average.
            if (samples_in[i] * 4 >= area_of_block && samples_in[i] > 0) {
                averages[i] = rounded(sums[i], samples_in[i]);
            }
        }
        return averages;
    }

    const int columns_;
    const std::vector<int> x_edges_;
    const std::vector<int> y_edges_;
    const std::vector<uint8_t> averages_;
};

}  // namespace

void paint_masks(const MaskMap& map, const std::array<MaskPlane, 3>& planes, ColorRange range) {
    // Solid areas come first in a map: where chroma samples are so wide that two areas share one,
    // it is grey before anybody takes an average.
    for (const MaskedArea& area : map.areas) {
        for (size_t i = 0; i < planes.size(); ++i) {
            if (area.style == MaskStyle::solid) {
                const uint8_t value = i == 0 ? grey_code(range) : kNoColor;
                each_row(area, planes[i], [&](uint8_t* samples, int /*line*/, SampleRange x) {
                    std::memset(samples + x.first, value, size_t(std::max(0, x.last - x.first)));
                });
                continue;
            }
            const Blocks blocks(area, planes[i]);
            if (area.style == MaskStyle::blur) {
                blocks.smooth(area, planes[i]);
            } else {
                blocks.pixelate(area, planes[i]);
            }
        }
    }
}

}  // namespace pendopo
