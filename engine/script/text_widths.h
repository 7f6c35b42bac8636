#pragma once
// How wide the characters of the wall's typeface are, so that a chart can leave room for its texts
// before anybody draws it.

#include <string>

namespace pendopo {

// JSON: {"regular": {"A": 0.68, …}, "bold": {…}}, each character's advance at a size of 1. Covers
// Latin and the signs that figures use; what is missing counts as 1. Asks Pango, which the drawing
// is set with too. Opens font files. Thread: reentrant.
std::string measure_text_widths();

}  // namespace pendopo
