#include "config/schedule_config.h"

#include <gmock/gmock.h>

#include "tests/config/good_files.h"

namespace pendopo {
namespace {

std::string problems(const std::string& inside, const ScheduleNames& names = {}) {
    const auto schedule =
        read_schedule_config("schedule.json", "{\"version\":1," + inside + "}", names);
    return schedule ? "" : to_string(schedule.error());
}

TEST(ScheduleConfig, ReadsEveryKey) {
    const auto schedule = read_schedule_config("schedule.json", good_file("schedule"));
    ASSERT_TRUE(schedule) << to_string(schedule.error());
    ScheduleConfig expected;
    expected.tours = {{"harian", "Tur harian", {{"ringkasan", 60}, {"b", 30}}}};
    expected.tour = "harian";
    ScheduleEntry service;
    service.id = "layanan";
    service.name = "Jam layanan";
    service.layout = "ringkasan";
    service.days = {Weekday::monday, Weekday::friday};
    service.from_minute = 450;
    service.to_minute = 900;
    service.first_day = CalendarDate{2026, 1, 1};
    service.last_day = CalendarDate{2027, 12, 31};
    service.on_holidays = OnHolidays::skip;
    ScheduleEntry night;
    night.id = night.name = "malam";
    night.tour = "harian";
    night.display = "kanan";
    night.from_minute = 1320;
    night.to_minute = 300;
    ScheduleEntry closed;
    closed.id = "tutup";
    closed.name = "Kantor tutup";
    closed.off = true;
    closed.from_minute = 1380;
    closed.to_minute = 360;
    expected.entries = {service, night, closed};
    expected.exceptions = {{{2026, 12, 24}, "Cuti bersama", {"malam"}}};
    expected.holidays = {{{2026, 12, 25}, "Hari Raya Natal"}};
    expected.calendars = {{"libur.ics", "kiri"}};
    AlarmConfig quake;
    quake.id = "gempa";
    quake.name = "Gempa bumi";
    quake.layout = "b";
    quake.display = "kiri";
    quake.text = "Gempa bumi";
    quake.level = "emergency";
    quake.seconds = 300;
    quake.least_seconds = 20;
    quake.cool_down_seconds = 30;
    quake.most_per_hour = 6;
    quake.needs_acknowledgement = true;
    AlarmConfig door;
    door.id = door.name = door.text = "pintu";
    door.camera = "pasar-1";
    expected.alarms = {quake, door};
    EXPECT_EQ(*schedule, expected);
}

TEST(ScheduleConfig, AnEmptyOneIsGood) {
    const auto schedule = read_schedule_config("schedule.json", "{\"version\": 1}");
    ASSERT_TRUE(schedule);
    EXPECT_EQ(*schedule, ScheduleConfig{});
}

TEST(ScheduleConfig, SaysEveryProblem) {
    const std::vector<std::string> layouts{"ringkasan", "malam"};
    const std::vector<std::string> displays{"kiri", "kanan"};
    const std::vector<std::string> cameras{"rsud-lobi"};
    const struct {
        const char* inside;
        const char* problem;  // after "schedule.json:1:"
    } bad[] = {
        {R"("entrys":[])", R"(14 /entrys: unknown key; did you mean "entries"?)"},
        {R"("tour":"sore")", R"(21 /tour: no tour "sore"; there is none at all)"},
        {R"("tours":[{"id":"a","steps":[{"layout":"malm"},{}]}])",
         "52 /tours/0/steps/0/layout: no layout \"malm\"; did you mean \"malam\"?\n"
         "schedule.json:1:60 /tours/0/steps/1: missing key \"layout\"; expected the id of a "
         "layout"},
        {R"("tours":[{"id":"a","steps":[{"layout":"malam"}]}])",
         "41 /tours/0/steps: got an array of 1; expected two to 100 layouts that take turns"},
        {R"("tours":[{"id":"a","steps":[{"layout":"malam","seconds":2},{"layout":"malam"}]}])",
         "70 /tours/0/steps/0/seconds: got 2; expected a whole number from 3 to 86400"},
        {R"("entries":[{"id":"a"}])",
         R"(25 /entries/0: nothing says what is shown; add "layout", "tour" or "off")"},
        {R"("entries":[{"id":"a","off":false}])",
         "41 /entries/0/off: got false; expected true; an entry that shows something names it "
         "instead"},
        {R"("entries":[{"id":"a","off":true,"layout":"malam"}])",
         R"(35 /entries/0/off: "layout" is given too; keep one of the two)"},
        {R"("entries":[{"id":"a","layout":"malam","tour":"b"}])",
         "52 /entries/0/tour: \"layout\" is given too; keep one of the two\n"
         "schedule.json:1:59 /entries/0/tour: no tour \"b\"; there is none at all"},
        {R"("entries":[{"id":"a","layout":"malam"},{"id":"a","layout":"malam"}])",
         R"(59 /entries/1/id: "a" is given already; remove one)"},
        {R"("entries":[{"id":"a","layout":"malam","display":"kirri"}])",
         R"(62 /entries/0/display: no display "kirri"; did you mean "kiri"?)"},
        {R"("entries":[{"id":"a","layout":"malam","days":["mnday","monday","monday"]}])",
         "60 /entries/0/days/0: got \"mnday\"; expected \"monday\", \"tuesday\", \"wednesday\", "
         "\"thursday\", \"friday\", \"saturday\" or \"sunday\"; did you mean \"monday\"?\n"
         "schedule.json:1:77 /entries/0/days/2: \"monday\" is given already; remove one"},
        {R"("entries":[{"id":"a","layout":"malam","days":[]}])",
         "59 /entries/0/days: got an empty array; expected days like \"monday\"; leave \"days\" "
         "out "
         "for every day"},
        {R"("entries":[{"id":"a","layout":"malam","from":"24:00"}])",
         "59 /entries/0/from: got \"24:00\"; expected a time like \"07:30\", from \"00:00\" to "
         "\"23:59\""},
        {R"("entries":[{"id":"a","layout":"malam","to":"24.00"}])",
         "57 /entries/0/to: got \"24.00\"; expected a time like \"15:00\", from \"00:00\" to "
         "\"24:00\""},
        {R"("entries":[{"id":"a","layout":"malam","first_day":"2027-02-29"}])",
         "64 /entries/0/first_day: got \"2027-02-29\"; expected a day of the calendar like "
         "\"2026-12-25\""},
        {R"("entries":[{"id":"a","layout":"malam","first_day":"2027-02-28","last_day":"2027-02-27"}])",
         "88 /entries/0/last_day: the last day is before the first, 2027-02-28; change one of the "
         "two"},
        {R"("exceptions":[{"date":"2026-12-24","entries":["pagi"]}])",
         R"(60 /exceptions/0/entries/0: no entry "pagi"; there is none at all)"},
        {R"("exceptions":[{"entries":[]}])",
         R"(28 /exceptions/0: missing key "date"; expected a day like "2026-12-25")"},
        {R"("holidays":[{"date":"2026-12-25"},{"date":"2026-12-25"}])",
         R"(56 /holidays/1/date: "2026-12-25" is given already; remove one)"},
        {R"("alarms":[{"id":"a","camera":"rsud-lobby"}])",
         R"(43 /alarms/0/camera: no camera "rsud-lobby"; did you mean "rsud-lobi"?)"},
        {R"("alarms":[{"id":"a"}])",
         R"(24 /alarms/0: nothing says what is shown; add "layout" or "camera")"},
        {R"("alarms":[{"id":"a","layout":"malam","text":""}])",
         "58 /alarms/0/text: a text of 0 characters; expected 1 to 280"},
        {R"("alarms":[{"id":"a","layout":"malam","seconds":5}])",
         "61 /alarms/0/seconds: the alarm ends by itself after 5 s, before its \"least_seconds\", "
         "10; change one of the two"},
        {R"("alarms":[{"id":"a","layout":"malam","level":"alert"}])",
         "59 /alarms/0/level: got \"alert\"; expected \"info\", \"warning\" or \"emergency\""},
        {R"("calendars":[{"file":""}])",
         "35 /calendars/0/file: got an empty string; expected a string that is not empty"},
    };
    for (const auto& [inside, problem] : bad) {
        EXPECT_EQ(problems(inside, {&layouts, &displays, &cameras}),
                  std::string("schedule.json:1:") + problem + "\n")
            << inside;
    }
}

}  // namespace
}  // namespace pendopo
