// Office Open XML: xl/workbook.xml names the sheets, their relations say where each stands, texts
// stand in xl/sharedStrings.xml, and what a number is (a date, a share) in xl/styles.xml.

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <vector>

#include "engine/data/sheet_cells.h"
#include "engine/data/workbook.h"
#include "engine/data/xml_events.h"

namespace pendopo {
namespace {

enum class Style { plain, day, hours, share };

// What a number format of Excel shows: d, m, y or h outside quotes and brackets is a moment, and
// hours that count on over a day stand in brackets.
Style style_of_format(std::string_view format) {
    bool quoted = false;
    bool bracket = false;
    for (size_t i = 0; i < format.size() && format[i] != ';'; ++i) {
        const char c = format[i];
        if (c == '\\' || c == '_' || c == '*') {
            ++i;  // the next one is shown as it is, or fills
        } else if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && (c == '[' || c == ']')) {
            bracket = c == '[';
            const std::string_view unit = format.substr(i + 1, format.find(']', i) - i - 1);
            if (bracket && !unit.empty() && unit.find_first_not_of("hHmMsS") == unit.npos) {
                return Style::hours;
            }
        } else if (!quoted && !bracket) {
            if (std::string_view("dDmMyYhH").find(c) != std::string_view::npos) {
                return Style::day;
            }
            if (c == '%') {
                return Style::share;
            }
        }
    }
    return Style::plain;
}

Style style_of_builtin(int id) {
    // ECMA-376 part 1, 18.8.30: 9 and 10 are shares, 14 to 22 and 45 to 47 moments; 27 to 36 and 50
    // to 58 are those of East Asia.
    if (id == 9 || id == 10) {
        return Style::share;
    }
    if (id == 46) {
        return Style::hours;  // [h]:mm:ss
    }
    return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) ||
                   (id >= 50 && id <= 58)
               ? Style::day
               : Style::plain;
}

