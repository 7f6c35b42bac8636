#include "engine/data/date_text.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

std::string text(const std::optional<Date>& date) {
    return date ? date->text() : "";
}

TEST(DateText, ReadsWhatPeopleWrite) {
    for (const char* spelling : {"2026-10-31",
                                 "31/10/2026",
                                 "31-10-2026",
                                 "31.10.2026",
                                 "2026/10/31",
                                 "10/31/2026",
                                 "31/10/26",
                                 "31-Okt-26",
                                 "31 Okt 2026",
                                 "31 Oktober 2026",
                                 "31 oct 2026",
                                 "31 OKT. 2026",
                                 "October 31, 2026",
                                 "Oct 31 2026",
                                 "Sabtu, 31 Oktober 2026",
                                 "Sat, 31 Oct 2026",
                                 "31 Okt '26",
                                 "20261031",
                                 "2026-10-31T08:00:00Z",
                                 "2026-10-31 08:00",
                                 "31/10/2026 08:00",
                                 "31-10-2026 08.00",
                                 "31 Oktober 2026 pukul 08.00 WIB",
                                 "31 Oktober 2026, 08:00 WIB",
                                 "Sat, 31 Oct 2026 08:00:00 GMT",
                                 "10/31/2026 8:00 AM",
                                 "per 31 Oktober 2026",
                                 "tgl. 31-10-2026",
                                 "31\u00A0Okt\u00A02026",
                                 "20261031080000",
                                 "2026-10-31T08:00:00.123+07:00",
                                 "31–10–2026",
                                 "2026 Oktober 31"}) {
        const DateText read = read_date(spelling);
        EXPECT_FALSE(read.ambiguous()) << spelling;
        EXPECT_EQ(text(read.day_first ? read.day_first : read.month_first), "2026-10-31")
            << spelling;
    }
    const struct {
        const char* spelling;
        const char* expected;
    } others[] = {
        {"1 Agustus 2026", "2026-08-01"},
        {"17 Desember 2026", "2026-12-17"},
        {"Jum'at, 7 Agt 2026", "2026-08-07"},
        {"1 Mei 2026", "2026-05-01"},
        {"2 Pebruari 1998", "1998-02-02"},
        {"3 Nopember 2026", "2026-11-03"},
        {"29 Feb 2024", "2024-02-29"},
        {"31-Des-99", "1999-12-31"},
        {"1 Juli 2026", "2026-07-01"},
        // Months and years alone keep their precision.
        {"Oktober 2026", "2026-10"},
        {"Okt 2026", "2026-10"},
        {"Okt-26", "2026-10"},
        {"2026-10", "2026-10"},
        {"10/2026", "2026-10"},
        {"bulan Oktober 2026", "2026-10"},
        {"2026", "2026"},
    };
    for (const auto& c : others) {
        EXPECT_EQ(text(read_date(c.spelling).day_first), c.expected) << c.spelling;
    }
}

TEST(DateText, TellsBothReadings) {
    const DateText read = read_date("5/6/2026");
    EXPECT_TRUE(read.ambiguous());
    EXPECT_EQ(text(read.day_first), "2026-06-05");
    EXPECT_EQ(text(read.month_first), "2026-05-06");
    EXPECT_FALSE(read_date("5/5/2026").ambiguous());
}

TEST(DateText, RefusesWhatIsNone) {
    for (const char* none : {"",
                             "abc",
                             "2026-13-01",
                             "2026-02-30",
                             "31 Februari 2026",
                             "2026-10-31x",
                             "/1/2026",
                             "31/10-2026",
                             "1//2026",
                             "31/10/20266",
                             "46326",
                             "Oct 26",
                             "26 Oct",
                             "1.5",
                             "12.345",
                             "0800-1600 2026",
                             "31 Okto 2026",
                             "2026-10-31T25:00",
                             "31/10/2026 8 pagi",
                             "99991231",
                             "0000-00-00",
                             "00/00/0000",
                             "1-2-3",
                             "3510014101900001"}) {
        EXPECT_FALSE(read_date(none).is_date()) << none;
    }
}

TEST(DateText, Instants) {
    const struct {
        Value value;
        std::optional<int64_t> expected;
    } cases[] = {
        {1'791'000'000, 1'791'000'000'000},
        {1'791'000'000'000, 1'791'000'000'000},
        {1'791'000'000'000'000, 1'791'000'000'000},
        {"1791000000", 1'791'000'000'000},
        {1'791'000'000.5, 1'791'000'000'500},
        {"2026-10-31", 1'793'379'600'000},  // midnight WIB
        {20261031, 1'793'379'600'000},      // and never 1970
        {"20261031", 1'793'379'600'000},
        {"31/10/2026", 1'793'379'600'000},
        {"31 Oktober 2026", 1'793'379'600'000},
        {"2026/10/31 08:30:00", 1'793'410'200'000},
        {"31-10-2026 08.30", 1'793'410'200'000},
        {"31 Okt 2026 pukul 08.30 WIB", 1'793'410'200'000},
        {"31 Okt 2026 09.30 WITA", 1'793'410'200'000},
        {"Sat, 31 Oct 2026 01:30:00 GMT", 1'793'410'200'000},
        {"2026-10-31T08:30:00", 1'793'410'200'000},
        {"2026-10-31 08:30", 1'793'410'200'000},
        {"2026-10-31T01:30:00Z", 1'793'410'200'000},
        {"2026-10-31T08:30:00.123+07:00", 1'793'410'200'000},
        {"2026-10-31T09:30+0800", 1'793'410'200'000},
        {"2026-10-31T01:30:00+00", 1'793'410'200'000},
        {"2026-10-31T08:30 WIB", 1'793'410'200'000},
        {"2026-10", 1'790'787'600'000},  // its first moment
        {"2026-10-31T25:00", std::nullopt},
        {"05/06/2026", std::nullopt},  // June or May
        {"kemarin", std::nullopt},
        {"", std::nullopt},
        {"2026", std::nullopt},
        {46326, std::nullopt},  // a spreadsheet's day number
        {0, std::nullopt},
        {-5, std::nullopt},
        {1e300, std::nullopt},
        {nullptr, std::nullopt},
        {Value::array({1}), std::nullopt},
        {"99999999999999999999", std::nullopt},
    };
    for (const auto& c : cases) {
        EXPECT_EQ(read_instant(c.value, "Asia/Jakarta"), c.expected) << c.value;
    }
    EXPECT_EQ(read_instant("2026-07-01T12:00", "Europe/Berlin"), 1'782'900'000'000);  // summer
    EXPECT_EQ(read_instant("05/06/2026", "UTC", DateOrder::day_first), 1'780'617'600'000);
    EXPECT_EQ(read_instant("05/06/2026", "UTC", DateOrder::month_first), 1'778'025'600'000);
}

}  // namespace
}  // namespace pendopo
