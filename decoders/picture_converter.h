#pragma once
// A decoded picture made into what a tile asked for (PictureRequest, ingest_messages.h).

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "decoders/picture.h"
#include "engine/ipc/ingest_messages.h"

namespace pendopo {

// The layout of the frame that `request` gets from `picture`, without its bytes.
FrameInfo converted_frame(const Picture& picture, const PictureRequest& request);

// Thread: bound to its owner; keeps scratch memory between calls.
class PictureConverter {
  public:
    // Writes the frame described by converted_frame() into `out`, which must be large enough.
    //   bgra: cropped and scaled (bilinear; averaging when shrinking), then converted with the
    //   picture's own matrix and range. The crop is rounded to whole samples of all planes, and no
    //   sample outside it contributes. i420: copied; other chroma layouts are resampled.
    void convert(const Picture& picture, const PictureRequest& request, const FrameInfo& info,
                 std::span<std::byte> out);

  private:
    std::vector<uint8_t> scratch_;
};

}  // namespace pendopo
