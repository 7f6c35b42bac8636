#pragma once
// Dates and instants as people and programs write them: "2026-10-31T08:00Z", "31/10/2026 08.00
// WIB", "Sabtu, 31 Okt 2026", "31-Okt-26", "Sat, 31 Oct 2026 08:00:00 GMT", "20261031", "Oktober
// 2026". A month alone is a date of month precision. Where day and month could be taken for each
// other, both readings are told. Pure.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "config/data_config.h"
#include "engine/data/value.h"

namespace pendopo {

struct Date {
    int year = 0;
    int month = 0;  // 0: only the year is known
    int day = 0;    // 0: only the month is known
    bool operator==(const Date&) const = default;
    std::string text() const;  // "2026-10-31", "2026-10", "2026"
};

struct DateText {
    std::optional<Date> day_first;    // 5/6/2026 is 5 June
    std::optional<Date> month_first;  // 5/6/2026 is 6 May
    std::optional<int> seconds;       // of a time of day that stands with it
    std::optional<int> zone_minutes;  // east of Greenwich, when it says so

    bool is_date() const { return day_first || month_first; }
    bool ambiguous() const { return day_first && month_first && *day_first != *month_first; }
};

// Years 1900 to 2199; of two digits, 70 to 99 are of the last century.
DateText read_date(std::string_view text);

// The date that `zone` has at the moment `read` tells; `day` (one of its readings) when it tells
// none, or not in which zone it is meant. "2026-10-30T17:00Z" is 31 October in Jakarta.
Date local_date(const DateText& read, const Date& day, const std::string& zone);

// Unix milliseconds of Unix seconds, milliseconds or finer of this century, or of a date with or
// without time; one without zone is meant in `zone`. A date alone is its first moment, so is a
// month. Nothing: none of these, or two readings and no `order`.
std::optional<int64_t> read_instant(const Value& value, const std::string& zone,
                                    DateOrder order = DateOrder::automatic);

}  // namespace pendopo
