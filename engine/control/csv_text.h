#pragma once
// What stands in a table's cells: written so that spreadsheets take it as it is, read back, and the
// words in it. Pure. Thread: reentrant.

#include <string>
#include <string_view>
#include <vector>

namespace pendopo {

// A value as a cell: quoted where needed, and with ' in front where a spreadsheet would take it for
// a formula.
std::string csv_cell(std::string_view value);
// What stands in such a cell, the ' taken away.
std::string csv_value(std::string_view cell);

std::string_view without_mark(std::string_view text);  // without UTF-8's byte order mark
std::string lower(std::string_view text);              // of A to Z
std::vector<std::string> split_words(std::string_view text, std::string_view separators);
// "Pasar Induk · Gerbang" becomes "pasar-induk-gerbang"; empty when nothing is left of it.
std::string id_from(std::string_view name);

}  // namespace pendopo
