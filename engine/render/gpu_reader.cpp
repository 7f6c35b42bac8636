#include "engine/render/gpu_reader.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace pendopo {
namespace {

size_t row_bytes(const PixelRect& rect) {
    return static_cast<size_t>(rect.width) * 4;
}

}  // namespace

Result<GpuReader> GpuReader::create() {
    Result<GlPresenter> presenter = GlPresenter::create(Rotation::none);
    if (!presenter) {
        return fail(presenter.error());
    }
    GpuReader reader;
    reader.presenter_ = std::move(*presenter);
    return reader;
}

void GpuReader::begin(std::vector<PicturePart> parts, PixelSize size) {
    pieces_.clear();
    piece_ = 0;
    row_ = 0;
    size_t bytes = 0;
    for (const PicturePart& part : parts) {
        const bool scaled = part.place.size() != part.canvas->size();
        pieces_.push_back({part.place, bytes, scaled});
        bytes += row_bytes(part.place) * static_cast<size_t>(part.place.height);
    }
    read_back_ = GlReadBack(bytes);
    for (size_t i = 0; i < parts.size(); ++i) {
        const PixelRect& place = parts[i].place;
        if (!pieces_[i].upside_down) {
            read_back_.copy(*parts[i].canvas, parts[i].canvas->area(), pieces_[i].offset);
            continue;
        }
        if (!small_ || small_->size() != size) {
            small_.emplace(size);
        }
        // The presenter draws as for a window, whose rows GL counts from below.
        presenter_.present(*parts[i].canvas, place, size, small_->framebuffer());
        read_back_.copy(*small_, {place.x, size.height - place.bottom(), place.width, place.height},
                        pieces_[i].offset);
    }
    read_back_.close();
}

bool GpuReader::step(uint8_t* picture, size_t stride) {
    if (piece_ >= pieces_.size()) {
        return true;
    }
    if (!read_back_.done()) {
        return false;
    }
    const Piece& piece = pieces_[piece_];
    const PixelRect& place = piece.place;
    const size_t row = row_bytes(place);
    const int rows = std::clamp(kMostPixels / place.width, 1, place.height - row_);
    const int first = piece.upside_down ? place.height - row_ - rows : row_;
    const auto lines = read_back_.bytes(piece.offset + static_cast<size_t>(first) * row,
                                        static_cast<size_t>(rows) * row);
    if (lines.empty()) {
        return false;  // the context is lost; whoever waits gives up
    }
    for (int i = 0; i < rows; ++i) {
        const int line = piece.upside_down ? rows - 1 - i : i;
        std::memcpy(
            picture + static_cast<size_t>(place.y + row_ + i) * stride + size_t(place.x) * 4,
            lines.data() + static_cast<size_t>(line) * row, row);
    }
    read_back_.release();
    row_ += rows;
    if (row_ >= place.height) {
        ++piece_;
        row_ = 0;
    }
    return piece_ >= pieces_.size();
}

}  // namespace pendopo
