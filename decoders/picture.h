#pragma once
// A decoded picture in memory: three planes of 8-bit YCbCr and how to read them.

#include <array>
#include <cstdint>
#include <memory>

#include "engine/base/clock.h"
#include "engine/base/geometry.h"
#include "engine/base/media_time.h"
#include "engine/ipc/shared_frames.h"

namespace pendopo {

// Thread: values are immutable once made; copies share the planes through `owner`.
struct Picture {
    PixelSize size;  // of the visible picture; padding of the coded one lies outside
    std::array<const uint8_t*, 3> plane{};
    std::array<int, 3> stride{};
    // A chroma plane is ceil(size / 2^shift): 4:2:0 is 1, 1; 4:2:2 is 1, 0; 4:4:4 is 0, 0.
    int chroma_shift_x = 1;
    int chroma_shift_y = 1;
    ColorMatrix matrix = ColorMatrix::bt601;
    ColorRange range = ColorRange::limited;
    SampleAspect aspect;  // 1:1 when the stream does not say
    bool key = false;     // decoded without any before it
    uint64_t number = 0;
    MonotonicTime arrived;  // its own packet, whenever the decoder gave it out
    MediaTime made;
    // After how long without a newer one it is stale, by its stream's own pace; 0: not known.
    Milliseconds stale_after{0};
    std::shared_ptr<const void> owner;

    PixelSize chroma_size() const {
        return {(size.width + (1 << chroma_shift_x) - 1) >> chroma_shift_x,
                (size.height + (1 << chroma_shift_y) - 1) >> chroma_shift_y};
    }
};

}  // namespace pendopo
