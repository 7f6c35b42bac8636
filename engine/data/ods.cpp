// OpenDocument: content.xml has everything. Rows and cells that repeat are written once with how
// often; a sheet of a million empty rows ends that way.

#include <algorithm>
#include <charconv>
#include <set>
#include <vector>

#include "engine/data/sheet_cells.h"
#include "engine/data/workbook.h"
#include "engine/data/xml_events.h"

namespace pendopo {
namespace {

size_t repeated(const XmlAttributes& attributes, std::string_view name) {
    size_t count = 1;
    const std::string_view text = attribute(attributes, name);
    std::from_chars(text.data(), text.data() + text.size(), count);
    constexpr size_t kMost = 1'000'000'000;  // more than any sheet has
    return std::clamp<size_t>(count, 1, kMost);
}

struct Sheets {
    std::vector<std::string> names;
    std::vector<bool> hidden;
};

Result<Sheets> read_sheets(std::string_view text) {
    Sheets sheets;
    std::set<std::string, std::less<>> hiding;  // styles
    std::string style;
    XmlHandler handler;
    handler.begin = [&](std::string_view name, const XmlAttributes& attributes) {
        if (name == "style") {
            style = attribute(attributes, "name");
        } else if (name == "table-properties" && attribute(attributes, "display") == "false") {
            hiding.insert(style);
        } else if (name == "table") {
            sheets.names.emplace_back(attribute(attributes, "name"));
            sheets.hidden.push_back(hiding.contains(attribute(attributes, "style-name")));
        }
        return true;
    };
    if (const auto read = read_xml(text, handler); !read) {
        return fail(read.error());
    }
    return sheets;
}

// What stands on a cell and is not its text: remarks, and what is drawn there.
bool is_aside(std::string_view name) {
    constexpr std::string_view kAsides[] = {"annotation", "frame", "custom-shape", "caption",
                                            "rect",       "line",  "ellipse",      "g"};
    return std::find(std::begin(kAsides), std::end(kAsides), name) != std::end(kAsides);
}

class SheetReader {
  public:
    SheetReader(size_t sheet, ValueReading& reading) : sheet_(sheet), reading_(reading) {}

    Result<Sheet> read(std::string_view text) {
        XmlHandler handler;
        handler.begin = [this](std::string_view name, const XmlAttributes& attributes) {
            begin(name, attributes);
            return !cells_.full();
        };
        handler.end = [this](std::string_view name) { return end(name); };
        handler.text = [this](std::string_view part) {
            if (paragraph_ && asides_ == 0) {
                text_ += part;
            }
        };
        if (const auto read = read_xml(text, handler); !read) {
            return fail(read.error());
        }
        return cells_.take(reading_);
    }

  private:
    void begin(std::string_view name, const XmlAttributes& attributes) {
        if (name == "table") {
            const bool within = inside_;  // a table in a cell or a drawing of it
            asides_ += within ? 1 : 0;
            inside_ = within || tables_ == sheet_;
            ++tables_;
        } else if (inside_ && is_aside(name)) {
            ++asides_;
        } else if (inside_ && asides_ == 0) {
            begin_in_table(name, attributes);
        }
    }

