#include "engine/text/csv_rows.h"

#include <csv.h>

#include <algorithm>
#include <array>
#include <utility>

#include "engine/text/plain_text.h"

namespace pendopo {
namespace {

// The comma last: where lines have as many commas, those stand in names and before decimals.
constexpr char kSeparators[] = {';', '\t', '|', ','};

// With \n at the end of each line, so that lines can be counted.
std::string with_plain_ends(std::string_view text) {
    std::string plain;
    plain.reserve(text.size());
    for (size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\r') {
            plain += '\n';
            i += i + 1 < text.size() && text[i + 1] == '\n' ? 1 : 0;
        } else {
            plain += text[i];
        }
    }
    return plain;
}

// How often each separator stands outside quotes in the lines from `from` on that are not empty.
using Counts = std::vector<std::array<size_t, std::size(kSeparators)>>;
Counts count_separators(std::string_view text, size_t from) {
    constexpr size_t kLooked = 30;
    Counts counts;
    size_t line = 1;
    bool quoted = false;
    bool open = false;
    for (const char c : text) {
        quoted = quoted != (c == '"');
        if (c == '\n' && !quoted) {
            ++line;
            open = false;
            if (counts.size() == kLooked) {
                break;
            }
            continue;
        }
        if (line < from) {
            continue;
        }
        if (!std::exchange(open, true)) {
            counts.push_back({});
        }
        for (size_t i = 0; i < std::size(kSeparators) && !quoted; ++i) {
            counts.back()[i] += c == kSeparators[i];
        }
    }
    return counts;
}

// The separator that the first line has and most lines have as often; 0: the first line has none
// although those below agree on one.
char guess_separator(std::string_view text, const CsvFormat& format) {
    const Counts counts = count_separators(text, static_cast<size_t>(format.header_row));
    char best = format.decimal == ',' ? ';' : ',';
    if (counts.empty()) {
        return best;
    }
    size_t most = 0;
    bool below = false;
    for (size_t i = 0; i < std::size(kSeparators); ++i) {
        if (kSeparators[i] == format.decimal) {
            continue;
        }
        const size_t first = counts.front()[i];
        const auto like_first = static_cast<size_t>(std::count_if(
            counts.begin(), counts.end(), [&](const auto& line) { return line[i] == first; }));
        if (const size_t score = like_first * 1000 + first; first > 0 && score > most) {
            most = score;
            best = kSeparators[i];
        }
        below = below || (counts.size() > 2 && kSeparators[i] != ',' && counts[1][i] > 0 &&
                          std::all_of(counts.begin() + 1, counts.end(),
                                      [&](const auto& line) { return line[i] == counts[1][i]; }));
    }
    return most == 0 && below ? '\0' : best;
}

// libcsv's parser with the rows it found.
class Parser {
  public:
    explicit Parser(size_t most_fields) : most_fields_(most_fields) {
        csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL);
    }
    ~Parser() { csv_free(&parser_); }
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;

    void read(std::string_view text, CsvRows& result) {
        csv_set_delim(&parser_, static_cast<unsigned char>(result.separator));
        const size_t read = csv_parse(&parser_, text.data(), text.size(), &Parser::field,
                                      &Parser::end_of_row, this);
        if (fields_ > most_fields_) {
            result.fault = CsvFault::fields;
        } else if (read != text.size() ||
                   csv_fini(&parser_, &Parser::field, &Parser::end_of_row, this) != 0) {
            const std::string_view before = text.substr(0, read);
            result.fault = CsvFault::quote;
            result.fault_line =
                1 + static_cast<size_t>(std::count(before.begin(), before.end(), '\n'));
        } else {
            result.rows = std::move(rows_);
        }
    }

  private:
    static void field(void* text, size_t size, void* self) {
        auto& parser = *static_cast<Parser*>(self);
        if (++parser.fields_ <= parser.most_fields_) {
            const std::string_view cell(static_cast<const char*>(text), size);
            parser.inside_ += static_cast<size_t>(std::count(cell.begin(), cell.end(), '\n'));
            parser.open_.emplace_back(cell);
        }
    }
    static void end_of_row(int, void* self) {
        auto& parser = *static_cast<Parser*>(self);
        if (parser.fields_ <= parser.most_fields_ && !parser.open_.empty()) {
            parser.rows_.push_back({parser.line_, std::exchange(parser.open_, {})});
        }
        parser.line_ += 1 + std::exchange(parser.inside_, 0);
    }

    csv_parser parser_{};
    std::vector<CsvRow> rows_;
    std::vector<std::string> open_;
    size_t line_ = 1;    // where the open row begins
    size_t inside_ = 0;  // ends of lines in its quotes
    size_t fields_ = 0;
    size_t most_fields_;
};

// "sep=;", as spreadsheets read and write it above the table; its separator, or 0.
char take_separator_line(std::string& text) {
    const size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = std::string_view(text).substr(0, end);
    while (line.size() > 1 && line.front() == '"' && line.back() == '"') {
        line = line.substr(1, line.size() - 2);
    }
    constexpr size_t kSize = 5;
    if (line.size() != kSize || plain_text(line.substr(0, 4)) != "sep=" ||
        std::find(std::begin(kSeparators), std::end(kSeparators), line[4]) ==
            std::end(kSeparators)) {
        return 0;
    }
    const char separator = line[4];
    text.erase(0, end);  // its end stays, so that lines keep their numbers
    return separator;
}

}  // namespace

CsvRows read_csv_rows(std::string_view text, const CsvFormat& format, size_t most_fields) {
    CsvRows result;
    std::string plain = with_plain_ends(text);
    // A browser or a language's runtime may have sent a page instead.
    const size_t begin = plain.find_first_not_of(" \t\n");
    if (begin == std::string::npos || plain[begin] == '<') {
        result.fault = begin == std::string::npos ? CsvFault::empty : CsvFault::markup;
        return result;
    }
    const char said = take_separator_line(plain);
    result.separator = format.separator != 0 ? format.separator
                       : said != 0           ? said
                                             : guess_separator(plain, format);
    result.cut_off = plain.back() != '\n';
    if (result.separator == 0) {
        result.fault = CsvFault::title;
        return result;
    }
    Parser(most_fields).read(plain, result);
    return result;
}

}  // namespace pendopo
