#include "decoders/probe/probe_picture.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "decoders/picture_converter.h"
#include "decoders/picture_masker.h"
#include "engine/ipc/shared_text.h"

namespace pendopo {
namespace {

constexpr int kLargest = 640;

}  // namespace

std::optional<SharedPicture> share_picture(const Picture& whole, const CameraMasks& masks,
                                           Coarsen coarsen) {
    PictureMasker masker;
    masker.set_masks(masks);
    const Picture& picture = *masker.masked(whole, coarsen);
    PictureRequest request;
    request.format = PixelFormat::bgra;
    request.box = {std::min(picture.size.width, kLargest), std::min(picture.size.height, kLargest)};
    const FrameInfo info = converted_frame(picture, request);
    std::vector<std::byte> frame(frame_bytes(info));
    PictureConverter().convert(picture, request, info, frame);
    const size_t row = size_t(info.width) * 4;
    std::string packed;
    packed.reserve(row * size_t(info.height));
    for (int y = 0; y < info.height; ++y) {
        const auto* from = reinterpret_cast<const char*>(frame.data()) + info.offset[0] +
                           size_t(y) * info.stride[0];
        packed.append(from, row);
    }
    Result<UniqueFd> fd = share_text(packed);
    if (!fd) {
        return std::nullopt;
    }
    return SharedPicture{info.size(), std::move(*fd)};
}

}  // namespace pendopo