    void begin_in_table(std::string_view name, const XmlAttributes& attributes) {
        if (name == "table-row") {
            rows_ = repeated(attributes, "number-rows-repeated");
            row_.clear();
            width_ = 0;
        } else if (name == "table-cell" || name == "covered-table-cell") {
            times_ = repeated(attributes, "number-columns-repeated");
            type_ = attribute(attributes, "value-type");
            number_ = attribute(attributes, "value");
            date_ = attribute(attributes, "date-value");
            time_ = attribute(attributes, "time-value");
            truth_ = attribute(attributes, "boolean-value");
            formula_ = !attribute(attributes, "formula").empty();
            text_.clear();
            cell_ = true;
        } else if (cell_ && name == "p") {
            text_ += paragraph_seen_ ? "\n" : "";
            paragraph_ = paragraph_seen_ = true;
        } else if (paragraph_ && (name == "s" || name == "tab" || name == "line-break")) {
            text_ += name == "line-break" ? '\n' : ' ';
        }
    }
    bool end(std::string_view name) {
        if (!inside_) {
            return true;
        }
        if (is_aside(name) || (name == "table" && asides_ > 0)) {
            --asides_;
        } else if (asides_ > 0) {
            return true;
        } else if (name == "p") {
            paragraph_ = false;
        } else if (name == "table-cell" || name == "covered-table-cell") {
            add_cell();
            cell_ = paragraph_seen_ = false;
        } else if (name == "table-row") {
            put_row();
        } else if (name == "table") {
            return false;
        }
        return true;
    }
    // However often it repeats it is kept once.
    void add_cell() {
        if (formula_ && type_.empty() && text_.empty()) {
            cells_.put_unsolved("row " + std::to_string(line_));
        }
        Value cell = value();
        const bool empty =
            cell.is_null() || (cell.is_string() && cell.get_ref<const std::string&>().empty());
        if (!empty && (row_.empty() || row_.back().column < ValueLimits::kMembers)) {
            const bool share = type_ == "percentage" && cell.is_number();
            row_.push_back({width_, times_, std::move(cell), share ? Shown::share : Shown::plain});
        }
        // One more than fits is enough to know that it does not.
        width_ = std::min(width_ + std::min(times_, kTooWide), kTooWide);
    }
    void put_row() {
        for (size_t i = 0; !row_.empty() && i < rows_ && !cells_.full(); ++i) {
            for (const Run& run : row_) {
                for (size_t n = 0; n < run.times && !cells_.full(); ++n) {
                    cells_.put(line_ + i, run.column + n, run.value, run.shown);
                }
            }
        }
        line_ += rows_;
    }
    Value value() const {
        if (type_ == "float" || type_ == "percentage" || type_ == "currency") {
            double number = 0;
            const auto [stop, error] =
                std::from_chars(number_.data(), number_.data() + number_.size(), number);
            if (error != std::errc() || stop != number_.data() + number_.size()) {
                return text_.empty() ? number_ : text_;
            }
            // An error has the value 0 and says what it is in its text.
            if (text_.starts_with('#') || text_.starts_with("Err:")) {
                return text_;
            }
            return type_ == "percentage" ? share_cell(number) : number_cell(number);
        }
        if (type_ == "date") {
            return date_.substr(0, date_.size() > 16 && date_.ends_with("T00:00:00") ? 10 : 16);
        }
        if (type_ == "boolean") {
            return truth_ == "true";
        }
        return type_.empty() && text_.empty() ? Value() : Value(text_);
    }

    static constexpr size_t kTooWide = ValueLimits::kMembers + 1;
    struct Run {
        size_t column;
        size_t times;
        Value value;
        Shown shown;
    };

    size_t sheet_;
    ValueReading& reading_;
    size_t tables_ = 0;
    bool inside_ = false;
    SheetCells cells_;
    size_t line_ = 1;
    size_t rows_ = 1;
    size_t times_ = 1;
    std::vector<Run> row_;
    size_t width_ = 0;  // of the row so far
    std::string type_, number_, date_, time_, truth_, text_;
    bool cell_ = false;
    bool formula_ = false;
    bool paragraph_ = false;
    bool paragraph_seen_ = false;
    int asides_ = 0;  // that are open
};

}  // namespace

Result<Sheet> read_ods(ZipArchive& archive, const std::string& sheet, ValueReading& reading) {
    const auto text = archive.read("content.xml");
    if (!text) {
        return fail(text.error());
    }
    const auto sheets = read_sheets(*text);
    if (!sheets) {
        return fail(sheets.error());
    }
    const auto chosen = choose_sheet(sheets->names, sheets->hidden, sheet, reading);
    if (!chosen) {
        return fail(chosen.error());
    }
    return SheetReader(*chosen, reading).read(*text);
}

}  // namespace pendopo
