#pragma once
// Card files with values and faces of them, for tests.

#include <memory>
#include <string>
#include <string_view>

#include "engine/cards/card_face.h"

namespace pendopo {

inline constexpr int64_t kNowMs = 1795491727000;  // Tuesday 2026-11-24, 10.42.07 WIB

// A card of that kind with `keys` besides id and kind: `"title": "T", …`.
std::string card_text(std::string_view kind, std::string_view keys);

// As if `definition` and the JSON text `value` had come; empty: no value came. What cannot be read
// is its problem.
CardContentRead content_of(std::string_view definition, std::string_view value = "");

// A whole card: what came, and the item that asks for it.
struct Sample {
    std::string definition;
    std::string value;
    CardItem item;
    std::string theme = "dark";
    std::string language = "id";
    CardFiles files;
    int64_t now_ms = kNowMs;

    CardFace face() const;
};

// With a good source whose value is two hours old.
Sample sample_card(std::string_view kind, std::string_view keys, std::string_view value,
                   PixelSize size = {480, 540}, int font_px = 32);

}  // namespace pendopo
