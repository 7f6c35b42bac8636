#include "config/day_times.h"

#include <algorithm>
#include <string>
#include <vector>

#include "config/in_both.h"
#include "config/json_reader.h"

namespace pendopo {
namespace {

using Kind = JsonNode::Kind;

// Minutes of the day; "24:00" is 1440.
std::optional<int> parse_time(const std::string& text) {
    const auto digit = [&](size_t i) { return text[i] >= '0' && text[i] <= '9'; };
    if (text.size() != 5 || text[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4)) {
        return std::nullopt;
    }
    const int hour = (text[0] - '0') * 10 + (text[1] - '0');
    const int minute = (text[3] - '0') * 10 + (text[4] - '0');
    return minute < 60 && (hour < 24 || (hour == 24 && minute == 0))
               ? std::optional(hour * 60 + minute)
               : std::nullopt;
}

int read_time(ObjectReader& object, const char* key, int fallback, int latest) {
    const JsonNode* node = object.find(key);
    if (node == nullptr) {
        return fallback;
    }
    const auto time = node->kind == Kind::string ? parse_time(node->string) : std::nullopt;
    if (!time || *time > latest) {
        report(*node, object.problems(),
               latest == 1440 ? LocalText{"jam seperti \"15:00\", dari \"00:00\" sampai \"24:00\"",
                                          "a time like \"15:00\", from \"00:00\" to \"24:00\""}
                              : LocalText{"jam seperti \"07:30\", dari \"00:00\" sampai \"23:59\"",
                                          "a time like \"07:30\", from \"00:00\" to \"23:59\""});
        return fallback;
    }
    return *time;
}

std::set<Weekday> read_days(ObjectReader& object) {
    std::set<Weekday> days;
    std::vector<std::string> words;
    for (const auto& row : words_of(Weekday{})) {
        words.emplace_back(row.word);
    }
    const bool given = object.array("days", [&](const JsonNode& node) {
        const auto found = std::ranges::find(words, node.string);
        if (node.kind != Kind::string || found == words.end()) {
            report(node, object.problems(),
                   in_both("{}{}", "{}{}", one_of(words), did_you_mean(node.string, words)));
        } else if (!days.insert(from_word<Weekday>(*found)).second) {
            object.problems().add(
                node, in_both("{} sudah ada; hapus salah satu", "{} is given already; remove one",
                              in_quotes(*found)));
        }
    });
    if (given && object.find("days")->children.empty()) {
        report(*object.find("days"), object.problems(),
               {"hari seperti \"monday\"; hilangkan \"days\" untuk setiap hari",
                "days like \"monday\"; leave \"days\" out for every day"});
    }
    return days;
}

}  // namespace

std::optional<CalendarDate> read_date(ObjectReader& object, const char* key) {
    const JsonNode* node = object.find(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    const auto date = node->kind == Kind::string ? parse_date(node->string) : std::nullopt;
    if (!date) {
        report(*node, object.problems(),
               {"tanggal yang ada di kalender seperti \"2026-12-25\"",
                "a day of the calendar like \"2026-12-25\""});
    }
    return date;
}

DayTimes read_day_times(ObjectReader& object) {
    DayTimes times;
    times.days = read_days(object);
    times.from_minute = read_time(object, "from", times.from_minute, 1439);
    times.to_minute = read_time(object, "to", times.to_minute, 1440);
    times.first_day = read_date(object, "first_day");
    times.last_day = read_date(object, "last_day");
    if (times.first_day && times.last_day && *times.last_day < *times.first_day) {
        object.problems().add(
            *object.find("last_day"),
            in_both("hari terakhir mendahului hari pertama, {}; ubah salah satunya",
                    "the last day is before the first, {}; change one of the two",
                    to_text(*times.first_day)));
    }
    times.on_holidays = object.enumeration<OnHolidays>("on_holidays",
                                                       {{"as_usual", OnHolidays::as_usual},
                                                        {"skip", OnHolidays::skip},
                                                        {"only", OnHolidays::only}},
                                                       times.on_holidays);
    return times;
}

}  // namespace pendopo
