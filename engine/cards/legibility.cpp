#include "engine/cards/legibility.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace pendopo {
namespace {

constexpr double kComfortableMinutes = 20;  // what font_px stands for
constexpr double kBodyMinutes = 16;
constexpr double kCaptionMinutes = 14;
constexpr double kBodyContrast = 7;
constexpr double kCaptionContrast = 4.5;  // and of words in colour
// Sizes are whole pixels somewhere on their way, colours one of 256.
constexpr double kRounding = 0.15;

enum class Loss { no, yes };

struct Rule {
    TextPart part;
    std::string_view one;
    std::string_view many;
    double minutes;
    double contrast;
    Loss may_go;
};
constexpr std::array<Rule, 15> kRules{{
    {TextPart::figure, "figure", "figures", kBodyMinutes, kBodyContrast, Loss::no},
    {TextPart::title, "title", "titles", kBodyMinutes, kBodyContrast, Loss::yes},
    {TextPart::subtitle, "subtitle", "subtitles", kCaptionMinutes, kCaptionContrast, Loss::yes},
    {TextPart::name, "name", "names", kBodyMinutes, kBodyContrast, Loss::yes},
    {TextPart::value, "value", "values", kBodyMinutes, kBodyContrast, Loss::no},
    {TextPart::heading, "heading", "headings", kCaptionMinutes, kCaptionContrast, Loss::yes},
    {TextPart::text, "text", "texts", kBodyMinutes, kBodyContrast, Loss::yes},
    {TextPart::comparison, "comparison", "comparisons", kBodyMinutes, kCaptionContrast, Loss::yes},
    {TextPart::caption, "caption", "captions", kCaptionMinutes, kCaptionContrast, Loss::yes},
    {TextPart::source, "source", "sources", kCaptionMinutes, kCaptionContrast, Loss::yes},
    {TextPart::age, "period and age", "periods and ages", kCaptionMinutes, kCaptionContrast,
     Loss::no},
    {TextPart::state, "state", "states", kCaptionMinutes, kCaptionContrast, Loss::no},
    {TextPart::camera, "camera's name", "cameras' names", kCaptionMinutes, kCaptionContrast,
     Loss::yes},
    {TextPart::code, "code", "codes", kLeastModuleMinutes, 0, Loss::no},
    {TextPart::picture, "picture", "pictures", 0, 0, Loss::no},
}};

const Rule& rule_of(TextPart part) {
    return *std::ranges::find(kRules, part, &Rule::part);
}

bool too_small(const DrawnText& text, int font_px) {
    return text.capital_px &&
           arc_minutes(*text.capital_px, font_px) < least_minutes(text.part) - kRounding;
}

}  // namespace

double arc_minutes(double capital_px, int font_px) {
    return font_px > 0 ? kComfortableMinutes * capital_px / (kCapitalShare * font_px) : 0;
}

double least_minutes(TextPart part) {
    return rule_of(part).minutes;
}

double least_contrast(TextPart part) {
    return rule_of(part).contrast;
}

std::vector<std::string> legibility_faults(const DrawnTexts& texts, int font_px) {
    std::vector<std::string> faults;
    for (const DrawnText& text : texts) {
        const Rule& rule = rule_of(text.part);
        const auto fault = [&](const std::string& what) {
            faults.push_back(fmt::format("{} \"{}\" {}", rule.one, text.text, what));
        };
        if (text.left_out) {
            if (rule.may_go == Loss::no) {
                fault("is left out; expected whole");
            }
            continue;
        }
        if (too_small(text, font_px)) {
            fault(fmt::format("is {:.1f} minutes of arc high; expected at least {:g}",
                              arc_minutes(*text.capital_px, font_px), rule.minutes));
        }
        if (text.contrast && *text.contrast < rule.contrast - kRounding) {
            fault(fmt::format("has a contrast of {:.1f}:1; expected at least {:g}:1",
                              *text.contrast, rule.contrast));
        }
        if (text.unknown_glyphs > 0) {
            fault(fmt::format("has {} letters that no font has", text.unknown_glyphs));
        }
        if (text.cut && rule.may_go == Loss::no) {
            fault("is cut; expected whole");
        }
    }
    return faults;
}

std::vector<std::string> legibility_notes(const DrawnTexts& texts, int font_px) {
    std::vector<std::string> notes;
    for (const DrawnText& text : texts) {
        if (text.part == TextPart::picture && text.left_out) {
            notes.push_back(
                fmt::format("\"{}\" is no picture that can be shown; expected a whole "
                            "PNG or JPEG file of at most 64 megapixels",
                            text.text));
        }
    }
    for (const Rule& rule : kRules) {
        if (rule.part == TextPart::picture) {
            continue;  // above: it is not for want of room
        }
        const auto count = [&](auto holds) {
            return std::ranges::count_if(texts, [&](const DrawnText& text) {
                return text.part == rule.part && holds(text);
            });
        };
        const auto all = count([](const DrawnText&) { return true; });
        const auto say = [&](long some, std::string_view what) {
            if (some > 0) {
                notes.push_back(all == 1 ? fmt::format("the {} is {}", rule.one, what)
                                         : fmt::format("{} of {} {} {} {}", some, all, rule.many,
                                                       some == 1 ? "is" : "are", what));
            }
        };
        say(count([](const DrawnText& text) { return text.cut; }), "cut");
        say(count([](const DrawnText& text) { return text.left_out; }),
            "left out for want of room");
        if (rule.minutes == kBodyMinutes) {  // captions are for those who walk up
            say(count([&](const DrawnText& text) { return too_small(text, font_px); }),
                fmt::format("smaller than {:g} minutes of arc", rule.minutes));
        }
    }
    return notes;
}

}  // namespace pendopo
