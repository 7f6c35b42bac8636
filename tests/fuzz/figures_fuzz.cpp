// Any bytes as figures from a stranger's file: the first byte chooses the reader (its three low
// bits) and how the columns are to be read. Nothing crashes, and
//  - a number or date that was read is the same when it is read again as we write it;
//  - no text is anything but UTF-8;
//  - no sheet has more cells or longer rows than the limits say;
//  - a cell that had something and shows nothing is counted as lost, unless it said that it is
//  none;
//  - the way through shape() gives what the parts of it give.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "engine/base/check.h"
#include "engine/data/column_reader.h"
#include "engine/data/csv.h"
#include "engine/data/date_text.h"
#include "engine/data/number_text.h"
#include "engine/data/shape.h"
#include "engine/data/table.h"
#include "engine/data/workbook.h"
#include "engine/text/text_encoding.h"
#include "tests/data_sources/zipped.h"

namespace {

using namespace pendopo;

constexpr const char* kZone = "Asia/Jakarta";
constexpr int64_t kNow = 1'795'000'000'000;

enum Reader : uint8_t { csv, workbook, xlsx_sheet, xlsx_styles, ods_content, number, date, text };

SourceConfig source_of(uint8_t options) {
    SourceConfig source;
    source.audience = "staff";
    constexpr char kDecimals[] = {0, ',', '.', 0};
    source.csv.decimal = kDecimals[options & 3U];
    source.csv.header = (options & 4U) == 0;
    if ((options & 8U) != 0) {
        source.columns = {{"n", ColumnRule::number},
                          {"t", ColumnRule::date},
                          {"k", ColumnRule::text},
                          {"1", ColumnRule::number},
                          {"2", ColumnRule::date}};
    }
    source.csv.encoding =
        (options & 16U) != 0 ? CsvFormat::Encoding::windows1252 : CsvFormat::Encoding::automatic;
    return source;
}

void check_number(std::string_view spelling) {
    const NumberText read = read_number(spelling);
    for (const char decimal : {'.', ','}) {
        const auto& reading = decimal == '.' ? read.point : read.comma;
        if (!reading || reading->value.is_null()) {
            continue;
        }
        CHECK(reading->value.is_number());
        std::string written = reading->value.dump();
        std::replace(written.begin(), written.end(), '.', decimal);
        const NumberText again = read_number(written);
        CHECK(again.kind == NumberText::Kind::number);
        CHECK(again.value(decimal) == reading->value);
    }
}

void check_date(std::string_view spelling) {
    const DateText read = read_date(spelling);
    for (const auto& day : {read.day_first, read.month_first}) {
        if (day) {
            const DateText again = read_date(day->text());
            CHECK(again.day_first == day && again.month_first == day);
        }
    }
    (void)read_instant(Value(std::string(spelling)), kZone);
}

// Whether a cell says itself that there is no figure.
bool says_none(const Value& cell) {
    return cell.is_null() ||
           (cell.is_string() &&
            read_number(cell.get_ref<const std::string&>()).kind == NumberText::Kind::missing);
}

size_t size_of(const Sheet& sheet) {
    constexpr size_t kCell = 100;  // bytes, about, besides its text
    size_t size = 0;
    for (const SheetRow& row : sheet.rows) {
        for (const Value& cell : row.cells) {
            size += kCell + (cell.is_string() ? cell.get_ref<const std::string&>().size() : 0);
        }
    }
    return size;
}

// The value that the sheet becomes; nothing: it is refused, or too large to be looked at here.
std::optional<std::string> check_columns(Sheet sheet, const SourceConfig& source,
                                         ValueReading reading) {
    size_t cells = 0;
    for (const SheetRow& row : sheet.rows) {
        CHECK(row.line > 0);
        cells += row.cells.size();
    }
    CHECK(cells <= ValueLimits::kParts);
    constexpr size_t kMost = size_t{4} << 20;  // more takes the time of a thousand other inputs
    if (size_of(sheet) > kMost) {
        return std::nullopt;
    }
    auto table = make_table(std::move(sheet), source.csv, reading);
    if (!table) {
        CHECK(!table.error().message().empty());
        return std::nullopt;
    }
    CHECK(table->lines.size() == table->rows.size());
    CHECK(std::is_sorted(table->lines.begin(), table->lines.end()));
    Value value = table->rows;
    const uint64_t lost_before = reading.lost;
    const ColumnTexts texts{true, std::move(table->lines), std::move(table->shares), kZone};
    if (const auto read = read_columns(value, source, texts, reading); !read) {
        CHECK(!read.error().message().empty());
        return std::nullopt;
    }
    uint64_t lost = 0;
    CHECK(value.size() == table->rows.size());
    for (size_t row = 0; row < value.size(); ++row) {
        CHECK(value[row].size() <= ValueLimits::kMembers);
        auto read = value[row].begin();
        for (const Value& cell : table->rows[row]) {
            lost += read->is_null() && !says_none(cell) ? 1U : 0U;
            ++read;
        }
    }
    CHECK(lost == reading.lost - lost_before);
    return write_value(value);
}

void check_file(const std::string& bytes, const SourceConfig& source) {
    ValueReading reading;
    Result<Sheet> sheet;
    if (is_workbook(bytes)) {
        sheet = read_workbook(bytes, source.sheet, reading);
    } else {
        reading.format = "csv";
        const DecodedText decoded = decode_text(bytes, source.csv.encoding, "");
        CHECK(clean_utf8(decoded.text) == decoded.text);
        sheet = parse_csv(decoded.text, source.csv, reading);
    }
    if (!sheet) {
        CHECK(!sheet.error().message().empty());
        return;
    }
    sheet->cut_off = false;  // the bytes are no file that is being written
    const auto expected = check_columns(std::move(*sheet), source, reading);
    if (!expected) {
        return;
    }
    const auto shaped = shape({.body = bytes, .format = DataFormat::csv}, source, kZone, kNow);
    CHECK(shaped ? shaped->text == *expected : shaped.error().code() == ErrorCode::exhausted);
}

// A workbook whose packing is right, so that what is in it is reached.
std::string workbook_with(const char* part, std::string_view bytes) {
    test::Parts parts = {
        {"xl/workbook.xml", R"(<workbook><workbookPr date1904="0"/><sheets>
            <sheet name="a" id="r"/></sheets></workbook>)"},
        {"xl/_rels/workbook.xml.rels",
         R"(<Relationships><Relationship Id="r" Target="s.xml"/></Relationships>)"},
        {"xl/styles.xml", R"(<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="10"/>
            <xf numFmtId="14"/><xf numFmtId="46"/></cellXfs></styleSheet>)"},
        {"xl/sharedStrings.xml",
         "<sst><si><t>n</t></si><si><t>t</t></si><si><t>1.234</t></si></sst>"},
        {"xl/s.xml", R"(<worksheet><sheetData><row r="1"><c t="s"><v>0</v></c><c t="s"><v>1</v></c>
            </row><row r="2"><c s="1"><v>0.8745</v></c><c s="2"><v>46326.5</v></c></row>
            </sheetData></worksheet>)"}};
    if (std::string_view(part) == "content.xml") {
        parts.clear();
    }
    parts[part] = std::string(bytes);
    return test::zipped(parts);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    if (size == 0) {
        return 0;
    }
    const std::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
    const SourceConfig source = source_of(static_cast<uint8_t>(data[0] >> 3U));
    switch (static_cast<Reader>(data[0] & 7U)) {
        case csv:
        case workbook:  // as it came
            check_file(std::string(bytes), source);
            break;
        case xlsx_sheet:
            check_file(workbook_with("xl/s.xml", bytes), source);
            break;
        case xlsx_styles:
            check_file(workbook_with("xl/styles.xml", bytes), source);
            break;
        case ods_content:
            check_file(workbook_with("content.xml", bytes), source);
            break;
        case number:
            check_number(bytes);
            break;
        case date:
            check_date(bytes);
            break;
        case text:
            for (const char* charset : {"", "utf-8", "windows-1252", "utf-16"}) {
                const DecodedText decoded = decode_text(bytes, source.csv.encoding, charset);
                CHECK(clean_utf8(decoded.text) == decoded.text);
            }
            break;
    }
    return 0;
}
