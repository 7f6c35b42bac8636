#include "engine/control/csv_text.h"

#include <algorithm>
#include <array>

namespace pendopo {
namespace {

constexpr size_t kMostRows = 10'000;
constexpr size_t kMostCells = 256;
constexpr size_t kMostCellBytes = 4096;
constexpr std::string_view kMark = "\xEF\xBB\xBF";
constexpr std::string_view kFormula = "=+-@'\t\r";

bool is_utf8(std::string_view text) {
    for (size_t i = 0; i < text.size();) {
        const auto c = static_cast<unsigned char>(text[i]);
        const size_t more = c < 0x80                ? 0
                            : c >= 0xC2 && c < 0xE0 ? 1
                            : c >= 0xE0 && c < 0xF0 ? 2
                            : c >= 0xF0 && c < 0xF5 ? 3
                                                    : 9;
        if (more == 9 || i + more >= text.size() + (more == 0 ? 1 : 0)) {
            return false;
        }
        for (size_t k = 1; k <= more; ++k) {
            if ((static_cast<unsigned char>(text[i + k]) & 0xC0) != 0x80) {
                return false;
            }
        }
        i += more + 1;
    }
    return true;
}

void append_utf8(std::string& out, unsigned code) {
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xC0 | code >> 6);
        out += static_cast<char>(0x80 | (code & 0x3F));
    } else {
        out += static_cast<char>(0xE0 | code >> 12);
        out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (code & 0x3F));
    }
}

// What an older Excel writes.
std::string from_windows_1252(std::string_view text) {
    constexpr std::array<unsigned, 32> kHigh = {
        0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};
    std::string out;
    for (const char each : text) {
        const auto c = static_cast<unsigned char>(each);
        append_utf8(out, c >= 0x80 && c < 0xA0 ? kHigh[c - 0x80] : c);
    }
    return out;
}

// Of the first line, outside quotes.
char separator_of(std::string_view text) {
    std::array<size_t, 3> counts{};
    constexpr std::string_view kSeparators = ";,\t";
    bool quoted = false;
    for (const char c : text) {
        if (c == '"') {
            quoted = !quoted;
        } else if (c == '\n' && !quoted) {
            break;
        } else if (const size_t which = kSeparators.find(c);
                   which != std::string_view::npos && !quoted) {
            ++counts[which];
        }
    }
    const auto most = std::max_element(counts.begin(), counts.end());
    return *most == 0 ? ',' : kSeparators[static_cast<size_t>(most - counts.begin())];
}

// Reads one table from front to back.
class Reader {
  public:
    Reader(std::string_view text, char separator, int line)
        : text_(text), separator_(separator), line_(line) {}

    CsvTable read() {
        while (at_ < text_.size() && table_.problem.empty()) {
            read_row();
        }
        if (!table_.problem.empty()) {
            table_.rows.clear();
        }
        return std::move(table_);
    }

  private:
    void refuse(int line, LocalText problem) {
        table_.problem = std::move(problem);
        table_.problem_line = line;
    }

    void read_row() {
        CsvRow row{line_, {}};
        bool more = true;
        while (more && table_.problem.empty()) {
            row.cells.push_back(read_cell(more));
            if (row.cells.size() > kMostCells) {
                refuse(row.line,
                       {"lebih dari 256 sel dalam satu baris", "more than 256 cells in a line"});
            }
        }
        const bool empty = std::ranges::all_of(
            row.cells, [](const std::string& cell) { return trimmed(cell).empty(); });
        if (!empty) {
            table_.rows.push_back(std::move(row));
        }
        if (table_.rows.size() > kMostRows) {
            refuse(table_.rows.back().line, {"lebih dari 10000 baris", "more than 10000 lines"});
        }
    }

    // `more`: another one follows in this line.
    std::string read_cell(bool& more) {
        std::string cell;
        const int began = line_;
        bool quoted = false;
        more = false;
        while (at_ < text_.size()) {
            const char c = text_[at_++];
            if (quoted) {
                if (c == '"' && at_ < text_.size() && text_[at_] == '"') {
                    cell += text_[at_++];
                } else if (c == '"') {
                    quoted = false;
                } else {
                    line_ += c == '\n' ? 1 : 0;
                    cell += c;
                }
            } else if (c == '"' && trimmed(cell).empty()) {
                quoted = true;
                cell.clear();
            } else if (c == separator_) {
                more = true;
                break;
            } else if (c == '\n') {
                ++line_;
                break;
            } else if (c != '\r') {
                cell += c;
            }
            if (cell.size() > kMostCellBytes) {
                refuse(began, {"sebuah sel lebih dari 4096 bita; kurang tanda kutip?",
                               "a cell of more than 4096 bytes; is a quote missing?"});
                break;
            }
        }
        if (quoted && table_.problem.empty()) {
            refuse(began, {"tanda kutip yang dibuka di sini tidak ditutup",
                           "a quote that begins here does not end"});
        }
        return cell;
    }

    std::string_view text_;
    char separator_;
    int line_;
    size_t at_ = 0;
    CsvTable table_{};
};

}  // namespace

CsvTable read_csv(std::string_view given) {
    if (given.starts_with("\xFF\xFE") || given.starts_with("\xFE\xFF")) {
        return {
            {}, {"UTF-16; simpan sebagai \"CSV UTF-8\"", "UTF-16; save it as \"CSV UTF-8\""}, 1};
    }
    const std::string_view bare = without_mark(given);
    if (bare.find('\0') != std::string_view::npos) {
        return {{},
                {"bukan teks; simpan sebagai \"CSV UTF-8\", bukan buku kerja",
                 "no text; save it as \"CSV UTF-8\", not as a workbook"},
                1};
    }
    const std::string text = is_utf8(bare) ? std::string(bare) : from_windows_1252(bare);
    std::string_view rest = text;
    int line = 1;
    char separator = 0;
    if (rest.starts_with("sep=") && rest.size() > 4) {
        separator = rest[4];
        const size_t end = rest.find('\n');
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        ++line;
    }
    return Reader(rest, separator != 0 ? separator : separator_of(rest), line).read();
}

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

std::string trimmed(std::string_view text) {
    constexpr std::string_view kSpace = " \t\r\n";
    const size_t first = text.find_first_not_of(kSpace);
    return first == std::string_view::npos
               ? std::string()
               : std::string(text.substr(first, text.find_last_not_of(kSpace) - first + 1));
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
        std::string word = trimmed(text.substr(0, end));
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
