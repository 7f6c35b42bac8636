#include "config/schedule_config.h"

#include <algorithm>
#include <functional>

#include "config/json_reader.h"
#include "config/usual_phrases.h"

namespace pendopo {
namespace {

using Kind = JsonNode::Kind;

constexpr int kDay = 86'400;
// More is a file given by mistake; each bounds what a look at the schedule costs.
constexpr size_t kMostTours = 50;
constexpr size_t kMostSteps = 100;
constexpr size_t kMostEntries = 200;
constexpr size_t kMostDates = 1000;
constexpr size_t kMostCalendars = 10;
constexpr size_t kMostAlarms = 50;
constexpr size_t kLongestText = 280;  // characters, as of a message on the wall

const LocalText kDisplayNoun{"layar", "display"};

CalendarDate required_date(ObjectReader& object) {
    if (!object.has("date") && object.node().kind == Kind::object) {
        object.problems().add(object.node(),
                              LocalText{"kunci \"date\" tidak ada; seharusnya tanggal seperti "
                                        "\"2026-12-25\"",
                                        "missing key \"date\"; expected a day like "
                                        "\"2026-12-25\""});
    }
    return read_date(object, "date").value_or(CalendarDate{});
}

// An id that has to be among `names`, unless those are unknown; empty without the key.
std::string read_name(ObjectReader& object, const char* key, const LocalText& what,
                      const std::vector<std::string>* names) {
    const JsonNode* node = object.find(key);
    if (node == nullptr) {
        return "";
    }
    std::string name = read_id(*node, object.problems()).value_or("");
    if (!name.empty() && names != nullptr && std::ranges::find(*names, name) == names->end()) {
        object.problems().add(*node, unknown_name(what, name, *names));
    }
    return name;
}

// Reads what `keys` name: exactly one of them is given.
void read_one_of(ObjectReader& object, const std::vector<const char*>& keys,
                 const std::function<void(const char*)>& read) {
    Problems& problems = object.problems();
    const char* given = nullptr;
    LocalText choice;
    for (const char* key : keys) {
        const bool is_first = key == keys.front();
        const bool is_last = key == keys.back();
        choice.id += (is_first ? "" : is_last ? " atau " : ", ") + in_quotes(key);
        choice.en += (is_first ? "" : is_last ? " or " : ", ") + in_quotes(key);
        read(key);
        if (object.has(key) && given != nullptr) {
            problems.add_at_key(*object.find(key), given_too(in_quotes(given)));
        }
        given = object.has(key) ? key : given;
    }
    if (given == nullptr && object.node().kind == Kind::object) {
        problems.add(object.node(), in_both("tidak dikatakan apa yang ditampilkan; tambahkan {}",
                                            "nothing says what is shown; add {}", choice));
    }
}

// Reads every element of an array of things with ids, or with dates; each is given once.
template <class T, class Key>
void read_list(ObjectReader& object, const char* key, const LocalText& plural, size_t most,
               const char* unique, Key T::*member, std::vector<T>& list,
               const std::function<T(const JsonNode&)>& read) {
    std::set<Key> given;
    object.array(key, [&](const JsonNode& node) {
        list.push_back(read(node));
        const Key& value = list.back().*member;
        if (value != Key{} && !given.insert(value).second) {
            const JsonNode* again = node.find(unique);
            object.problems().add(
                *again, in_both("{} sudah ada; hapus salah satu", "{} is given already; remove one",
                                in_quotes(again->string)));
        }
        if (list.size() == most + 1) {
            object.problems().add(node,
                                  in_both("lebih dari {} {}", "more than {} {}", most, plural));
        }
    });
}

TourConfig read_tour(const JsonNode& node, Problems& problems, const ScheduleNames& names) {
    TourConfig tour;
    ObjectReader object(node, problems);
    tour.id = object.id();
    tour.name = object.string("name", tour.id);
    const bool given = object.required_array("steps", [&](const JsonNode& step_node) {
        ObjectReader step(step_node, problems);
        TourConfig::Step read;
        if (!step.has("layout") && step_node.kind == Kind::object) {
            problems.add(step_node,
                         LocalText{"kunci \"layout\" tidak ada; seharusnya id sebuah tata letak",
                                   "missing key \"layout\"; expected the id of a layout"});
        }
        read.layout = read_name(step, "layout", kLayoutNoun, names.layouts);
        read.seconds = step.integer("seconds", read.seconds, {3, kDay});
        step.finish();
        tour.steps.push_back(std::move(read));
    });
    if (given && (tour.steps.size() < 2 || tour.steps.size() > kMostSteps)) {
        report(*object.find("steps"), problems,
               in_both("dua sampai {} tata letak yang bergiliran",
                       "two to {} layouts that take turns", kMostSteps));
    }
    object.finish();
    return tour;
}

ScheduleEntry read_entry(const JsonNode& node, Problems& problems, const ScheduleNames& names,
                         const std::vector<std::string>& tours) {
    ScheduleEntry entry;
    ObjectReader object(node, problems);
    entry.id = object.id();
    entry.name = object.string("name", entry.id);
    read_one_of(object, {"layout", "tour", "off"}, [&](const char* key) {
        if (std::string_view(key) == "layout") {
            entry.layout = read_name(object, key, kLayoutNoun, names.layouts);
        } else if (std::string_view(key) == "tour") {
            entry.tour = read_name(object, key, {"tur", "tour"}, &tours);
        } else {
            entry.off = object.boolean(key, false);
            if (const JsonNode* off = object.find(key);
                off != nullptr && off->kind == Kind::boolean && !entry.off) {
                report(*off, problems,
                       {"true; entri yang menampilkan sesuatu menyebutnya sebagai ganti",
                        "true; an entry that shows something names it instead"});
            }
        }
    });
    entry.display = read_name(object, "display", kDisplayNoun, names.displays);
    static_cast<DayTimes&>(entry) = read_day_times(object);
    object.finish();
    return entry;
}

ScheduleException read_exception(const JsonNode& node, Problems& problems,
                                 const std::vector<std::string>& entries) {
    ScheduleException exception;
    ObjectReader object(node, problems);
    exception.date = required_date(object);
    exception.name = object.string("name");
    object.required_array("entries", [&](const JsonNode& id) {
        std::string name = read_id(id, problems).value_or("");
        if (!name.empty() && std::ranges::find(entries, name) == entries.end()) {
            problems.add(id, unknown_name(LocalText{"jadwal", "entry"}, name, entries));
        }
        exception.entries.push_back(std::move(name));
    });
    object.finish();
    return exception;
}

HolidayConfig read_holiday(const JsonNode& node, Problems& problems) {
    HolidayConfig holiday;
    ObjectReader object(node, problems);
    holiday.date = required_date(object);
    holiday.name = object.string("name");
    object.finish();
    return holiday;
}

CalendarConfig read_calendar_entry(const JsonNode& node, Problems& problems,
                                   const ScheduleNames& names) {
    CalendarConfig calendar;
    ObjectReader object(node, problems);
    calendar.file = object.required_string("file");
    calendar.display = read_name(object, "display", kDisplayNoun, names.displays);
    object.finish();
    return calendar;
}

AlarmConfig read_alarm(const JsonNode& node, Problems& problems, const ScheduleNames& names) {
    AlarmConfig alarm;
    ObjectReader object(node, problems);
    alarm.id = object.id();
    alarm.name = object.string("name", alarm.id);
    read_one_of(object, {"layout", "camera"}, [&](const char* key) {
        if (std::string_view(key) == "layout") {
            alarm.layout = read_name(object, key, kLayoutNoun, names.layouts);
        } else {
            alarm.camera = read_name(object, key, kCameraNoun, names.cameras);
        }
    });
    alarm.display = read_name(object, "display", kDisplayNoun, names.displays);
    alarm.text = object.string("text", alarm.name);
    const auto characters = std::ranges::count_if(
        alarm.text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
    if (const JsonNode* text = object.find("text");
        text != nullptr && (characters == 0 || characters > static_cast<long>(kLongestText))) {
        problems.add(
            *text, in_both("teks {} huruf; seharusnya 1 sampai {}",
                           "a text of {} characters; expected 1 to {}", characters, kLongestText));
    }
    alarm.level = object.enumeration<std::string>(
        "level", {{"info", "info"}, {"warning", "warning"}, {"emergency", "emergency"}},
        alarm.level);
    alarm.seconds = object.integer("seconds", alarm.seconds, {0, kDay});
    alarm.least_seconds = object.integer("least_seconds", alarm.least_seconds, {0, 3600});
    if (const JsonNode* least = object.find("least_seconds");
        alarm.seconds > 0 && alarm.least_seconds > alarm.seconds) {
        problems.add(least != nullptr ? *least : *object.find("seconds"),
                     in_both("alarm berakhir sendiri setelah {} dtk, sebelum "
                             "\"least_seconds\"-nya, {}; ubah salah satunya",
                             "the alarm ends by itself after {} s, before its \"least_seconds\", "
                             "{}; change one of the two",
                             alarm.seconds, alarm.least_seconds));
    }
    alarm.cool_down_seconds =
        object.integer("cool_down_seconds", alarm.cool_down_seconds, {0, kDay});
    alarm.most_per_hour = object.integer("most_per_hour", alarm.most_per_hour, {1, 3600});
    alarm.needs_acknowledgement =
        object.boolean("needs_acknowledgement", alarm.needs_acknowledgement);
    object.finish();
    return alarm;
}

template <class T>
std::vector<std::string> ids_of(const std::vector<T>& list) {
    std::vector<std::string> ids;
    std::ranges::transform(list, std::back_inserter(ids), &T::id);
    std::erase(ids, "");
    return ids;
}

}  // namespace

ConfigResult<ScheduleConfig> read_schedule_config(const std::string& file, std::string_view text,
                                                  const ScheduleNames& names) {
    const ConfigResult<JsonDocument> document = parse_json(file, text);
    if (!document) {
        return tl::unexpected(document.error());
    }
    Problems problems(file);
    ScheduleConfig schedule;
    ObjectReader object(document->root(), problems);
    object.header();
    read_list<TourConfig>(object, "tours", {"tur", "tours"}, kMostTours, "id", &TourConfig::id,
                          schedule.tours,
                          [&](const JsonNode& node) { return read_tour(node, problems, names); });
    const std::vector<std::string> tours = ids_of(schedule.tours);
    schedule.tour = read_name(object, "tour", {"tur", "tour"}, &tours);
    read_list<ScheduleEntry>(object, "entries", {"jadwal", "entries"}, kMostEntries, "id",
                             &ScheduleEntry::id, schedule.entries, [&](const JsonNode& node) {
                                 return read_entry(node, problems, names, tours);
                             });
    const std::vector<std::string> entries = ids_of(schedule.entries);
    read_list<ScheduleException>(
        object, "exceptions", {"pengecualian", "exceptions"}, kMostDates, "date",
        &ScheduleException::date, schedule.exceptions,
        [&](const JsonNode& node) { return read_exception(node, problems, entries); });
    read_list<HolidayConfig>(object, "holidays", {"hari libur", "holidays"}, kMostDates, "date",
                             &HolidayConfig::date, schedule.holidays,
                             [&](const JsonNode& node) { return read_holiday(node, problems); });
    read_list<CalendarConfig>(
        object, "calendars", {"kalender", "calendars"}, kMostCalendars, "file",
        &CalendarConfig::file, schedule.calendars,
        [&](const JsonNode& node) { return read_calendar_entry(node, problems, names); });
    read_list<AlarmConfig>(object, "alarms", {"alarm", "alarms"}, kMostAlarms, "id",
                           &AlarmConfig::id, schedule.alarms,
                           [&](const JsonNode& node) { return read_alarm(node, problems, names); });
    object.finish();
    if (!problems.empty()) {
        return tl::unexpected(problems.take());
    }
    return schedule;
}

}  // namespace pendopo
