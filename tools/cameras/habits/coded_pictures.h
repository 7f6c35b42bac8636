#pragma once
// Small coded streams made when they are needed, with libx264, libx265 and FFmpeg's JPEG encoder:
// moving bars over a grey that each picture has of its own, so that a test can tell which picture
// it sees. Needs those encoders; everything else is memory.

#include <string>
#include <vector>

#include "engine/base/codec.h"
#include "engine/base/geometry.h"
#include "tools/cameras/habits/packetiser.h"

namespace pendopo::habits {

struct CodedStyle {
    Codec codec = Codec::h264;
    PixelSize size{320, 192};
    int pictures = 60;
    int group = 20;  // pictures from a key picture to the next
    // FFmpeg's name: "yuv420p", "gray", "yuv422p", "yuv444p", "yuv420p10le", "gray10le",
    // "yuv422p10le", "yuv420p12le" (the last three of them H.265 only). JPEG: "yuvj420p".
    std::string pixels = "yuv420p";
    bool sei = false;            // H.264: buffering period and picture timing before each picture
    bool delimiters = false;     // access unit delimiters
    bool intra_refresh = false;  // no key picture but the first; recovery points instead
    bool open_groups = false;    // H.265: CRA in the place of IDR
    bool interlaced = false;     // H.264: MBAFF, top field first, the fields a moment apart
    int reordered = 0;           // B pictures
    int slices = 1;
    int camera = -1;  // from 0: that number and the picture's own stand in a strip (frame_strip.h)
    bool still = false;  // every picture is number 0
    bool black = false;  // a covered lens: nothing is to be seen, no strip either
    bool operator==(const CodedStyle&) const = default;
};

struct CodedPictures {
    std::vector<AccessUnit> pictures;  // in the order they are sent, 3600 ticks apart
    // As an SDP's fmtp would carry them: VPS, SPS, PPS without start codes. Empty for JPEG.
    std::vector<std::string> parameter_sets;
};

// The luma (limited range) of the ground of picture `number`, counted from 0.
int ground_of(int number);

CodedPictures coded_pictures(const CodedStyle& style);

}  // namespace pendopo::habits
