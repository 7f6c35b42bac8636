#pragma once
// What a card shows, as a value: the words are chosen, nothing is drawn yet. Two equal faces make
// the same bitmap, so the worker redraws a card only when its face changes.

#include <memory>
#include <optional>
#include <string>

#include "config/theme_config.h"
#include "engine/base/clock.h"
#include "engine/cards/card_view.h"
#include "engine/cards/icon.h"
#include "engine/cards/words.h"
#include "engine/ipc/cards_messages.h"

namespace pendopo {

struct CardFace {
    CardKind kind = CardKind::label;
    PixelSize size;
    int font_px = 64;
    std::string title;   // name, time, or the text card's content
    std::string status;  // state in words, or the date
    std::string note;    // since when, the time zone, or a display's output
    AlertLevel level = AlertLevel::info;
    Icon icon = Icon::none;
    Urgency urgency = Urgency::calm;
    PixelRect free;  // kind placeholder: where its words stand; empty: in the middle of it
    bool see_through = false;                  // its ground, because it stands over a picture
    WallBehind wall{};                         // kind test_pattern
    std::optional<CardView> view;              // kind card
    std::shared_ptr<const ThemeConfig> theme;  // null: the dark one
    bool operator==(const CardFace&) const = default;
};

// The face of every kind but `card`. Thread: reentrant, as far as `words` is.
CardFace face_of(const CardItem& item, const Words& words, WallTime now);
// The face of a card file's card; with no content yet it waits.
CardFace face_of(const CardItem& item, const CardContentRead& content, const CardFiles& files,
                 std::shared_ptr<const ThemeConfig> theme, const Speech& speech, WallTime now);

}  // namespace pendopo
