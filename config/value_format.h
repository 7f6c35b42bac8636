#pragma once
// How a value is written: the one grammar for every card. In JSON a word, or an object that says
// more: {"style": "number", "decimals": 1, "unit": "rumah", "compact": true}. Values only; the
// words are made by engine/cards/value_text and by the charts' own formatter.

#include <optional>
#include <string>
#include <string_view>

#include "config/local_text.h"

namespace pendopo {

struct ValueFormat {
    enum class Style {
        automatic,  // as the value is: numbers as numbers, everything else as text
        number,     // 12.345,6
        rupiah,     // Rp2,1 triliun; compact unless said otherwise
        percent,    // the value 87.5 is 87,5%
        date,       // ISO text or Unix time to 24 November 2026
        text,
    };
    Style style = Style::automatic;
    std::optional<int> decimals;  // exactly so many; else as many as the value needs, at most 2
    LocalText unit;               // after the number
    std::optional<bool> compact;  // ribu, juta, miliar, triliun with one decimal
    bool is_change = false;       // "signed": ▲ +200, ▼ −100, tetap
    bool operator==(const ValueFormat&) const = default;
};

std::optional<ValueFormat> read_value_format(const JsonNode& node, Problems& problems);
// The format of a key; automatic when it is missing.
ValueFormat read_value_format(ObjectReader& object, std::string_view key = "format");

}  // namespace pendopo
