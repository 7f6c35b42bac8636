#include "engine/cards/font_list.h"

#include <fontconfig/fontconfig.h>

#include <iterator>
#include <memory>

namespace pendopo {
namespace {

struct Script {
    std::string_view name;
    FcChar32 letter;  // whoever has this one has the script
};
constexpr Script kScripts[] = {{"Latin", U'A'},
                               {"Javanese", U'\uA98F'},
                               {"Arabic", U'\u0639'},
                               {"CJK", U'\u4E2D'},
                               {"emoji", U'\U0001F600'}};

std::string family_with(FcChar32 letter) {
    using Pattern = std::unique_ptr<FcPattern, decltype(&FcPatternDestroy)>;
    using Letters = std::unique_ptr<FcCharSet, decltype(&FcCharSetDestroy)>;
    using Names = std::unique_ptr<FcObjectSet, decltype(&FcObjectSetDestroy)>;
    using Fonts = std::unique_ptr<FcFontSet, decltype(&FcFontSetDestroy)>;
    const Letters letters(FcCharSetCreate(), FcCharSetDestroy);
    FcCharSetAddChar(letters.get(), letter);
    const Pattern wanted(FcPatternCreate(), FcPatternDestroy);
    FcPatternAddCharSet(wanted.get(), FC_CHARSET, letters.get());
    const Names names(FcObjectSetBuild(FC_FAMILY, nullptr), FcObjectSetDestroy);
    const Fonts fonts(FcFontList(nullptr, wanted.get(), names.get()), FcFontSetDestroy);
    FcChar8* family = nullptr;
    if (fonts == nullptr || fonts->nfont == 0 ||
        FcPatternGetString(fonts->fonts[0], FC_FAMILY, 0, &family) != FcResultMatch) {
        return {};
    }
    return reinterpret_cast<const char*>(family);
}

}  // namespace

std::vector<ScriptFont> script_fonts() {
    std::vector<ScriptFont> all;
    for (const Script& script : kScripts) {
        all.push_back({script.name, family_with(script.letter)});
    }
    return all;
}

}  // namespace pendopo
