#include "engine/cards/markup.h"

#include <glib.h>
#include <pango/pango.h>

#include <algorithm>
#include <array>

namespace pendopo {
namespace {

constexpr size_t kMaxBytes = 8192;  // several screens full; more is not for a wall

constexpr std::array<std::string_view, 8> kTags{"b", "i", "u", "s", "small", "big", "sub", "sup"};

void check_element(GMarkupParseContext*, const char* name, const char** attribute_names,
                   const char**, void*, GError** error) {
    if (std::ranges::find(kTags, name) == kTags.end() || *attribute_names != nullptr) {
        g_set_error(error, G_MARKUP_ERROR, G_MARKUP_ERROR_UNKNOWN_ELEMENT, "%s", name);
    }
}

bool is_allowed(const std::string& source) {
    GMarkupParser parser{};
    parser.start_element = check_element;
    // GMarkup wants one root element; that it is closed again is checked by Pango, which adds
    // its own.
    const std::string wrapped = "<b>" + source + "</b>";
    GMarkupParseContext* context =
        g_markup_parse_context_new(&parser, GMarkupParseFlags(0), nullptr, nullptr);
    const bool good = g_markup_parse_context_parse(context, wrapped.data(),
                                                   static_cast<gssize>(wrapped.size()), nullptr) &&
                      g_markup_parse_context_end_parse(context, nullptr);
    g_markup_parse_context_free(context);
    return good;
}

}  // namespace

void AttrListDeleter::operator()(PangoAttrList* list) const {
    pango_attr_list_unref(list);
}

std::optional<StyledText> parse_markup(std::string_view source) {
    const std::string text = valid_utf8(source);
    if (text.size() > kMaxBytes || !is_allowed(text)) {
        return std::nullopt;
    }
    PangoAttrList* list = nullptr;
    char* plain = nullptr;
    if (!pango_parse_markup(text.data(), static_cast<int>(text.size()), 0, &list, &plain, nullptr,
                            nullptr)) {
        return std::nullopt;
    }
    StyledText styled{plain, AttrList(list)};
    g_free(plain);
    return styled;
}

std::string valid_utf8(std::string_view text) {
    char* valid = g_utf8_make_valid(text.data(), static_cast<gssize>(text.size()));
    std::string result(valid);
    g_free(valid);
    return result;
}

}  // namespace pendopo
