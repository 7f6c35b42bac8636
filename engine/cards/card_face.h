#pragma once
// What a card shows, as a value: the words are chosen, nothing is drawn yet. Two equal faces make
// the same bitmap, so the worker redraws a card only when its face changes.

#include <string>

#include "engine/base/clock.h"
#include "engine/cards/icon.h"
#include "engine/cards/words.h"
#include "engine/ipc/messages.h"

namespace pendopo {

enum class Urgency { calm, watch, act };  // colours the icon, never alone

struct CardFace {
    CardKind kind = CardKind::label;
    PixelSize size;
    int font_px = 64;
    std::string title;   // name, time, or the text card's content
    std::string status;  // state in words, or the date
    std::string note;    // since when, or the time zone
    Icon icon = Icon::none;
    Urgency urgency = Urgency::calm;
    bool operator==(const CardFace&) const = default;
};

// Thread: reentrant, as far as `words` is.
CardFace face_of(const CardItem& item, const Words& words, WallTime now);

}  // namespace pendopo
