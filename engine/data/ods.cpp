// OpenDocument: content.xml has everything. Rows and cells that repeat are written once with how
// often; a sheet of a million empty rows ends that way.

#include <algorithm>
#include <charconv>
#include <optional>
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
    return std::max<size_t>(count, 1);
}

Result<std::vector<std::string>> sheet_names(std::string_view text) {
    std::vector<std::string> names;
    XmlHandler handler;
    handler.begin = [&](std::string_view name, const XmlAttributes& attributes) {
        if (name == "table") {
            names.emplace_back(attribute(attributes, "name"));
        }
        return true;
    };
    if (const auto read = read_xml(text, handler); !read) {
        return fail(read.error());
    }
    return names;
}

class SheetReader {
  public:
    explicit SheetReader(size_t sheet) : sheet_(sheet) {}

    Result<Sheet> read(std::string_view text) {
        XmlHandler handler;
        handler.begin = [this](std::string_view name, const XmlAttributes& attributes) {
            begin(name, attributes);
            return !cells_.full();
        };
        handler.end = [this](std::string_view name) { return end(name); };
        handler.text = [this](std::string_view part) {
            if (paragraph_ && note_ == 0) {
                text_ += part;
            }
        };
        if (const auto read = read_xml(text, handler); !read) {
            return fail(read.error());
        }
        return cells_.take();
    }

  private:
    void begin(std::string_view name, const XmlAttributes& attributes) {
        if (name == "table") {
            inside_ = tables_++ == sheet_;
        }
        if (!inside_) {
            return;
        }
        if (name == "table-row") {
            rows_ = repeated(attributes, "number-rows-repeated");
            row_.clear();
        } else if (name == "table-cell" || name == "covered-table-cell") {
            times_ = repeated(attributes, "number-columns-repeated");
            type_ = attribute(attributes, "value-type");
            number_ = attribute(attributes, "value");
            date_ = attribute(attributes, "date-value");
            time_ = attribute(attributes, "time-value");
            truth_ = attribute(attributes, "boolean-value");
            text_.clear();
            cell_ = true;
        } else if (name == "annotation") {
            ++note_;  // a remark on the cell is not its text
        } else if (name == "p" && cell_ && note_ == 0) {
            text_ += paragraph_seen_ ? "\n" : "";
            paragraph_ = paragraph_seen_ = true;
        } else if (name == "s" && paragraph_ && note_ == 0) {
            text_ += ' ';
        }
    }
    bool end(std::string_view name) {
        if (!inside_) {
            return true;
        }
        if (name == "p") {
            paragraph_ = false;
        } else if (name == "annotation") {
            --note_;
        } else if (name == "table-cell" || name == "covered-table-cell") {
            const Value cell = value();
            const bool empty =
                cell.is_null() || (cell.is_string() && text_.empty() && date_.empty());
            if (!empty || row_.size() + times_ <= ValueLimits::kMembers) {
                row_.insert(row_.end(), std::min(times_, ValueLimits::kMembers + 1), cell);
            }
            cell_ = paragraph_seen_ = false;
        } else if (name == "table-row") {
            put_row();
        } else if (name == "table") {
            return false;
        }
        return true;
    }
    void put_row() {
        const bool empty = std::all_of(row_.begin(), row_.end(), [](const Value& cell) {
            return cell.is_null() ||
                   (cell.is_string() && cell.get_ref<const std::string&>().empty());
        });
        for (size_t i = 0; !empty && i < rows_ && !cells_.full(); ++i) {
            for (size_t column = 0; column < row_.size(); ++column) {
                cells_.put(line_ + i, column, row_[column]);
            }
        }
        line_ += rows_;
    }
    Value value() const {
        if (type_ == "float" || type_ == "percentage" || type_ == "currency") {
            double number = 0;
            const auto [stop, error] =
                std::from_chars(number_.data(), number_.data() + number_.size(), number);
            if (error != std::errc() || number_.empty()) {
                return text_;
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

    size_t sheet_;
    size_t tables_ = 0;
    bool inside_ = false;
    SheetCells cells_;
    size_t line_ = 1;
    size_t rows_ = 1;
    size_t times_ = 1;
    std::vector<Value> row_;
    std::string type_, number_, date_, time_, truth_, text_;
    bool cell_ = false;
    bool paragraph_ = false;
    bool paragraph_seen_ = false;
    int note_ = 0;
};

}  // namespace

Result<Sheet> read_ods(ZipArchive& archive, const std::string& sheet, ValueReading& reading) {
    const auto text = archive.read("content.xml");
    if (!text) {
        return fail(text.error());
    }
    const auto names = sheet_names(*text);
    if (!names) {
        return fail(names.error());
    }
    const auto chosen =
        choose_sheet(*names, std::vector<bool>(names->size(), false), sheet, reading);
    if (!chosen) {
        return fail(chosen.error());
    }
    return SheetReader(*chosen).read(*text);
}

}  // namespace pendopo
