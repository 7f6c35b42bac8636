#pragma once
// What only the wall's other programs can find out, as only they have the libraries: asked one
// after the other, each with a deadline. Thread: reentrant; blocks.

#include <string>
#include <string_view>
#include <vector>

#include "engine/doctor/facts.h"
#include "engine/ipc/render_messages.h"

namespace pendopo {

// Graphics and fonts, by pendopo-render and pendopo-cards.
void gather_graphics(MachineFacts& facts);
void gather_fonts(MachineFacts& facts);
// The outputs, also as facts; none where no X server answers.
std::vector<OutputInfo> gather_outputs(MachineFacts& facts);

// ---- what those programs print; pure. What cannot be read changes nothing.
void read_graphics(std::string_view printed, MachineFacts& facts);
void read_fonts(std::string_view printed, MachineFacts& facts);

}  // namespace pendopo
