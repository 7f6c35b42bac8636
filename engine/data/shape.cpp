#include "engine/data/shape.h"

#include <fmt/format.h>

#include <utility>

#include "config/problems.h"
#include "engine/data/cell_losses.h"
#include "engine/data/column_reader.h"
#include "engine/data/csv.h"
#include "engine/data/date_text.h"
#include "engine/data/personal.h"
#include "engine/data/policy.h"
#include "engine/data/table.h"
#include "engine/data/workbook.h"
#include "engine/text/text_encoding.h"

namespace pendopo {
namespace {

constexpr size_t kLongestPeriod = 100;  // bytes; a caption under a card

// What is parsed, and how the texts of its columns are to be read.
struct Parsed {
    Value value;
    ColumnTexts texts;
};

Result<Parsed> parse_table(Sheet sheet, const SourceConfig& source, ValueReading& reading) {
    auto table = make_table(std::move(sheet), source.csv, reading);
    if (!table) {
        return fail(table.error());
    }
    return Parsed{std::move(table->rows),
                  {true, std::move(table->lines), std::move(table->shares)}};
}

Result<Parsed> parse(const Fetched& fetched, const SourceConfig& source, int64_t now_ms,
                     ValueReading& reading) {
    if (fetched.rows) {
        reading.format = "rows";
        return Parsed{*fetched.rows, {}};
    }
    if (source.format == DataFormat::workbook || is_workbook(fetched.body)) {
        if (!is_workbook(fetched.body)) {
            return fail(ErrorCode::invalid, "it is no spreadsheet; expected .xlsx or .ods");
        }
        auto sheet = read_workbook(fetched.body, source.sheet, reading);
        if (!sheet) {
            return fail(sheet.error());
        }
        return parse_table(std::move(*sheet), source, reading);
    }
    const DataFormat format =
        source.format != DataFormat::automatic ? source.format : fetched.format;
    const DecodedText decoded = decode_text(fetched.body, source.csv.encoding, fetched.charset);
    reading.encoding = decoded.encoding;
    if (!decoded.note.empty()) {
        reading.notes.push_back(decoded.note);
    }
    if (format != DataFormat::csv) {
        reading.format = "json";
        auto value = parse_value(decoded.text);
        if (!value) {
            return fail(value.error());
        }
        return Parsed{std::move(*value), {}};
    }
    reading.format = "csv";
    auto sheet = parse_csv(decoded.text, source.csv, reading);
    if (!sheet) {
        return fail(sheet.error());
    }
    constexpr int64_t kWholeAfterMs = 3000;  // who writes a file line by line writes more often
    sheet->cut_off =
        sheet->cut_off && fetched.is_file && now_ms - fetched.modified_ms < kWholeAfterMs;
    return parse_table(std::move(*sheet), source, reading);
}

Result<std::string> period_of(const Value& value, const SourceConfig& source) {
    if (!source.period_from) {
        return source.period;
    }
    const Value* found = find_pointer(value, *source.period_from);
    if (found == nullptr || !(found->is_string() || found->is_number())) {
        return fail(ErrorCode::invalid, "\"period\": there is no text at " +
                                            in_quotes(*source.period_from) + " in the value");
    }
    std::string period = found->is_string() ? found->get<std::string>() : found->dump();
    if (period.size() > kLongestPeriod) {
        return fail(ErrorCode::invalid,
                    fmt::format("\"period\": the text at {} has {} bytes; at "
                                "most {} are shown",
                                in_quotes(*source.period_from), period.size(), kLongestPeriod));
    }
    if (source.audience == "public" && personal_text(period) != Personal::no) {
        return fail(ErrorCode::refused,
                    "refused for the public: \"period\" leads to what looks personal");
    }
    return period;
}

// Since when the value is true; 0, and why in `reading`: that cannot be known.
int64_t updated_of(const Value& value, const SourceConfig& source, const std::string& zone,
                   int64_t now_ms, ValueReading& reading) {
    const auto unknown = [&](const std::string& why) {
        reading.losses.push_back("\"updated\": " + why + "; the age of the figures is unknown");
        return 0;
    };
    const std::string at = in_quotes(*source.updated_from);
    const Value* found = find_pointer(value, *source.updated_from);
    if (found == nullptr) {
        return unknown("there is nothing at " + at);
    }
    const auto instant = read_instant(*found, zone, source.date_order);
    if (!instant && found->is_string() &&
        read_date(found->get_ref<const std::string&>()).ambiguous()) {
        return unknown(quoted_cell(*found) + " at " + at +
                       " may be read day first or month first; say \"date_order\"");
    }
    if (!instant) {
        return unknown("there is no date or time at " + at +
                       "; expected one like \"2026-10-31T08:00\" or Unix seconds");
    }
    constexpr int64_t kDayMs = 86'400'000;  // a zone meant wrongly is less than that
    if (*instant > now_ms + kDayMs) {
        return unknown("the time at " + at + " is in the future; correct it or this clock");
    }
    return std::min(*instant, now_ms);
}

}  // namespace

Result<Shaped> shape(const Fetched& fetched, const SourceConfig& source, const std::string& zone,
                     int64_t now_ms) {
    Shaped shaped;
    ValueReading& reading = shaped.reading;
    auto parsed = parse(fetched, source, now_ms, reading);
    if (!parsed) {
        return fail(parsed.error());
    }
    if (!fetched.note.empty()) {
        reading.notes.push_back(fetched.note);
    }
    Value& value = parsed->value;
    auto period = period_of(value, source);
    if (!period) {
        return fail(period.error());
    }
    shaped.period = std::move(*period);
    shaped.updated_ms = fetched.modified_ms;
    shaped.age_by = fetched.modified_ms == 0 ? AgeBy::fetched
                    : fetched.is_file        ? AgeBy::file
                                             : AgeBy::server;
    if (source.updated_from) {
        shaped.updated_ms = updated_of(value, source, zone, now_ms, reading);
        shaped.age_by = shaped.updated_ms == 0 ? AgeBy::unknown : AgeBy::value;
    }
    if (const auto said = read_instant(source.updated, zone); said && !source.updated.empty()) {
        shaped.updated_ms = std::min(*said, now_ms);
        shaped.age_by = AgeBy::value;
    }
    reading.rows = value.is_array() ? value.size() : 0;
    parsed->texts.zone = zone;
    if (const auto read = read_columns(value, source, parsed->texts, reading); !read) {
        return fail(read.error());
    }
    auto kept = apply_policy(std::move(value), source);
    if (!kept) {
        return fail(kept.error());
    }
    shaped.text = write_value(*kept);
    // JSON of CSV repeats the column names, so that it may be several times as long.
    constexpr int64_t kGrowth = 4;
    if (static_cast<int64_t>(shaped.text.size()) > kGrowth * source.max_bytes) {
        return fail(ErrorCode::exhausted,
                    fmt::format("the value has {} bytes as JSON; at most {} are kept; raise "
                                "\"max_bytes\" or let the source sum it up",
                                shaped.text.size(), kGrowth * source.max_bytes));
    }
    return shaped;
}

}  // namespace pendopo
