#pragma once
// What a unit of a coded stream is, as far as it matters for cutting pictures (access_unit.h) and
// for beginning to decode (decode_start.h): a NAL unit of H.264 or H.265, or a piece of a JPEG.
// Pure.

#include <cstdint>
#include <functional>
#include <optional>
#include <span>

#include "engine/base/codec.h"

namespace pendopo {

enum class UnitKind {
    slice,      // of a picture: what is seen
    delimiter,  // the next picture begins
    prefix,     // stands before the first slice of its picture: parameter sets, SEI
    suffix,     // stands behind a slice: end of sequence, filler, SEI of H.265's second sort
};
enum class ParameterSet { none, vps, sps, pps };

struct UnitFacts {
    UnitKind kind = UnitKind::suffix;
    bool first = false;          // slice: the first of its picture
    bool random_access = false;  // slice: of an IDR, CRA or BLA picture
    bool intra = false;          // first slice: needs no other picture
    ParameterSet set = ParameterSet::none;
    std::optional<int> recovery;  // SEI: the picture is whole so many pictures from here
    bool operator==(const UnitFacts&) const = default;
};

// Of one NAL unit without start code. Cut off or senseless ones are suffixes.
UnitFacts unit_facts(Codec codec, std::span<const uint8_t> unit);

// Calls `each` with every NAL unit in `bytes`, which may begin with a start code, hold several
// units with start codes between them, or be one unit; none of them is empty.
void for_each_unit(std::span<const uint8_t> bytes,
                   const std::function<void(std::span<const uint8_t>)>& each);

}  // namespace pendopo
