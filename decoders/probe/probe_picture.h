#pragma once
// A decoded picture as it is handed over: BGRA, small, in sealed memory.

#include <optional>

#include "decoders/mask_map.h"
#include "decoders/picture.h"
#include "engine/base/geometry.h"
#include "engine/base/unique_fd.h"

namespace pendopo {

struct SharedPicture {
    PixelSize size;
    UniqueFd fd;  // size.width * size.height * 4 bytes, see engine/ipc/shared_text.h
};

// At most 640 wide and high, in the shape that it is looked at, never larger than it is; masked
// before it is made small. Empty when there is no memory for it.
std::optional<SharedPicture> share_picture(const Picture& picture, const CameraMasks& masks,
                                           Coarsen coarsen);

}  // namespace pendopo
