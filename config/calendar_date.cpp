#include "config/calendar_date.h"

#include <fmt/format.h>

#include <chrono>

namespace pendopo {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

year_month_day to_chrono(const CalendarDate& date) {
    return {std::chrono::year(date.year), std::chrono::month(static_cast<unsigned>(date.month)),
            std::chrono::day(static_cast<unsigned>(date.day))};
}

}  // namespace

bool is_date(const CalendarDate& date) {
    return date.year >= 1970 && date.year <= 2199 && date.month >= 1 && date.month <= 12 &&
           date.day >= 1 && date.day <= 31 && to_chrono(date).ok();
}

std::optional<CalendarDate> parse_date(std::string_view text) {
    constexpr std::string_view kShape = "dddd-dd-dd";
    if (text.size() != kShape.size()) {
        return std::nullopt;
    }
    for (size_t i = 0; i < text.size(); ++i) {
        const bool digit = text[i] >= '0' && text[i] <= '9';
        if (kShape[i] == 'd' ? !digit : text[i] != '-') {
            return std::nullopt;
        }
    }
    const auto number = [&](size_t at, size_t length) {
        int value = 0;
        for (const char digit : text.substr(at, length)) {
            value = value * 10 + (digit - '0');
        }
        return value;
    };
    const CalendarDate date{number(0, 4), number(5, 2), number(8, 2)};
    return is_date(date) ? std::optional(date) : std::nullopt;
}

std::string to_text(const CalendarDate& date) {
    return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

Weekday weekday_of(const CalendarDate& date) {
    const std::chrono::weekday day(sys_days(to_chrono(date)));
    return static_cast<Weekday>(day.iso_encoding() - 1);
}

CalendarDate plus_days(const CalendarDate& date, int more) {
    const year_month_day moved(sys_days(to_chrono(date)) + days(more));
    return {static_cast<int>(moved.year()), static_cast<int>(static_cast<unsigned>(moved.month())),
            static_cast<int>(static_cast<unsigned>(moved.day()))};
}

int days_between(const CalendarDate& first, const CalendarDate& last) {
    return static_cast<int>((sys_days(to_chrono(last)) - sys_days(to_chrono(first))).count());
}

}  // namespace pendopo