int whole(std::string_view text) {
    int number = -1;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

struct Book {
    std::vector<std::string> names;
    std::vector<bool> hidden;
    std::vector<std::string> relations;  // of each sheet
    bool since_1904 = false;
    // Whoever wrote it has not worked out its formulas: a zero (XlsxWriter) stands for no value.
    bool unsolved = false;
};

Result<Book> read_book(ZipArchive& archive) {
    const auto text = archive.read("xl/workbook.xml");
    if (!text) {
        return fail(text.error());
    }
    Book book;
    XmlHandler handler;
    handler.begin = [&](std::string_view name, const XmlAttributes& attributes) {
        if (name == "workbookPr") {
            const std::string_view since = attribute(attributes, "date1904");
            book.since_1904 = since == "1" || since == "true";
        } else if (name == "calcPr") {
            const std::string_view all = attribute(attributes, "fullCalcOnLoad");
            book.unsolved = all == "1" || all == "true";
        } else if (name == "sheet") {
            book.names.emplace_back(attribute(attributes, "name"));
            const std::string_view state = attribute(attributes, "state");
            book.hidden.push_back(state == "hidden" || state == "veryHidden");
            book.relations.emplace_back(attribute(attributes, "id"));
        }
        return true;
    };
    if (const auto read = read_xml(*text, handler); !read) {
        return fail(read.error());
    }
    return book;
}

// Where the sheet of a relation stands in the archive.
Result<std::string> part_of(ZipArchive& archive, const std::string& relation) {
    const auto text = archive.read("xl/_rels/workbook.xml.rels");
    if (!text) {
        return fail(text.error());
    }
    std::string target;
    XmlHandler handler;
    handler.begin = [&](std::string_view name, const XmlAttributes& attributes) {
        if (name == "Relationship" && attribute(attributes, "Id") == relation) {
            target = attribute(attributes, "Target");
        }
        return target.empty();
    };
    if (const auto read = read_xml(*text, handler); !read) {
        return fail(read.error());
    }
    return target.starts_with('/') ? target.substr(1) : "xl/" + target;
}

Result<std::vector<Style>> read_styles(ZipArchive& archive) {
    std::vector<Style> styles;
    if (!archive.has("xl/styles.xml")) {
        return styles;
    }
    const auto text = archive.read("xl/styles.xml");
    if (!text) {
        return fail(text.error());
    }
    std::map<int, Style> own;
    bool cells = false;
    XmlHandler handler;
    handler.begin = [&](std::string_view name, const XmlAttributes& attributes) {
        if (name == "numFmt") {
            own[whole(attribute(attributes, "numFmtId"))] =
                style_of_format(attribute(attributes, "formatCode"));
        } else if (name == "cellXfs") {
            cells = true;
        } else if (name == "xf" && cells) {
            const int id = whole(attribute(attributes, "numFmtId"));
            const auto found = own.find(id);
            styles.push_back(found != own.end() ? found->second : style_of_builtin(id));
        }
        return true;
    };
    handler.end = [&](std::string_view name) {
        cells = cells && name != "cellXfs";
        return true;
    };
    if (const auto read = read_xml(*text, handler); !read) {
        return fail(read.error());
    }
    return styles;
}

Result<std::vector<std::string>> read_strings(ZipArchive& archive) {
    std::vector<std::string> strings;
    if (!archive.has("xl/sharedStrings.xml")) {
        return strings;
    }
    const auto text = archive.read("xl/sharedStrings.xml");
    if (!text) {
        return fail(text.error());
    }
    bool shown = false;     // inside <t>
    bool phonetic = false;  // how to say it, not what it is
    XmlHandler handler;
    handler.begin = [&](std::string_view name, const XmlAttributes&) {
        if (name == "si") {
            strings.emplace_back();
        }
        phonetic = phonetic || name == "rPh";
        shown = name == "t" && !phonetic && !strings.empty();
        return strings.size() <= ValueLimits::kParts;
    };
    handler.end = [&](std::string_view name) {
        shown = false;
        phonetic = phonetic && name != "rPh";
        return true;
    };
    handler.text = [&](std::string_view part) {
        if (shown) {
            strings.back() += part;
        }
    };
    if (const auto read = read_xml(*text, handler); !read) {
        return fail(read.error());
    }
    return strings;
}

// "BC17": line 17, column 54.
bool read_place(std::string_view place, size_t& line, size_t& column) {
    size_t letters = 0;
    size_t number = 0;
    while (letters < place.size() && letters < 4 && place[letters] >= 'A' &&
           place[letters] <= 'Z') {
        number = number * 26 + static_cast<size_t>(place[letters] - 'A' + 1);
        ++letters;
    }
    const int row = whole(place.substr(letters));
    if (letters == 0 || row < 1) {
        return false;
    }
    column = number - 1;
    line = static_cast<size_t>(row);
    return true;
}

class SheetReader {
  public:
    SheetReader(const std::vector<Style>& styles, const std::vector<std::string>& strings,
                const Book& book, ValueReading& reading)
        : styles_(styles), strings_(strings), book_(book), reading_(reading) {}

    Result<Sheet> read(std::string_view text) {
        XmlHandler handler;
        handler.begin = [this](std::string_view name, const XmlAttributes& attributes) {
            begin(name, attributes);
            return !cells_.full();
        };
        handler.end = [this](std::string_view name) {
            end(name);
            return name != "sheetData";
        };
        handler.text = [this](std::string_view part) {
            if (wanted_) {
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
        if (name == "row") {
            const int row = whole(attribute(attributes, "r"));
            line_ =
                row >= 1 && static_cast<size_t>(row) > line_ ? static_cast<size_t>(row) : line_ + 1;
            column_ = 0;
        } else if (name == "c") {
            line_ = std::max<size_t>(line_, 1);  // in no row: not Excel's
            place_ = attribute(attributes, "r");
            size_t line = line_;
            if (read_place(place_, line, column_)) {
                line_ = std::max(line, line_);
            }
            type_ = attribute(attributes, "t");
            const int style = whole(attribute(attributes, "s"));
            style_ = style >= 0 && static_cast<size_t>(style) < styles_.size()
                         ? styles_[static_cast<size_t>(style)]
                         : Style::plain;
            text_.clear();
            solved_ = formula_ = phonetic_ = false;
        } else if (name == "f") {
            formula_ = true;
        }
        phonetic_ = phonetic_ || name == "rPh";
        solved_ = solved_ || name == "v";
        wanted_ = name == "v" || (name == "t" && !phonetic_);
    }
    void end(std::string_view name) {
        wanted_ = false;
        phonetic_ = phonetic_ && name != "rPh";
        if (name != "c") {
            return;
        }
        // openpyxl leaves <v/>; of a text that is empty Excel does so too.
        const bool solved =
            solved_ && (type_ == "str" || !text_.empty()) && !(book_.unsolved && text_ == "0");
        if (formula_ && !solved) {
            cells_.put_unsolved(place_);
            ++column_;
            return;
        }
        Value cell = value();
        const bool share = style_ == Style::share && cell.is_number();
        cells_.put(line_, column_++, std::move(cell), share ? Shown::share : Shown::plain);
    }
    Value value() const {
        if (type_ == "s" && !text_.empty()) {
            const int index = whole(text_);
            return index >= 0 && static_cast<size_t>(index) < strings_.size()
                       ? Value(strings_[static_cast<size_t>(index)])
                       : Value(kUnshown);
        }
        if (type_ == "b") {
            return text_ == "1" || text_ == "true";
        }
        if (type_ == "str" || type_ == "inlineStr" || type_ == "e" || type_ == "d") {
            return text_;
        }
        double number = 0;
        const auto [stop, error] =
            std::from_chars(text_.data(), text_.data() + text_.size(), number);
        if (text_.empty() || error != std::errc() || stop != text_.data() + text_.size()) {
            return text_;
        }
        switch (style_) {
            case Style::share:
                return share_cell(number);
            case Style::day:
                return day_cell(number, book_.since_1904);
            case Style::hours:
                return hours_cell(number);
            case Style::plain:
                break;
        }
        return number_cell(number);
    }

    const std::vector<Style>& styles_;
    const std::vector<std::string>& strings_;
    const Book& book_;
    ValueReading& reading_;
    SheetCells cells_;
    size_t line_ = 0;
    size_t column_ = 0;
    std::string place_;
    std::string type_;
    std::string text_;
    Style style_ = Style::plain;
    bool wanted_ = false;
    bool phonetic_ = false;
    bool formula_ = false;
    bool solved_ = false;
};

}  // namespace

Result<Sheet> read_xlsx(ZipArchive& archive, const std::string& sheet, ValueReading& reading) {
    const auto book = read_book(archive);
    if (!book) {
        return fail(book.error());
    }
    const auto chosen = choose_sheet(book->names, book->hidden, sheet, reading);
    if (!chosen) {
        return fail(chosen.error());
    }
    const auto part = part_of(archive, book->relations[*chosen]);
    if (!part) {
        return fail(part.error());
    }
    const auto styles = read_styles(archive);
    if (!styles) {
        return fail(styles.error());
    }
    const auto strings = read_strings(archive);
    if (!strings) {
        return fail(strings.error());
    }
    const auto text = archive.read(*part);
    if (!text) {
        return fail(text.error());
    }
    return SheetReader(*styles, *strings, *book, reading).read(*text);
}

}  // namespace pendopo
