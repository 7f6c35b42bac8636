#pragma once
// An AVFrame as a Picture: where its planes are, and what its tags mean when they say nothing.

#include "decoders/ffmpeg_decoder.h"
#include "decoders/picture.h"
#include "engine/base/result.h"

struct AVFrame;

namespace pendopo {

// Shares the frame's planes where they are of 8 bits; deeper (to 16), semi-planar (NV12, P010) and
// grey ones are copied. Fields are blended as options.deinterlace says. Untagged colour is BT.601
// below 720 lines, BT.709 from there on, and limited unless the format is a JPEG one. Errors:
// unsupported, for other formats (RGB, packed); invalid, when a surface cannot be read.
// Thread: reentrant.
Result<Picture> to_picture(const AVFrame& frame, const DecoderOptions& options);

}  // namespace pendopo
