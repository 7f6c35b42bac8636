// Long because each way in which an event says when it occurs is a case.

#include "config/icalendar.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <ctime>

namespace pendopo {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const std::vector<std::string> kLayouts{"ringkasan", "malam", "pasar"};

WallTime at(const std::string& zone, const CalendarDate& date, int hour, int minute = 0) {
    return Zone(zone).first(date, hour * 3600 + minute * 60);
}

CalendarQuestion question(const std::string& zone = "Asia/Jakarta") {
    return {{"jadwal.ics", "kiri"}, &kLayouts, zone, at(zone, {2026, 11, 25}, 12)};
}

std::string calendar(const std::string& inside) {
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test\r\n" + inside + "END:VCALENDAR\r\n";
}

std::string event(const std::string& lines, const std::string& summary = "malam") {
    return "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:" + summary + "\r\n" + lines + "END:VEVENT\r\n";
}

// "2026-11-26 09:00–10:30", as the clocks of the zone say.
std::vector<std::string> times(const CalendarContents& contents,
                               const std::string& zone = "Asia/Jakarta") {
    std::vector<std::string> result;
    for (const CalendarEvent& event : contents.events) {
        const LocalTime begin = Zone(zone).local(event.begin);
        const LocalTime end = Zone(zone).local(event.end);
        const auto clock = [](const LocalTime& time) {
            return fmt::format("{:02}:{:02}", time.second_of_day / 3600,
                               time.second_of_day / 60 % 60);
        };
        result.push_back(to_text(begin.date) + " " + clock(begin) + "–" +
                         (end.date == begin.date ? "" : to_text(end.date) + " ") + clock(end));
    }
    return result;
}

std::vector<std::string> days(const CalendarContents& contents) {
    std::vector<std::string> result;
    for (const HolidayConfig& holiday : contents.holidays) {
        result.push_back(to_text(holiday.date) + " " + holiday.name);
    }
    return result;
}

// How real programs write it, and what it means on a wall in Jakarta.
struct Form {
    const char* what;
    const char* lines;  // of one event "malam"
    std::vector<std::string> expected;
};

const Form kForms[] = {
    {"UTC, as Google exports",
     "DTSTART:20261126T020000Z\r\nDTEND:20261126T033000Z\r\n",
     {"2026-11-26 09:00–10:30"}},
    {"floating: the clocks of the wall",
     "DTSTART:20261126T090000\r\nDTEND:20261126T103000\r\n",
     {"2026-11-26 09:00–10:30"}},
    {"a zone of the tz database",
     "DTSTART;TZID=Asia/Makassar:20261126T100000\r\nDTEND;TZID=Asia/Makassar:20261126T113000\r\n",
     {"2026-11-26 09:00–10:30"}},
    {"Outlook: a zone of Windows",
     "DTSTART;TZID=SE Asia Standard Time:20261126T090000\r\nDTEND;TZID=SE Asia Standard "
     "Time:20261126T103000\r\n",
     {"2026-11-26 09:00–10:30"}},
    {"in quotes",
     "DTSTART;TZID=\"Asia/Jakarta\":20261126T090000\r\nDTEND;TZID=\"Asia/"
     "Jakarta\":20261126T103000\r\n",
     {"2026-11-26 09:00–10:30"}},
    {"Evolution: behind a prefix",
     "DTSTART;TZID=/freeassociation.sourceforge.net/Asia/Jakarta:20261126T090000\r\nDURATION:PT1H30"
     "M\r\n",
     {"2026-11-26 09:00–10:30"}},
    {"two zones: begin here, end there",
     "DTSTART;TZID=Asia/Jakarta:20261126T090000\r\nDTEND;TZID=Asia/Jayapura:20261126T123000\r\n",
     {"2026-11-26 09:00–10:30"}},
    {"whole days",
     "DTSTART;VALUE=DATE:20261126\r\nDTEND;VALUE=DATE:20261128\r\n",
     {"2026-11-26 00:00–2026-11-28 00:00"}},
    {"a whole day without an end",
     "DTSTART;VALUE=DATE:20261126\r\n",
     {"2026-11-26 00:00–2026-11-27 00:00"}},
    {"a whole day that ends when it begins",
     "DTSTART;VALUE=DATE:20261126\r\nDTEND;VALUE=DATE:20261126\r\n",
     {"2026-11-26 00:00–2026-11-27 00:00"}},
    {"folded in the middle of a number",
     "DTSTART:202611\r\n 26T020000Z\r\nDTEND:2026\r\n\t1126T033000Z\r\n",
     {"2026-11-26 09:00–10:30"}},
    {"lower case",
     "dtstart:20261126T020000Z\r\ndtend:20261126T033000Z\r\n",
     {"2026-11-26 09:00–10:30"}},
    {"every weekday, with a day left out and one more",
     "DTSTART:20261123T090000\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL="
     "20261201T170000Z\r\nEXDATE:20261127T090000,20261130T090000\r\nRDATE:20261205T090000\r\n",
     {"2026-11-24 09:00–10:00", "2026-11-25 09:00–10:00", "2026-11-26 09:00–10:00",
      "2026-12-01 09:00–10:00", "2026-12-05 09:00–10:00"}},
    {"a count that began long ago",
     "DTSTART:20261120T090000\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=6\r\n",
     {"2026-11-24 09:00–10:00", "2026-11-25 09:00–10:00"}},
    {"the last Friday of the month, since 1995",
     "DTSTART:19950127T130000\r\nDURATION:PT30M\r\nRRULE:FREQ=MONTHLY;BYDAY=-1FR;UNTIL="
     "20270101\r\n",
     {"2026-11-27 13:00–13:30", "2026-12-25 13:00–13:30"}},
    {"an exception of a whole day",
     "DTSTART:20261126T090000\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=3\r\nEXDATE;VALUE=DATE:"
     "20261127\r\n",
     {"2026-11-26 09:00–10:00", "2026-11-28 09:00–10:00"}},
    {"called off",
     "DTSTART:20261126T020000Z\r\nDTEND:20261126T033000Z\r\nSTATUS:CANCELLED\r\n",
     {}},
    {"over", "DTSTART:20261001T020000Z\r\nDTEND:20261001T033000Z\r\n", {}},
    {"far ahead", "DTSTART:20290101T020000Z\r\nDTEND:20290101T033000Z\r\n", {}},
    {"begun last week, not over",
     "DTSTART:20261118T020000Z\r\nDTEND:20261126T033000Z\r\n",
     {"2026-11-18 09:00–2026-11-26 10:30"}},
    {"an alarm and other components inside",
     "DTSTART:20261126T020000Z\r\nBEGIN:VALARM\r\nTRIGGER:-PT10M\r\nDTSTART:20250101T000000Z\r\n"
     "SUMMARY:pasar\r\nEND:VALARM\r\nDTEND:20261126T033000Z\r\n",
     {"2026-11-26 09:00–10:30"}},
};

TEST(ICalendar, ReadsHowProgramsWrite) {
    for (const Form& form : kForms) {
        SCOPED_TRACE(form.what);
        const auto contents = read_calendar(calendar(event(form.lines)), question());
        ASSERT_TRUE(contents);
        EXPECT_EQ(times(*contents), form.expected);
        EXPECT_THAT(contents->left_out, IsEmpty());
        EXPECT_THAT(contents->holidays, IsEmpty());
    }
}

TEST(ICalendar, AnyLineEndsAndAByteOrderMark) {
    const std::string text =
        calendar(event("DTSTART:20261126T020000Z\r\nDTEND:20261126T033000Z\r\n"));
    for (const std::string ends : {"\n", "\r", "\r\n"}) {
        std::string other = "\xEF\xBB\xBF";
        for (size_t i = 0; i < text.size(); i += text[i] == '\r' ? 2 : 1) {
            other += text[i] == '\r' ? ends : std::string(1, text[i]);
        }
        const auto contents = read_calendar(other, question());
        ASSERT_TRUE(contents);
        EXPECT_THAT(times(*contents), ElementsAre("2026-11-26 09:00–10:30"));
    }
}

TEST(ICalendar, NamesTheLayoutInTheSummaryOrByItsOwnProperty) {
    const std::string when = "DTSTART:20261126T020000Z\r\nDTEND:20261126T033000Z\r\n";
    const auto contents =
        read_calendar(calendar(event(when, "Pasar") +
                               event(when + "X-PENDOPO-LAYOUT:malam\r\n", "Gala\\, dinner") +
                               event(when, "Rapat pimpinan") +
                               event(when + "X-PENDOPO-LAYOUT:malm\r\n", "Nonton bareng")),
                      question());
    ASSERT_TRUE(contents);
    ASSERT_EQ(contents->events.size(), 2u);
    const CalendarEvent& market = contents->events[0];
    EXPECT_EQ(market.id, "jadwal-20261126T0900");
    EXPECT_EQ(market.name, "Pasar");
    EXPECT_EQ(market.layout, "pasar");
    EXPECT_EQ(market.display, "kiri");
    EXPECT_EQ(market.begin, at("Asia/Jakarta", {2026, 11, 26}, 9));
    EXPECT_EQ(contents->events[1].id, "jadwal-20261126T0900-2");
    EXPECT_EQ(contents->events[1].name, "Gala, dinner");
    EXPECT_EQ(contents->events[1].layout, "malam");
    EXPECT_THAT(contents->left_out,
                ElementsAre(LocalText{
                    "acara \"Nonton bareng\" dilewati: tidak ada tata letak \"malm\"; mungkin "
                    "maksudnya \"malam\"?",
                    "the event \"Nonton bareng\" is left out: no layout \"malm\"; did you mean "
                    "\"malam\"?"}));
}

TEST(ICalendar, AMovedOccurrenceReplacesItsOwn) {
    const auto contents = read_calendar(
        calendar(event("RECURRENCE-ID:20261127T020000Z\r\nDTSTART:20261127T070000Z\r\n"
                       "DTEND:20261127T080000Z\r\n") +
                 event("DTSTART;TZID=Asia/Jakarta:20261126T090000\r\nDURATION:PT1H\r\n"
                       "RRULE:FREQ=DAILY;COUNT=3\r\n")),
        question());
    ASSERT_TRUE(contents);
    EXPECT_THAT(times(*contents), ElementsAre("2026-11-26 09:00–10:00", "2026-11-27 14:00–15:00",
                                              "2026-11-28 09:00–10:00"));
}

TEST(ICalendar, RecursByTheClocksOfItsZone) {
    const auto contents = read_calendar(
        calendar(event("DTSTART;TZID=Europe/Berlin:20270327T220000\r\n"
                       "DTEND;TZID=Europe/Berlin:20270328T060000\r\nRRULE:FREQ=DAILY;COUNT=2\r\n")),
        question("Europe/Berlin"));
    ASSERT_TRUE(contents);
    EXPECT_THAT(
        times(*contents, "Europe/Berlin"),
        ElementsAre("2027-03-27 22:00–2027-03-28 06:00", "2027-03-28 22:00–2027-03-29 06:00"));
    EXPECT_EQ(contents->events[0].end - contents->events[0].begin, std::chrono::hours(7));
}

// https://calendar.google.com/calendar/ical/id.indonesian%23holiday%40group.v.calendar.google.com,
// as it is written: names and days of a few events.
TEST(ICalendar, GooglesHolidaysOfIndonesia) {
    const auto holiday = [](const char* begin, const char* end, const char* name,
                            const char* about) {
        return fmt::format(
            "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:{}\r\nDTEND;VALUE=DATE:{}\r\n"
            "DTSTAMP:20251125T000000Z\r\nUID:{}_x@google.com\r\nCLASS:PUBLIC\r\n"
            "CREATED:20240517T113241Z\r\nDESCRIPTION:{}\r\nLAST-MODIFIED:20240517T113241Z\r\n"
            "SEQUENCE:0\r\nSTATUS:CONFIRMED\r\nSUMMARY:{}\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n",
            begin, end, begin, about, name);
    };
    constexpr const char* kObserved =
        "Perayaan\\nUntuk menyembunyikan perayaan\\, buka Setelan Google \r\n Kalender > Hari "
        "Libur "
        "di Indonesia";
    const auto contents = read_calendar(
        calendar("CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\nX-WR-CALNAME:Hari libur di Indonesia\r\n"
                 "X-WR-TIMEZONE:UTC\r\n" +
                 holiday("20261225", "20261226", "Hari Raya Natal", "Hari libur nasional") +
                 holiday("20261224", "20261225", "Malam Natal", kObserved) +
                 holiday("20270101", "20270102", "Hari Tahun Baru", "Hari libur nasional") +
                 holiday("20270817", "20270818", "Hari Proklamasi Kemerdekaan R.I.",
                         "Hari libur nasional") +
                 holiday("20250817", "20250818", "Hari Proklamasi Kemerdekaan R.I.",
                         "Hari libur nasional")),
        question());
    ASSERT_TRUE(contents);
    EXPECT_THAT(days(*contents),
                ElementsAre("2026-12-25 Hari Raya Natal", "2027-01-01 Hari Tahun Baru",
                            "2027-08-17 Hari Proklamasi Kemerdekaan R.I."));
    EXPECT_THAT(contents->events, IsEmpty());
}

TEST(ICalendar, WholeDaysWithoutALayoutAreHolidays) {
    const auto contents = read_calendar(
        calendar(event("DTSTART:20261225T000000\r\nDTEND:20261227T000000\r\n", "Outlook") +
                 event("DTSTART;VALUE=DATE:19500817\r\nRRULE:FREQ=YEARLY\r\n", "Merdeka") +
                 event("DTSTART:20261225T090000\r\nDTEND:20261225T100000\r\n", "Rapat") +
                 event("DTSTART;VALUE=DATE:20261120\r\nDTEND;VALUE=DATE:20261126\r\n", "Cuti")),
        question());
    ASSERT_TRUE(contents);
    EXPECT_THAT(days(*contents),
                ElementsAre("2026-11-24 Cuti", "2026-11-25 Cuti", "2026-12-25 Outlook",
                            "2026-12-26 Outlook", "2027-08-17 Merdeka"));
}

TEST(ICalendar, SaysWhichEventsItLeavesOut) {
    const struct {
        const char* lines;
        const char* why;
    } bad[] = {
        {"", "it has no DTSTART"},
        {"DTSTART:20261126T020000Z\r\n", "it has no end, neither DTEND nor DURATION"},
        {"DTSTART:20261126T020000Z\r\nDTEND:20261126T010000Z\r\n", "it ends before it begins"},
        {"DTSTART;TZID=Dagobah/Swamp:20261126T020000\r\nDURATION:PT1H\r\n",
         "no time zone \"Dagobah/Swamp\" is known here"},
        {"DTSTART:20261126T020000Z\r\nDURATION:-PT1H\r\n", "it ends before it begins"},
        {"DTSTART:20261126T020000Z\r\nDURATION:P999999W\r\n", "it lasts longer than ten years"},
        {"DTSTART:20261126T020000Z\r\nDURATION:PT4000000000H\r\n",
         "it lasts longer than ten years"},
        {"DTSTART;VALUE=DATE:20260230\r\n", "it says no day and time that there is"},
    };
    for (const auto& [lines, why] : bad) {
        SCOPED_TRACE(lines);
        const auto contents = read_calendar(calendar(event(lines)), question());
        ASSERT_TRUE(contents);
        EXPECT_THAT(contents->events, IsEmpty());
        EXPECT_THAT(contents->left_out,
                    ElementsAre(testing::Field(
                        &LocalText::en, std::string("the event \"malam\" is left out: ") + why)));
    }
}

TEST(ICalendar, AZoneOfTheFileThatNeverChanges) {
    const std::string zone =
        "BEGIN:VTIMEZONE\r\nTZID:Kantor\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\n"
        "TZOFFSETFROM:+0800\r\nTZOFFSETTO:+0800\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
    const auto contents = read_calendar(
        calendar(zone + event("DTSTART;TZID=Kantor:20261126T100000\r\nDURATION:PT1H\r\n")),
        question());
    ASSERT_TRUE(contents);
    EXPECT_THAT(times(*contents), ElementsAre("2026-11-26 09:00–10:00"));
}

// Whatever a file says, reading it ends soon, with what can be used or with what is wrong.
TEST(ICalendar, HostileFilesTakeNoTime) {
    const auto rule = [](const std::string& text) {
        return calendar(
            event("DTSTART:20200101T000000Z\r\nDURATION:PT1M\r\nRRULE:" + text + "\r\n"));
    };
    std::string deep = "BEGIN:VCALENDAR\r\n";
    for (int i = 0; i < 200'000; ++i) {
        deep += "BEGIN:VEVENT\r\n";
    }
    std::string many;
    for (int i = 0; i < 3'000; ++i) {
        many += event(
            "DTSTART:20200101T000000Z\r\nDURATION:PT1M\r\n"
            "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\r\n");
    }
    std::string exceptions = "DTSTART:20200101T000000Z\r\nDURATION:PT1M\r\nRRULE:FREQ=HOURLY\r\n";
    for (int i = 0; i < 1'900; ++i) {
        exceptions += "EXDATE:20270101T000000Z,20270102T000000Z,20270103T000000Z\r\n";
    }
    const std::string hostile[] = {
        rule("FREQ=SECONDLY"),
        rule("FREQ=HOURLY;COUNT=2000000000"),
        rule("FREQ=MINUTELY"),
        rule("FREQ=HOURLY"),
        rule("FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30"),
        rule("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"),
        rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
        rule("FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO;BYSETPOS=-366"),
        rule("FREQ=YEARLY;INTERVAL=32767;BYDAY=MO,TU,WE,TH,FR,SA,SU"),
        rule("FREQ=DAILY;INTERVAL=0"),
        rule("FREQ=DAILY;INTERVAL=-1"),
        rule("FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1"),
        rule(
            "FREQ=YEARLY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11;BYMINUTE=0,10,20,30,40,50;BYSECOND=0,1,2,"
            "3,4,5,6,7,8,9;BYDAY=MO,TU,WE,TH,FR"),
        rule("RSCALE=CHINESE;FREQ=YEARLY;BYMONTH=5L;SKIP=FORWARD"),
        rule("FREQ="),
        rule(std::string(1'000'000, '9')),
        calendar(event(exceptions)),
        calendar(many),
        deep,
        std::string(4 << 20, '\n'),
        [] {
            std::string lines;
            for (int i = 0; i < 2'000'000; ++i) {
                lines += "x\n";
            }
            return lines;
        }(),
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:" + std::string(4'000'000, 'x'),
        "BEGIN:VCALENDAR\r\n" + std::string(4'000'000, ' '),
        calendar("BEGIN:VTIMEZONE\r\nTZID:x\r\nBEGIN:DAYLIGHT\r\nDTSTART:16010101T000000\r\n"
                 "TZOFFSETTO:+0100\r\nRRULE:FREQ=SECONDLY\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n" +
                 event("DTSTART;TZID=x:20261126T020000\r\nDURATION:PT1H\r\n")),
    };
    for (const std::string& text : hostile) {
        SCOPED_TRACE(text.substr(0, 200));
        const std::clock_t start = std::clock();
        const auto contents = read_calendar(text, question());
        EXPECT_LT((std::clock() - start) / CLOCKS_PER_SEC, 10);
        EXPECT_TRUE(!contents || contents->events.size() <= 10'000);
    }
}

// Where a rule began does not matter to what it means now, but for those that count.
TEST(ICalendar, OldRulesRecurAsYoungOnes) {
    const struct {
        const char* rule;
        const char* old_start;  // at an occurrence, as is the young one
        const char* young_start;
    } rules[] = {
        {"FREQ=DAILY", "19900101", "20261001"},
        {"FREQ=DAILY;INTERVAL=3", "20260101", "20261031"},
        {"FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR", "20200106", "20261102"},
        {"FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=31", "20000131", "20261031"},
        {"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "20000131", "20261030"},
        {"FREQ=YEARLY;INTERVAL=2;BYMONTH=12;BYDAY=2WE", "20001213", "20241211"},
        {"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "20000229", "20240229"},
        {"FREQ=HOURLY;INTERVAL=5", "20201231", "20261121"},
    };
    for (const auto& [rule, old_start, young_start] : rules) {
        SCOPED_TRACE(rule);
        const auto read = [&rule = rule](const char* start) {
            return times(*read_calendar(
                calendar(event(fmt::format("DTSTART:{}T080000\r\nDURATION:PT10M\r\nRRULE:{}\r\n",
                                           start, rule))),
                question()));
        };
        EXPECT_EQ(read(old_start), read(young_start));
    }
}

TEST(ICalendar, SaysWhatIsWrong) {
    std::string many;
    for (int i = 0; i <= 10'000; ++i) {
        many += "BEGIN:VEVENT\r\nEND:VEVENT\r\n";
    }
    const struct {
        std::string text;
        const char* error;
    } bad[] = {
        {"",
         "this is no iCalendar file: no line says BEGIN:VCALENDAR; export the calendar as .ics"},
        {"<html>",
         "this is no iCalendar file: no line says BEGIN:VCALENDAR; export the calendar as "
         ".ics"},
        {calendar(many), "more than 10000 events; give the wall a calendar of its own"},
        {std::string((4 << 20) + 1, ' '), "4194305 bytes; at most 4194304 are read"},
        {calendar(
             event("DTSTART:20200101T000000Z\r\nDURATION:PT1M\r\n"
                   "RRULE:FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11;BYMINUTE=0,15,30,45\r\n")),
         "more than 10000 occurrences within 400 days; give the wall a calendar of its own"},
    };
    for (const auto& [text, error] : bad) {
        const auto contents = read_calendar(text, question());
        ASSERT_FALSE(contents) << text.substr(0, 100);
        EXPECT_EQ(contents.error().message(), error);
    }
}

}  // namespace
}  // namespace pendopo
