#pragma once
// Tables as spreadsheets write and read them, and the words in their cells. Pure. Thread:
// reentrant.

#include <string>
#include <string_view>
#include <vector>

#include "config/local_text.h"

namespace pendopo {

struct CsvRow {
    int line = 0;  // of its first cell, from 1
    std::vector<std::string> cells;
};
struct CsvTable {
    std::vector<CsvRow> rows;  // empty lines are left out
    LocalText problem{};       // a quote that does not end, too much; then no rows
    int problem_line = 0;
};
// "," ";" or tabs, whichever the first line has most of; a line "sep=;" before it says so. UTF-8
// with or without its mark; what is none is read as windows-1252.
CsvTable read_csv(std::string_view text);

// A value as a cell: quoted where needed, and with ' in front where a spreadsheet would take it for
// a formula.
std::string csv_cell(std::string_view value);
// What stands in such a cell, the ' taken away.
std::string csv_value(std::string_view cell);

std::string_view without_mark(std::string_view text);  // without UTF-8's byte order mark
std::string trimmed(std::string_view text);
std::string lower(std::string_view text);  // of A to Z
std::vector<std::string> split_words(std::string_view text, std::string_view separators);
// "Pasar Induk · Gerbang" becomes "pasar-induk-gerbang"; empty when nothing is left of it.
std::string id_from(std::string_view name);

// "rtsp://user:password@host/path" taken apart; the address alone where there is no login.
struct UrlLogin {
    std::string address;
    std::string user{};
    std::string password{};
};
UrlLogin split_login(std::string_view url);

}  // namespace pendopo
