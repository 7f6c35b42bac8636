#pragma once
// The JavaScript that is part of the program, in the order in which it is loaded: what the
// libraries expect of a host, the libraries, ours, and the lockdown.

#include <span>
#include <string_view>

namespace pendopo {

struct EmbeddedScript {
    std::string_view name;  // "chart.js"; named in errors
    std::string_view text;
};

// Thread: safe.
std::span<const EmbeddedScript> embedded_scripts();

}  // namespace pendopo
