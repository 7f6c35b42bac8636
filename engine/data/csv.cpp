#include "engine/data/csv.h"

#include <csv.h>
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/data/figures.h"

namespace pendopo {
namespace {

using Row = std::vector<std::string>;

// The separator that the first line has most of, outside quotes.
char guess_separator(std::string_view text, char decimal) {
    char best = decimal == ',' ? ';' : ',';
    size_t most = 0;
    for (const char candidate : {',', ';', '\t', '|'}) {
        size_t count = 0;
        bool quoted = false;
        for (const char c : text) {
            quoted = quoted != (c == '"');
            if (!quoted && (c == '\n' || c == '\r')) {
                break;
            }
            count += !quoted && c == candidate;
        }
        if (candidate != decimal && count > most) {
            most = count;
            best = candidate;
        }
    }
    return best;
}

// libcsv's parser with the rows it found.
class Rows {
  public:
    Rows() { csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI); }
    ~Rows() { csv_free(&parser_); }
    Rows(const Rows&) = delete;
    Rows& operator=(const Rows&) = delete;

    Result<void> read(std::string_view text, char separator) {
        csv_set_delim(&parser_, static_cast<unsigned char>(separator));
        const size_t read =
            csv_parse(&parser_, text.data(), text.size(), &Rows::field, &Rows::end_of_row, this);
        if (fields_ > ValueLimits::kParts) {
            return fail(ErrorCode::exhausted,
                        fmt::format("more than {} fields; let the source sum them up",
                                    ValueLimits::kParts));
        }
        if (read != text.size() || csv_fini(&parser_, &Rows::field, &Rows::end_of_row, this) != 0) {
            const auto line =
                1 +
                std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(read), '\n');
            return fail(ErrorCode::invalid,
                        fmt::format("no valid CSV: a quote in or before line {} is not closed or "
                                    "stands inside a field",
                                    line));
        }
        return {};
    }
    std::vector<Row>& rows() { return rows_; }

  private:
    static void field(void* text, size_t size, void* self) {
        auto& rows = *static_cast<Rows*>(self);
        if (++rows.fields_ <= ValueLimits::kParts) {
            rows.open_.emplace_back(static_cast<const char*>(text), size);
        }
    }
    static void end_of_row(int, void* self) {
        auto& rows = *static_cast<Rows*>(self);
        if (rows.fields_ <= ValueLimits::kParts) {
            rows.rows_.push_back(std::exchange(rows.open_, {}));
        }
    }

    csv_parser parser_{};
    std::vector<Row> rows_;
    Row open_;
    size_t fields_ = 0;
};

// Names of the columns, each once.
Row column_names(const Row* header, size_t width) {
    Row names;
    for (size_t i = 0; i < width; ++i) {
        std::string name = header != nullptr && i < header->size() ? (*header)[i] : "";
        if (name.empty()) {
            name = std::to_string(i + 1);
        }
        std::string unique = name;
        for (int n = 2; std::find(names.begin(), names.end(), unique) != names.end(); ++n) {
            unique = fmt::format("{} {}", name, n);
        }
        names.push_back(std::move(unique));
    }
    return names;
}

// Whether reading it as a number would lose something that a code or an identity number needs.
bool loses(std::string_view text) {
    const auto digits = static_cast<size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }));
    const bool zero_first = text.size() > 1 && text[0] == '0' && text[1] >= '0' && text[1] <= '9';
    return zero_first || digits >= 16 || text[0] == '+';
}

bool is_number_column(const std::vector<Row>& rows, size_t first, size_t column, char decimal) {
    bool any = false;
    for (size_t i = first; i < rows.size(); ++i) {
        if (column >= rows[i].size() || is_no_figure(rows[i][column])) {
            continue;
        }
        if (loses(rows[i][column]) || !read_figure(rows[i][column], decimal)) {
            return false;
        }
        any = true;
    }
    return any;
}

Result<void> check_widths(std::vector<Row>& rows, size_t first, size_t width, bool cut_off) {
    for (size_t i = first; i < rows.size(); ++i) {
        while (rows[i].size() > width && rows[i].back().empty()) {
            rows[i].pop_back();  // a separator too many at the end of the line says nothing
        }
        if (rows[i].size() > width) {
            return fail(ErrorCode::invalid, fmt::format("row {} has {} fields; expected {}", i + 1,
                                                        rows[i].size(), width));
        }
    }
    if (cut_off && rows.back().size() < width) {
        return fail(ErrorCode::invalid, "the last line is cut off; the file is being written");
    }
    return {};
}

}  // namespace

Result<Value> parse_csv(std::string_view bytes, const SourceConfig& source) {
    const CsvFormat& format = source.csv;
    std::string text =
        clean_utf8(format.encoding == CsvFormat::Encoding::latin1 ? utf8_of_latin1(bytes)
                                                                  : std::string(bytes));
    // A browser or a language's runtime may have sent a page instead.
    if (const size_t begin = text.find_first_not_of(" \t\r\n");
        begin == std::string::npos || text[begin] == '<') {
        return fail(ErrorCode::invalid, begin == std::string::npos
                                            ? "it is empty; expected CSV"
                                            : "it is a web page or XML; expected JSON or CSV");
    }
    Rows reader;
    const char separator =
        format.separator != 0 ? format.separator : guess_separator(text, format.decimal);
    if (const auto read = reader.read(text, separator); !read) {
        return fail(read.error());
    }
    std::vector<Row>& rows = reader.rows();
    const size_t first = format.header ? 1 : 0;
    const size_t width = rows.empty() ? 0 : rows[0].size();
    if (width == 0 || width > ValueLimits::kMembers) {
        return fail(ErrorCode::invalid,
                    fmt::format("the first line has {} fields; expected 1 to {}", width,
                                ValueLimits::kMembers));
    }
    const bool cut_off = rows.size() > first && text.back() != '\n' && text.back() != '\r';
    if (const auto good = check_widths(rows, first, width, cut_off); !good) {
        return fail(good.error());
    }
    const Row names = column_names(format.header ? rows.data() : nullptr, width);
    std::vector<bool> numbers;
    for (size_t column = 0; column < width; ++column) {
        const auto rule = source.columns.find(names[column]);
        numbers.push_back(rule == source.columns.end()
                              ? is_number_column(rows, first, column, format.decimal)
                              : rule->second == ColumnRule::number);
    }
    Value value = Value::array();
    for (size_t i = first; i < rows.size(); ++i) {
        Value::object_t object;
        object.reserve(width);
        for (size_t column = 0; column < width; ++column) {
            Value cell;  // null: the line is short
            if (column < rows[i].size() && numbers[column]) {
                cell = read_figure(rows[i][column], format.decimal).value_or(Value());
            } else if (column < rows[i].size()) {
                cell = std::move(rows[i][column]);
            }
            object.emplace_back(names[column], std::move(cell));
        }
        value.push_back(std::move(object));
    }
    return value;
}

}  // namespace pendopo
