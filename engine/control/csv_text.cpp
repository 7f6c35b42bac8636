#include "engine/control/csv_text.h"

#include <algorithm>

#include "engine/text/plain_text.h"

namespace pendopo {
namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";
constexpr std::string_view kFormula = "=+-@'\t\r";

}  // namespace

std::string csv_cell(std::string_view value) {
    std::string cell;
    if (!value.empty() && kFormula.find(value.front()) != std::string_view::npos) {
        cell += '\'';
    }
    cell += value;
    const bool plain = cell.find_first_of(",;\t\"\r\n") == std::string::npos &&
                       trimmed(cell).size() == cell.size();
    if (plain) {
        return cell;
    }
    std::string quoted = "\"";
    for (const char c : cell) {
        quoted += c;
        quoted += c == '"' ? "\"" : "";
    }
    return quoted + '"';
}

std::string csv_value(std::string_view cell) {
    const bool escaped =
        cell.size() > 1 && cell.front() == '\'' && kFormula.find(cell[1]) != std::string_view::npos;
    return std::string(escaped ? cell.substr(1) : cell);
}

std::string_view without_mark(std::string_view text) {
    return text.starts_with(kMark) ? text.substr(kMark.size()) : text;
}

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return result;
}

std::vector<std::string> split_words(std::string_view text, std::string_view separators) {
    std::vector<std::string> words;
    while (!text.empty()) {
        const size_t end = std::min(text.find_first_of(separators), text.size());
        std::string word(trimmed(text.substr(0, end)));
        if (!word.empty()) {
            words.push_back(std::move(word));
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

std::string id_from(std::string_view name) {
    constexpr size_t kLongest = 64;
    std::string made;
    for (const char c : lower(name)) {
        const bool good = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (good) {
            made += c;
        } else if (!made.empty() && made.back() != '-') {
            made += '-';
        }
    }
    made.resize(std::min(made.size(), kLongest));
    while (!made.empty() && made.back() == '-') {
        made.pop_back();
    }
    return made;
}

}  // namespace pendopo
