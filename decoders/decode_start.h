#pragma once
// Where decoding may start: at key pictures of every sort. Pure.

#include <span>

#include "decoders/nal_unit.h"

namespace pendopo {

struct DecodeStart {
    bool possible = false;
    // What is decoded from here is whole after so many further pictures: with intra refresh the
    // picture is renewed piece by piece.
    int settles_after = 0;
    bool operator==(const DecodeStart&) const = default;
};

// `units`: of one picture, in order. Possible at IDR, CRA and BLA whose first slice is there, at a
// recovery point, and at an intra picture that brings a sequence parameter set with it, which is
// how some encoders mark the only places that they mean. Always possible for mjpeg.
DecodeStart decode_start(Codec codec, std::span<const UnitFacts> units);

}  // namespace pendopo
