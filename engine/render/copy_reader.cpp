#include "engine/render/copy_reader.h"

#include <libyuv/scale_argb.h>

#include <algorithm>
#include <utility>

namespace pendopo {

void CopyReader::begin(std::vector<PicturePart> parts, PixelSize /*size*/) {
    parts_ = std::move(parts);
    part_ = 0;
    row_ = 0;
}

bool CopyReader::step(uint8_t* picture, size_t stride) {
    if (part_ >= parts_.size()) {
        return true;
    }
    const PixelRect& place = parts_[part_].place;
    const GlCanvas& canvas = *parts_[part_].canvas;
    const PixelSize size = canvas.size();
    // A band of the place, and the rows of the canvas that become it.
    const auto canvas_row = [&](int row) {
        return static_cast<int>(int64_t{row} * size.height / place.height);
    };
    const int64_t most_rows = std::max(1, kMostPixels / size.width);
    const int rows = static_cast<int>(
        std::clamp<int64_t>(most_rows * place.height / size.height, 1, place.height - row_));
    const int top = canvas_row(row_);
    const PixelRect band{0, top, size.width, std::max(1, canvas_row(row_ + rows) - top)};
    uint8_t* out = picture + static_cast<size_t>(place.y + row_) * stride + size_t(place.x) * 4;
    if (place.size() == size) {
        canvas.read(band, out, stride);
    } else {
        const size_t row = static_cast<size_t>(band.width) * 4;
        scratch_.resize(row * static_cast<size_t>(band.height));
        canvas.read(band, scratch_.data(), row);
        libyuv::ARGBScale(scratch_.data(), static_cast<int>(row), band.width, band.height, out,
                          static_cast<int>(stride), place.width, rows, libyuv::kFilterBox);
    }
    row_ += rows;
    if (row_ >= place.height) {
        ++part_;
        row_ = 0;
    }
    return part_ >= parts_.size();
}

}  // namespace pendopo
