#pragma once
// Main or sub stream, from what the tiles need. Pure.

#include <span>
#include <string_view>

#include "engine/ipc/ingest_messages.h"

namespace pendopo {

enum class StreamKind { main, sub };
std::string_view to_string(StreamKind kind);

// The sub stream is enough while no picture enlarges it more than it may be (StreamSizes::enlarge).
// Once it is shown, it is left only when that is exceeded so many times, so that a tile at the
// border does not make the camera reconnect back and forth.
constexpr double kSubTooSmall = 1.1;

// How many times the most demanding of `pictures` enlarges a stream of that size, those that ask
// for the sub stream aside; 0 when hidden.
double enlargement(std::span<const PictureRequest> pictures, PixelSize stream, SampleAspect aspect);

struct StreamSizes {
    bool has_sub = false;
    PixelSize sub;  // decoded or hinted; empty: unknown, taken as 640x360
    SampleAspect aspect;
    double enlarge = 1;  // how many times a picture may enlarge the sub stream
};
// What a tile asks for by name comes first: main, when one does; then whether the sub stream is
// enough for the others. A hidden camera stays on `current`: it is warm there.
StreamKind choose_stream(StreamKind current, std::span<const PictureRequest> pictures,
                         const StreamSizes& sizes);

}  // namespace pendopo
