#pragma once
// Which scripts this machine has letters for, by what fontconfig knows: for `pendopo doctor`.

#include <string>
#include <string_view>
#include <vector>

namespace pendopo {

struct ScriptFont {
    std::string_view script;
    std::string family;  // of one font that has it; empty: none does
};
// What the wall writes, and what names of cameras and figures may hold.
std::vector<ScriptFont> script_fonts();

}  // namespace pendopo
