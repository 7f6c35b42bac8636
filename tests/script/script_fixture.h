#pragma once
// One engine for all tests of this program, as it is one for all cards of a wall, and short ways to
// run a card on it.

#include <string>
#include <string_view>

#include "engine/script/script_engine.h"

namespace pendopo::test {

ScriptEngine& engine();

// A job for a value without sources.
ScriptJob value_job();
ScriptJob svg_job(PixelSize size);

// The expression's value over one source, as JSON text, or "! " and the error.
std::string shape(std::string_view expression, std::string_view value);
// The chart with that option (JSON), or "! " and the error.
std::string chart(std::string_view option, std::string_view value = "null");

}  // namespace pendopo::test
