#pragma once
// The markup that a text card may carry: <b> <i> <u> <s> <small> <big> <sub> <sup>, the five XML
// entities, nothing else. No colours, sizes or fonts: those are the theme's.

#include <memory>
#include <optional>
#include <string>
#include <string_view>

typedef struct _PangoAttrList PangoAttrList;

namespace pendopo {

struct AttrListDeleter {
    void operator()(PangoAttrList* list) const;
};
using AttrList = std::unique_ptr<PangoAttrList, AttrListDeleter>;

struct StyledText {
    std::string text;     // without tags
    AttrList attributes;  // never null
};

// Nothing when it is not that markup; the caller then shows the text as it was written.
std::optional<StyledText> parse_markup(std::string_view source);

// `text` with what is not UTF-8 replaced.
std::string valid_utf8(std::string_view text);

}  // namespace pendopo
