#include "engine/render/proof_reader.h"

#include <algorithm>
#include <cstring>

namespace pendopo {
namespace {

size_t row_bytes(PixelSize canvas) {
    return static_cast<size_t>(canvas.width) * 4;
}

// Appends the points of one row of the canvas.
void take_points(PixelSize canvas, std::span<const uint8_t> row, ProofPoints& points) {
    for (int column = 0; column < kProofColumns; ++column) {
        uint32_t pixel = 0;
        std::memcpy(&pixel, row.data() + size_t(proof_column(canvas, column)) * 4, sizeof pixel);
        points.push_back(pixel & 0xFFFFFF);
    }
}

}  // namespace

void ProofReader::step(const Wall& wall, MonotonicTime now) {
    if (!reading_) {
        next_ = now + kEvery;
        reading_ = ProofReading{++number_, wall.revision, wall.cycles, {}, {}};
        display_ = 0;
        followed_.clear();
    }
    if (display_ < wall.displays.size()) {
        const Display& display = wall.displays[display_];
        if (!place_) {
            begin(display);
        }
        if (!read(display.tiles.canvas())) {
            return;
        }
        finish(display.id, now);
        ++display_;
    }
    if (display_ >= wall.displays.size()) {
        followers_ = std::move(followed_);  // without tiles that are gone
        done_ = std::exchange(reading_, std::nullopt);
    }
}

// What is meant to stand there, at the moment at which the canvas is copied.
void ProofReader::begin(const Display& display) {
    const GlCanvas& canvas = display.tiles.canvas();
    place_ = Place{canvas.size(), display.tiles.drawn(), {}, {}, display.shown};
    place_->samples = sample_parts(canvas.size(), place_->parts);
    for (size_t i = 0; i < place_->parts.size(); ++i) {
        place_->ids.push_back(display.tiles.tile_id(i));
    }
    points_.clear();
    if (path_ == RenderPath::copy) {
        return;
    }
    const size_t bytes = row_bytes(canvas.size());
    read_back_ = GlReadBack(bytes * kProofRows);
    for (int row = 0; row < kProofRows; ++row) {
        read_back_.copy(canvas, {0, proof_row(canvas.size(), row), canvas.size().width, 1},
                        bytes * size_t(row));
    }
    read_back_.close();
}

// False: not yet.
bool ProofReader::read(const GlCanvas& canvas) {
    const PixelSize size = place_->canvas;
    const size_t bytes = row_bytes(size);
    if (path_ == RenderPath::copy) {
        row_.resize(bytes);
        for (int row = 0; row < kProofRows; ++row) {
            canvas.read({0, proof_row(size, row), size.width, 1}, row_.data(), bytes);
            take_points(size, row_, points_);
        }
        return true;
    }
    if (!read_back_.done()) {
        return false;
    }
    const auto rows = read_back_.bytes(0, bytes * kProofRows);
    if (rows.empty()) {
        return false;  // the context is lost: nothing is proved any more
    }
    for (int row = 0; row < kProofRows; ++row) {
        take_points(size, rows.subspan(bytes * size_t(row), bytes), points_);
    }
    read_back_.release();
    return true;
}

void ProofReader::finish(const std::string& id, MonotonicTime now) {
    DisplayReading& display =
        reading_->displays.emplace_back(read_display(points_, place_->parts, place_->samples));
    display.id = id;
    display.shown = place_->shown;
    for (size_t i = 0; i < place_->ids.size(); ++i) {
        PartSamples& samples = place_->samples[i];
        const uint64_t checksum = samples.points.empty() ? 0 : checksum_of(points_, samples.points);
        const auto key = std::pair(id, place_->ids[i]);
        TileFollower& follower = followed_[key];
        if (const auto known = followers_.find(key); known != followers_.end()) {
            follower = std::move(known->second);
        }
        const Milliseconds stands = follower.follow(std::move(samples), checksum, now);
        reading_->tiles.push_back({id, place_->ids[i], checksum, static_cast<int>(stands.count())});
    }
    place_.reset();
}

}  // namespace pendopo
