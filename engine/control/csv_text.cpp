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

UrlLogin split_login(std::string_view url) {
    const size_t scheme = url.find("://");
    if (scheme == std::string_view::npos) {
        return {std::string(url)};
    }
    const size_t begin = scheme + 3;
    // A password may hold an "@" that should be written as %40; a host never does.
    const size_t end = std::min(url.find_first_of("/?#", begin), url.size());
    const size_t at = url.substr(0, end).rfind('@');
    if (at == std::string_view::npos || at < begin) {
        return {std::string(url)};
    }
    const auto decoded = [](std::string_view text) {
        const auto digit = [](char c) {
            return c >= '0' && c <= '9'   ? c - '0'
                   : c >= 'a' && c <= 'f' ? c - 'a' + 10
                   : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                          : -1;
        };
        std::string out;
        for (size_t i = 0; i < text.size(); ++i) {
            if (text[i] == '%' && i + 2 < text.size() && digit(text[i + 1]) >= 0 &&
                digit(text[i + 2]) >= 0) {
                out += static_cast<char>(digit(text[i + 1]) << 4 | digit(text[i + 2]));
                i += 2;
            } else {
                out += text[i];
            }
        }
        return out;
    };
    const std::string_view login = url.substr(begin, at - begin);
    const size_t colon = std::min(login.find(':'), login.size());
    return {std::string(url.substr(0, begin)) + std::string(url.substr(at + 1)),
            decoded(login.substr(0, colon)),
            decoded(login.substr(std::min(colon + 1, login.size())))};
}

}  // namespace pendopo
