#pragma once
// Which stream of a camera a tile asks for.

#include "engine/base/enum_words.h"

namespace pendopo {

// In order of what they demand: a camera delivers one stream to all its tiles, and the most
// demanding of them decides. `automatic`: the smallest that is good enough for the tile's pixels.
enum class StreamWish { sub, automatic, main };
constexpr auto words_of(StreamWish /*any*/) {
    return enum_words<StreamWish>(
        {{StreamWish::automatic, "auto"}, {StreamWish::main, "main"}, {StreamWish::sub, "sub"}});
}

}  // namespace pendopo
