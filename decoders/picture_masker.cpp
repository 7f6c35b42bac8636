#include "decoders/picture_masker.h"

#include <fmt/format.h>
#include <libyuv/planar_functions.h>

#include <algorithm>
#include <numeric>
#include <utility>

#include "decoders/mask_paint.h"

namespace pendopo {
namespace {

// A camera's two streams, each as it is masked and as a mosaic.
constexpr size_t kMostMaps = 4;

}  // namespace

void PictureMasker::set_masks(std::optional<CameraMasks> masks) {
    masks_ = std::move(masks);
    maps_.clear();
    for (Copy& copy : copies_) {
        copy.made = false;
    }
    reason_ = masks_ ? "" : "its masks are not known, so nothing of it is shown";
}

void PictureMasker::forget() {
    copies_ = {};
}

const MaskMap& PictureMasker::map_for(PixelSize size, Coarsen coarsen) {
    const auto known = std::ranges::find_if(
        maps_, [&](const KeptMap& kept) { return kept.size == size && kept.coarsen == coarsen; });
    if (known != maps_.end()) {
        std::rotate(known, known + 1, maps_.end());
        return maps_.back().map;
    }
    if (maps_.size() == kMostMaps) {
        maps_.erase(maps_.begin());
    }
    maps_.push_back({size, coarsen, make_mask_map(*masks_, size, coarsen)});
    return maps_.back().map;
}

const Picture* PictureMasker::masked(const Picture& picture, Coarsen coarsen) {
    if (!masks_) {
        return nullptr;
    }
    if (masks_->polygons.empty() && coarsen == Coarsen::masks) {
        return &picture;
    }
    const bool fits = masks_fit(*masks_, picture.size, picture.aspect);
    const PixelSize drawn = masks_->drawn_on;
    reason_ = fits ? ""
                   : fmt::format(
                         "its picture of {}x{} has another shape than the {}x{} that its "
                         "masks were drawn on, so all of it is coarsened; look at the "
                         "masks in the panel and confirm them",
                         picture.size.width, picture.size.height, drawn.width, drawn.height);
    Copy& copy = copies_[static_cast<size_t>(coarsen)];
    if (copy.made && copy.picture.number == picture.number) {
        return &copy.picture;
    }
    const MaskMap& map = map_for(picture.size, fits ? coarsen : Coarsen::whole);
    const std::array<PixelSize, 3> sizes{picture.size, picture.chroma_size(),
                                         picture.chroma_size()};
    const auto samples = [](PixelSize size) { return size_t(size.width) * size_t(size.height); };
    copy.samples.resize(samples(sizes[0]) + samples(sizes[1]) + samples(sizes[2]));
    copy.picture = picture;
    copy.picture.owner = nullptr;  // valid as long as the header says; nobody keeps it
    uint8_t* to = copy.samples.data();
    std::array<MaskPlane, 3> planes;
    for (size_t i = 0; i < planes.size(); ++i) {
        libyuv::CopyPlane(picture.plane[i], picture.stride[i], to, sizes[i].width, sizes[i].width,
                          sizes[i].height);
        planes[i] = {to, sizes[i], i == 0 ? 0 : picture.chroma_shift_x,
                     i == 0 ? 0 : picture.chroma_shift_y};
        copy.picture.plane[i] = to;
        copy.picture.stride[i] = sizes[i].width;
        to += samples(sizes[i]);
    }
    paint_masks(map, planes, picture.range);
    copy.made = true;
    return &copy.picture;
}

}  // namespace pendopo
