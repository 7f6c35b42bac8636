#pragma once
// Whether what was drawn can be read from where people sit: a bitmap's texts as they were set, and
// what look.md asks of each (ISO 9241-303: capitals of 20 minutes of arc are comfortable, 16 the
// floor; captions, for those who walk up, 14). Pure; nothing is measured here.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pendopo {

// What a text is to its card.
enum class TextPart {
    figure,      // the headline with its unit
    title,       // of a card, a name of a placeholder
    subtitle,    // a second line for those who walk up
    name,        // of a row, a district, a place
    value,       // a figure of a row
    heading,     // of a column, of a legend, the number of a page
    text,        // sentences
    comparison,  // with a shape in its colour
    caption,
    source,  // who publishes the figures, and what is remarked of them
    age,     // their period and how old they are
    state,   // that they are late, old or gone
    camera,  // the name on a camera's tile, and its badge
    code,    // to be scanned; its "capitals" are its modules
    picture  // a file that a card shows; left out where it cannot be decoded
};

struct DrawnText {
    TextPart part = TextPart::text;
    std::string text{};
    std::optional<double> capital_px{};  // of its smallest letters; nothing: not measured
    // To the least different pixel behind it; nothing where that was not seen.
    std::optional<double> contrast{};
    bool cut = false;        // letters gave way to an ellipsis, or stand outside of their place
    bool left_out = false;   // there was no room for it
    int unknown_glyphs = 0;  // letters that no font has
    bool operator==(const DrawnText&) const = default;
};
using DrawnTexts = std::vector<DrawnText>;

// A capital in parts of the font size, as b is reckoned.
inline constexpr double kCapitalShare = 0.72;

// Minutes of arc of capitals so high on a display whose comfortable font size is `font_px`.
double arc_minutes(double capital_px, int font_px);
// Of a code's modules: a millimetre for each metre of distance, which phones need.
inline constexpr double kLeastModuleMinutes = 3.44;
// The least that look.md asks for.
double least_minutes(TextPart part);
double least_contrast(TextPart part);

// What breaks a promise: too small, too faint, letters without a glyph; cut or left out what must
// not be: figures with their units, period and age, states.
std::vector<std::string> legibility_faults(const DrawnTexts& texts, int font_px);

// What readers miss and staff should know, one line a kind: "3 of 8 names are cut".
std::vector<std::string> legibility_notes(const DrawnTexts& texts, int font_px);

}  // namespace pendopo
