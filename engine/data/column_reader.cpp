// Long because numbers, dates and texts of a column are decided from the same cells.
#include "engine/data/column_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "config/problems.h"
#include "engine/data/cell_losses.h"
#include "engine/data/date_text.h"
#include "engine/data/number_text.h"
#include "engine/text/plain_text.h"

namespace pendopo {
namespace {

using Kind = NumberText::Kind;

struct Cell {
    Value* value;
    size_t row;  // as its file or array counts
    bool share;  // its file shows it with a "%"
};
struct Column {
    std::string name;
    std::optional<ColumnRule> rule;
    std::vector<Cell> cells;
    std::vector<NumberText> numbers;  // of each cell, when they are read as such
};

bool is_empty(const Value& value) {
    return value.is_null() ||
           (value.is_string() && trimmed(value.get_ref<const std::string&>()).empty());
}

// Every member whose column is to be read, in the order the names are met.
class Collector {
  public:
    Collector(const SourceConfig& source, const ColumnTexts& texts)
        : source_(source), texts_(texts) {}

    std::vector<Column> collect(Value& value) {
        walk(value, 1, none_);
        return std::move(columns_);
    }

  private:
    void walk(Value& value, size_t row, const std::vector<bool>& shares) {
        if (value.is_array()) {
            for (size_t i = 0; i < value.size(); ++i) {
                walk(value[i], i < texts_.lines.size() ? texts_.lines[i] : i + 1,
                     i < texts_.shares.size() ? texts_.shares[i] : none_);
            }
        } else if (value.is_object()) {
            size_t next = 0;
            for (auto& [name, member] : value.get_ref<Value::object_t&>()) {
                const size_t at = next++;
                const auto rule = source_.columns.find(name);
                const bool ruled = rule != source_.columns.end();
                if (ruled && rule->second == ColumnRule::drop) {
                    continue;
                }
                const bool read = ruled && (rule->second == ColumnRule::number ||
                                            rule->second == ColumnRule::date);
                const bool cell = texts_.guess && !member.is_structured();
                const bool text = ruled && rule->second == ColumnRule::text;
                if (read || (texts_.guess && !ruled) || (cell && text)) {
                    Column& column = named(name);
                    if (ruled) {
                        column.rule = rule->second;
                    }
                    column.cells.push_back({&member, row, at < shares.size() && shares[at]});
                } else {
                    walk(member, row, none_);
                }
            }
        }
    }
    Column& named(const std::string& name) {
        const auto [found, is_new] = index_.emplace(name, columns_.size());
        if (is_new) {
            columns_.push_back({name, std::nullopt, {}, {}});
        }
        return columns_[found->second];
    }

    const SourceConfig& source_;
    const ColumnTexts& texts_;
    const std::vector<bool> none_{};
    std::vector<Column> columns_;
    std::map<std::string, size_t> index_;
};

struct Votes {
    bool point = false;
    bool comma = false;
    char only() const { return point == comma ? '\0' : point ? '.' : ','; }
};

Votes votes_of(const Column& column) {
    Votes votes;
    for (const NumberText& number : column.numbers) {
        if (number.kind == Kind::number) {
            votes.point = votes.point || number.decides() == '.';
            votes.comma = votes.comma || number.decides() == ',';
        }
    }
    return votes;
}

// The first value that is no number although the column's others are; none: all are.
const Cell* first_text(const Column& column) {
    for (size_t i = 0; i < column.cells.size(); ++i) {
        if (column.numbers[i].kind == Kind::none && column.cells[i].value->is_string()) {
            return &column.cells[i];
        }
    }
    return nullptr;
}

// Why the numbers of a column are codes that must stay as they are written; empty: they are none.
std::string why_codes(const Column& column) {
    bool decimals = false;
    std::set<int> widths;
    bool zero = false;
    for (const NumberText& number : column.numbers) {
        if (number.kind != Kind::number) {
            continue;
        }
        if (number.code_like) {
            return "a number would lose zeros, signs or digits of it";
        }
        if (number.point && number.point->decimals > 0) {
            decimals = true;
            widths.insert(number.point->decimals);
            zero = zero || number.point->zero;
        }
    }
    if (decimals && is_code_name(column.name)) {
        return "its name says that they are codes";
    }
    return zero && widths.size() > 1 ? "a number would lose the zero at the end of some" : "";
}

bool any_number(const Column& column) {
    return std::any_of(column.numbers.begin(), column.numbers.end(),
                       [](const NumberText& number) { return number.kind == Kind::number; });
}

class ColumnReader {
  public:
    ColumnReader(const SourceConfig& source, const std::string& zone, ValueReading& reading)
        : source_(source), zone_(zone), reading_(reading) {}

