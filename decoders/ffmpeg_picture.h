#pragma once
// An AVFrame as a Picture: where its planes are, and what its tags mean when they say nothing.

#include "decoders/ffmpeg_decoder.h"
#include "decoders/picture.h"
#include "engine/base/result.h"

struct AVFrame;

namespace pendopo {

// Shares the frame's planes; 10-bit, semi-planar, grey and hardware frames are copied into 8-bit
// 4:2:0. Untagged colour is BT.601 below 720 lines, BT.709 from there on, and limited unless the
// format is a JPEG one. Errors: unsupported, for other formats.
// Thread: reentrant.
Result<Picture> to_picture(const AVFrame& frame, const DecoderOptions& options);

}  // namespace pendopo
