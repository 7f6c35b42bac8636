#include "engine/render/canvas_proof.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numeric>

namespace pendopo {
namespace {

constexpr int kPoints = kProofRows * kProofColumns;
// Of the points whose picture is known, this share is at least as bright as `expected` says: a lamp
// in a dark room does not make its picture bright.
constexpr size_t kBrightShare = 20;

// BT.601, as integers; the order of a bgra pixel.
uint8_t brightness(uint8_t blue, uint8_t green, uint8_t red) {
    return static_cast<uint8_t>((29 * blue + 150 * green + 77 * red) >> 8);
}
uint8_t brightness(uint32_t bgra) {
    return brightness(bgra & 0xFF, (bgra >> 8) & 0xFF, (bgra >> 16) & 0xFF);
}

uint8_t brightness_at(const FrameView& frame, int x, int y) {
    const uint8_t* row = frame.plane(0) + size_t(y) * frame.info.stride[0];
    if (frame.info.format == PixelFormat::i420) {
        return row[x];
    }
    const uint8_t* pixel = row + size_t(x) * 4;
    return brightness(pixel[0], pixel[1], pixel[2]);
}

bool is_in(const PixelRect& area, int x, int y) {
    return x >= area.x && x < area.right() && y >= area.y && y < area.bottom();
}

// Of the part that owns each point: its index; none where it has no part, or a see-through one lies
// above.
constexpr int kNobody = -1;
std::vector<int> owners(PixelSize canvas, std::span<const ProofPart> parts) {
    std::vector<int> owner(kPoints, kNobody);
    for (size_t i = 0; i < parts.size(); ++i) {
        const PixelRect& area = parts[i].area;
        for (int row = 0; row < kProofRows; ++row) {
            const int y = proof_row(canvas, row);
            if (y < area.y || y >= area.bottom()) {
                continue;
            }
            for (int column = 0; column < kProofColumns; ++column) {
                if (is_in(area, proof_column(canvas, column), y)) {
                    owner[size_t(row) * kProofColumns + size_t(column)] =
                        parts[i].opaque ? static_cast<int>(i) : kNobody;
                }
            }
        }
    }
    return owner;
}

// The pixel of the frame that stands at a point of the canvas.
std::optional<uint8_t> source_at(const ProofPart& part, int x, int y) {
    const PixelRect& where = part.place.where;
    if (part.frame == nullptr || !is_in(where, x, y) || !is_in(part.inside, x, y) ||
        std::ranges::any_of(part.covers,
                            [&](const PixelRect& each) { return is_in(each, x, y); })) {
        return std::nullopt;
    }
    const FrameInfo& info = part.frame->info;
    const UnitRect& source = part.place.source;
    const auto pixel = [](double share, double first, double length, int size) {
        return std::clamp(static_cast<int>((first + share * length) * size), 0, size - 1);
    };
    return brightness_at(
        *part.frame, pixel((x - where.x + 0.5) / where.width, source.x, source.width, info.width),
        pixel((y - where.y + 0.5) / where.height, source.y, source.height, info.height));
}

}  // namespace

int proof_row(PixelSize canvas, int row) {
    return (2 * row + 1) * canvas.height / (2 * kProofRows);
}
int proof_column(PixelSize canvas, int column) {
    return (2 * column + 1) * canvas.width / (2 * kProofColumns);
}

std::vector<PartSamples> sample_parts(PixelSize canvas, std::span<const ProofPart> parts) {
    std::vector<PartSamples> samples(parts.size());
    const std::vector<int> owner = owners(canvas, parts);
    for (int point = 0; point < kPoints; ++point) {
        if (owner[size_t(point)] == kNobody) {
            continue;
        }
        const auto part = static_cast<size_t>(owner[size_t(point)]);
        if (const auto source = source_at(parts[part], proof_column(canvas, point % kProofColumns),
                                          proof_row(canvas, point / kProofColumns))) {
            samples[part].points.push_back(static_cast<uint16_t>(point));
            samples[part].source.push_back(*source);
        }
    }
    return samples;
}

DisplayReading read_display(const ProofPoints& points, std::span<const ProofPart> parts,
                            std::span<const PartSamples> samples) {
    DisplayReading reading;
    std::vector<uint16_t> all(points.size());
    std::iota(all.begin(), all.end(), uint16_t{0});
    reading.checksum = checksum_of(points, all);
    double sum = 0;
    double squares = 0;
    for (const uint32_t point : points) {
        const int bright = brightness(point);
        reading.brightest = std::max(reading.brightest, bright);
        sum += bright;
        squares += double(bright) * bright;
    }
    if (!points.empty()) {
        const double mean = sum / double(points.size());
        reading.mean = static_cast<int>(std::lround(mean));
        reading.contrast = static_cast<int>(
            std::lround(std::sqrt(std::max(0.0, squares / double(points.size()) - mean * mean))));
    }
    std::vector<uint8_t> known;
    for (size_t i = 0; i < parts.size(); ++i) {
        if (!parts[i].dimmed) {
            known.insert(known.end(), samples[i].source.begin(), samples[i].source.end());
        }
    }
    if (const size_t share = known.size() / kBrightShare; share > 0) {
        std::ranges::nth_element(known, known.end() - static_cast<std::ptrdiff_t>(share));
        reading.expected = known[known.size() - share];
    }
    return reading;
}

// FNV-1a: it has to notice, not to resist.
uint64_t checksum_of(const ProofPoints& points, std::span<const uint16_t> which) {
    uint64_t sum = 0xCBF29CE484222325;
    for (const uint16_t point : which) {
        sum = (sum ^ points[point]) * 0x100000001B3;
    }
    return sum == 0 ? 1 : sum;
}

Milliseconds TileFollower::follow(PartSamples now, uint64_t checksum, MonotonicTime at) {
    const bool same_place = now.points == changed_.points;
    if (!same_place || checksum != checksum_ || now.points.empty()) {
        checksum_ = checksum;
        changed_ = std::move(now);
        stands_since_.reset();
        return Milliseconds(0);
    }
    int64_t differences = 0;
    for (size_t i = 0; i < now.source.size(); ++i) {
        differences += std::abs(now.source[i] - changed_.source[i]);
    }
    if (double(differences) < kNoticeable * double(now.source.size())) {
        stands_since_.reset();
        return Milliseconds(0);
    }
    stands_since_ = stands_since_.value_or(at);
    return std::chrono::duration_cast<Milliseconds>(at - *stands_since_);
}

}  // namespace pendopo