    void look(Column& column);
    void vote(const Column& column);
    Result<void> read(Column& column);

  private:
    Result<void> read_numbers(Column& column, ColumnReading& told);
    void read_dates(Column& column, ColumnReading& told);
    bool stays_text(Column& column, ColumnReading& told);  // and keeps it then
    void keep_text(Column& column, ColumnReading& told);
    char decimal_of(const Column& column) const;

    const SourceConfig& source_;
    const std::string& zone_;
    ValueReading& reading_;
    Votes file_;
};

void ColumnReader::look(Column& column) {
    if (column.rule == ColumnRule::date || column.rule == ColumnRule::text) {
        return;
    }
    column.numbers.reserve(column.cells.size());
    for (const Cell& cell : column.cells) {
        NumberText number;
        if (cell.value->is_string()) {
            number = read_number(cell.value->get_ref<const std::string&>());
        } else if (cell.value->is_number()) {
            number.kind = Kind::number;
            number.point = number.comma = NumberText::Reading{*cell.value};
            number.unit = cell.share ? "%" : "";
        } else if (cell.value->is_null()) {
            number.kind = Kind::missing;
        }
        column.numbers.push_back(std::move(number));
    }
}

void ColumnReader::vote(const Column& column) {
    if (column.rule == ColumnRule::number ||
        (first_text(column) == nullptr && why_codes(column).empty())) {
        const Votes votes = votes_of(column);
        file_.point = file_.point || votes.point;
        file_.comma = file_.comma || votes.comma;
    }
}

char ColumnReader::decimal_of(const Column& column) const {
    if (source_.csv.decimal != 0) {
        return source_.csv.decimal;
    }
    const Votes votes = votes_of(column);
    return votes.point || votes.comma ? votes.only() : file_.only();
}

Result<void> ColumnReader::read(Column& column) {
    ColumnReading told;
    told.name = column.name;
    Result<void> done;
    if (column.rule == ColumnRule::text) {
        told.kind = "text";  // as it stands; only counted
        told.missing = static_cast<uint64_t>(std::ranges::count_if(
            column.cells, [](const Cell& cell) { return is_empty(*cell.value); }));
        told.values = column.cells.size() - told.missing;
    } else if (column.rule == ColumnRule::date) {
        read_dates(column, told);
    } else if (column.rule == ColumnRule::number || !stays_text(column, told)) {
        done = read_numbers(column, told);
    }
    if (!told.note.empty() && reading_.notes.size() < ValueReading::kMost) {
        reading_.notes.push_back("column " + in_quotes(column.name) + ": " + told.note);
    }
    if (reading_.columns.size() < ValueReading::kMostColumns) {
        reading_.columns.push_back(std::move(told));
    }
    return done;
}

bool ColumnReader::stays_text(Column& column, ColumnReading& told) {
    const Cell* text = first_text(column);
    if (text != nullptr || !any_number(column)) {
        keep_text(column, told);
        const auto numbers =
            std::count_if(column.numbers.begin(), column.numbers.end(),
                          [](const NumberText& number) { return number.kind == Kind::number; });
        if (text != nullptr && numbers > 1 && static_cast<uint64_t>(numbers) * 2 > told.values) {
            told.note = fmt::format(
                "{} of {} values are numbers, but not {}; the column stays text "
                "unless its rule is \"number\"",
                numbers, told.values,
                quoted_cell(*text->value) + " in row " + std::to_string(text->row));
        }
        return true;
    }
    const std::string why = why_codes(column);
    if (!why.empty()) {
        keep_text(column, told);
        told.kind = "code";
        told.note = "kept as text: " + why;
    }
    return !why.empty();
}

Result<void> ColumnReader::read_numbers(Column& column, ColumnReading& told) {
    told.kind = "number";
    const char decimal = decimal_of(column);
    const bool strict = source_.csv.decimal != 0;
    std::set<std::string> units;
    bool unmarked = false;  // a number other than zero without a unit
    for (size_t i = 0; i < column.cells.size(); ++i) {
        const NumberText& number = column.numbers[i];
        if (number.kind != Kind::number) {
            continue;
        }
        if (!number.unit.empty()) {
            units.insert(number.unit);
        }
        unmarked = unmarked || (number.unit.empty() && (!number.point || number.point->value != 0));
        if (number.ambiguous() && decimal == 0) {
            const Value& text = *column.cells[i].value;
            return fail(
                ErrorCode::invalid,
                fmt::format("column {}, row {}: {} may be {} or {}: thousands or decimals? Say "
                            "\"csv\": {{\"decimal\": \",\"}} or {{\"decimal\": \".\"}}, or give "
                            "the column the rule \"text\"",
                            in_quotes(column.name), column.cells[i].row, quoted_cell(text),
                            number.comma->value.dump(), number.point->value.dump()));
        }
    }
    if (units.size() == 1) {
        told.unit = *units.begin();
    }
    // 12 % and 0.12 in one column are not the same measure.
    const bool mixed = units.size() > 1 || (told.unit == "%" && unmarked);
    CellLosses errors(column.name, "are errors of their spreadsheet");
    CellLosses strange(column.name, "are no numbers");
    CellLosses other(column.name, mixed ? "have another unit than the first" : "");
    const std::string* unit = nullptr;
    for (size_t i = 0; i < column.cells.size(); ++i) {
        Cell& cell = column.cells[i];
        const NumberText& number = column.numbers[i];
        std::optional<Value> read;
        if (number.kind == Kind::missing) {
            ++told.missing;
        } else if (number.kind == Kind::error) {
            errors.add(*cell.value, cell.row);
        } else if (number.kind == Kind::none) {
            strange.add(*cell.value, cell.row);
        } else if (mixed && unit != nullptr && *unit != number.unit) {
            other.add(*cell.value, cell.row);
        } else {
            unit = &number.unit;
            const auto& strictly = decimal == ',' ? number.comma : number.point;
            read = !strict    ? number.value(decimal)
                   : strictly ? std::optional(strictly->value)
                              : std::nullopt;
            if (!read || read->is_null()) {  // null: this reading is more than a number holds
                strange.add(*cell.value, cell.row);
                read.reset();
            }
        }
        told.values += read ? 1U : 0U;
        *cell.value = read.value_or(Value());
    }
    const Votes votes = votes_of(column);
    told.decimal = decimal != 0                 ? std::string(1, decimal)
                   : votes.point && votes.comma ? "mixed"
                                                : "";
    for (const CellLosses* losses : {&errors, &strange, &other}) {
        told.lost += losses->count();
        losses->tell(column.cells.size() - told.missing, reading_);
    }
    return {};
}

void ColumnReader::read_dates(Column& column, ColumnReading& told) {
    told.kind = "date";
    std::vector<DateText> dates;
    Votes order;  // point: day first; comma: month first
    const Cell* open = nullptr;
    for (const Cell& cell : column.cells) {
        DateText date;
        if (cell.value->is_string() || cell.value->is_number_integer()) {
            date = read_date(cell.value->is_string() ? cell.value->get_ref<const std::string&>()
                                                     : cell.value->dump());
        }
        if (date.is_date() && date.day_first != date.month_first) {
            order.point = order.point || !date.month_first;
            order.comma = order.comma || !date.day_first;
            open = date.ambiguous() && open == nullptr ? &cell : open;
        }
        dates.push_back(date);
    }
    const bool known = source_.date_order != DateOrder::automatic;
    const bool month_first =
        known ? source_.date_order == DateOrder::month_first : order.comma && !order.point;
    const bool undecidable = !known && order.point && order.comma;
    if (open != nullptr && !known && !order.point && !order.comma) {
        told.note = fmt::format(
            "{} in row {} is read day first, as nothing says otherwise; say "
            "\"date_order\": \"month_first\" if that is wrong",
            quoted_cell(*open->value), open->row);
    }
    CellLosses strange(column.name, "are no dates");
    CellLosses unsure(column.name, "may be read day first or month first; say \"date_order\"");
    CellLosses errors(column.name, "are errors of their spreadsheet");
    for (size_t i = 0; i < column.cells.size(); ++i) {
        Cell& cell = column.cells[i];
        const DateText& date = dates[i];
        Value read;
        if (date.ambiguous() && undecidable) {
            unsure.add(*cell.value, cell.row);
        } else if (date.is_date()) {
            const auto& day = (month_first && date.month_first) || !date.day_first
                                  ? date.month_first
                                  : date.day_first;
            read = (zone_.empty() ? *day : local_date(date, *day, zone_)).text();
            ++told.values;
        } else {
            const Kind kind = cell.value->is_null() ? Kind::missing
                              : cell.value->is_string()
                                  ? read_number(cell.value->get_ref<const std::string&>()).kind
                                  : Kind::none;
            if (kind == Kind::missing) {
                ++told.missing;
            } else {
                (kind == Kind::error ? errors : strange).add(*cell.value, cell.row);
            }
        }
        *cell.value = std::move(read);
    }
    for (const CellLosses* losses : {&errors, &strange, &unsure}) {
        told.lost += losses->count();
        losses->tell(column.cells.size() - told.missing, reading_);
    }
}

// Errors of a spreadsheet are no text for a wall.
void ColumnReader::keep_text(Column& column, ColumnReading& told) {
    told.kind = "text";
    CellLosses errors(column.name, "are errors of their spreadsheet");
    for (size_t i = 0; i < column.cells.size(); ++i) {
        Cell& cell = column.cells[i];
        if (column.numbers[i].kind == Kind::error && cell.value->is_string()) {
            errors.add(*cell.value, cell.row);
            *cell.value = Value();
        } else {
            (is_empty(*cell.value) ? told.missing : told.values) += 1;
        }
    }
    told.lost = errors.count();
    errors.tell(column.cells.size() - told.missing, reading_);
}

}  // namespace

Result<void> read_columns(Value& value, const SourceConfig& source, const ColumnTexts& texts,
                          ValueReading& reading) {
    std::vector<Column> columns = Collector(source, texts).collect(value);
    ColumnReader reader(source, texts.zone, reading);
    for (Column& column : columns) {
        reader.look(column);
        if (column.rule != ColumnRule::date && column.rule != ColumnRule::text) {
            reader.vote(column);
        }
    }
    for (Column& column : columns) {
        if (const auto done = reader.read(column); !done) {
            return done;
        }
    }
    return {};
}

bool is_code_name(std::string_view column) {
    constexpr std::string_view kWords[] = {
        "kode",       "code",  "kd",    "id",    "nik",      "nip",   "npsn",    "npwp",
        "no",         "nomor", "nomer", "rek",   "rekening", "pos",   "zip",     "bps",
        "kemendagri", "iso",   "hp",    "telp",  "telepon",  "versi", "version", "jam",
        "pukul",      "waktu", "buka",  "tutup", "time",     "pasal", "bab"};
    std::string lower = plain_text(column);
    for (char& c : lower) {
        c = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : ' ';
    }
    for (size_t at = 0; at < lower.size();) {
        at = lower.find_first_not_of(' ', at);
        if (at == std::string::npos) {
            break;
        }
        const size_t end = std::min(lower.find(' ', at), lower.size());
        const std::string_view word = std::string_view(lower).substr(at, end - at);
        if (std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords) ||
            word.starts_with("kode") || (word.starts_with("kd") && word.size() > 2)) {
            return true;
        }
        at = end;
    }
    return false;
}

}  // namespace pendopo
