#pragma once
// What control and the script worker say to each other. See messages.h for the rules of all of
// them.
//   control → script   ScriptJob + fds
//   script  → control  ScriptReady, ScriptDone + fd, WorkerHealth

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/base/enum_words.h"
#include "engine/base/geometry.h"
#include "engine/base/result.h"
#include "engine/ipc/shared_messages.h"

namespace pendopo {

enum class ScriptOutput {
    value,  // the expression's value as JSON text
    svg,    // the chart or map drawn from it
    check,  // nothing: what can be told of the card's code without any value
};
constexpr auto words_of(ScriptOutput /*any*/) {
    return enum_words<ScriptOutput>({{ScriptOutput::value, "value"},
                                     {ScriptOutput::svg, "svg"},
                                     {ScriptOutput::check, "check"}});
}
// One run of a card's own code: its expression, and for a chart or map the drawing. Carries fds, in
// this order: the card's definition (JSON text), one value per name in `sources`, one file per name
// in `files`. One job at a time; the worker ends itself when it takes too much time or memory, and
// says why in ScriptDone before.
struct ScriptJob {
    uint64_t id = 0;
    ScriptOutput output = ScriptOutput::value;
    std::vector<std::string> sources;  // names by which the expression knows the values
    std::vector<std::string> files;    // as the definition names them (GeoJSON)
    PixelSize size;                    // of the drawing
    int font_px = 64;                  // the display's comfortable font size b
    std::string language = "id";
    std::string timezone = "Asia/Jakarta";
    std::string theme;  // JSON text of the theme file; empty: the dark theme
    bool operator==(const ScriptJob&) const = default;
};
struct ScriptReady {  // the engine is loaded; jobs are answered quickly from now on
    bool operator==(const ScriptReady&) const = default;
};
struct ScriptDone {  // carries one fd, the output, when `error` is empty
    uint64_t id = 0;
    std::string error;  // for staff: what is wrong with the expression, option or data
    int64_t took_ms = 0;
    std::vector<std::string> notes{};  // for staff: drawn, but a district has no figure …
    bool operator==(const ScriptDone&) const = default;
};

using ToScript = std::variant<ScriptJob>;
using FromScript = std::variant<ScriptReady, ScriptDone, WorkerHealth>;

std::string encode(const ToScript& message);
std::string encode(const FromScript& message);
// Errors: invalid, with what is wrong.
Result<ToScript> decode_to_script(std::string_view text);
Result<FromScript> decode_from_script(std::string_view text);

}  // namespace pendopo
