#include "engine/script/text_widths.h"

#include <pango/pangocairo.h>

#include <memory>
#include <nlohmann/json.hpp>

namespace pendopo {
namespace {

constexpr int kSize = 1000;  // pixels: hinting is nothing at that size
constexpr char32_t kLastLatin = 0x17F;
constexpr char32_t kSigns[] = {0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D,
                               0x2022, 0x2026, 0x20AC, 0x2212, 0x2192, 0x25B2,
                               0x25BC, 0x25A0, 0x25CF, 0x2264, 0x2265, 0x202F};

template <class T>
using Object = std::unique_ptr<T, decltype(&g_object_unref)>;

nlohmann::json widths_of(PangoContext* context, const char* font) {
    const Object<PangoLayout> layout(pango_layout_new(context), g_object_unref);
    PangoFontDescription* description = pango_font_description_from_string(font);
    pango_font_description_set_absolute_size(description, kSize * PANGO_SCALE);
    pango_layout_set_font_description(layout.get(), description);
    pango_font_description_free(description);

    nlohmann::json widths = nlohmann::json::object();
    const auto measure = [&](char32_t character) {
        char text[8] = {};
        const int length = g_unichar_to_utf8(character, text);
        pango_layout_set_text(layout.get(), text, length);
        int width = 0;
        pango_layout_get_size(layout.get(), &width, nullptr);
        widths[text] = width / PANGO_SCALE / double(kSize);
    };
    for (char32_t character = 0x20; character <= kLastLatin; ++character) {
        if (character < 0x7F || character >= 0xA0) {
            measure(character);
        }
    }
    for (const char32_t sign : kSigns) {
        measure(sign);
    }
    return widths;
}

}  // namespace

std::string measure_text_widths() {
    const Object<PangoFontMap> map(pango_cairo_font_map_new(), g_object_unref);
    const Object<PangoContext> context(pango_font_map_create_context(map.get()), g_object_unref);
    return nlohmann::json{{"regular", widths_of(context.get(), "Inter")},
                          {"bold", widths_of(context.get(), "Inter Semi-Bold")}}
        .dump();
}

}  // namespace pendopo
