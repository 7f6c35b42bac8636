#pragma once
// A picture of what a frame ring holds now.

#include "engine/base/result.h"
#include "engine/control/wall_control.h"
#include "engine/ipc/shared_frames.h"

namespace pendopo {

// Errors: io (its writer drew over it meanwhile).
Result<CapturedPicture> picture_of(const FrameRingReader& ring, const FrameView& view);

}  // namespace pendopo
