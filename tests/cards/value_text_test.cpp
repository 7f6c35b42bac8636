#include "engine/cards/value_text.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace pendopo {
namespace {

using Style = ValueFormat::Style;

ValueFormat format(Style style) {
    ValueFormat format;
    format.style = style;
    return format;
}

// With the spaces that never break shown as spaces.
std::string spaced(std::string text) {
    for (size_t at; (at = text.find("\u00A0")) != std::string::npos;) {
        text.replace(at, 2, " ");
    }
    return text;
}

class ValueTextTest : public testing::Test {
  protected:
    std::string id(const Scalar& value, const ValueFormat& as) {
        return spaced(indonesian_.text(value, as));
    }
    std::string en(const Scalar& value, const ValueFormat& as) {
        return spaced(english_.text(value, as));
    }
    ValueText indonesian_{"id", "Asia/Jakarta"};
    ValueText english_{"en", "Asia/Jakarta"};
};

TEST_F(ValueTextTest, RupiahHasJutaMiliarTriliunWithOneDecimal) {
    const ValueFormat rupiah = format(Style::rupiah);
    EXPECT_EQ(id(2.1345e12, rupiah), "Rp2,1 triliun");
    EXPECT_EQ(id(820.44e9, rupiah), "Rp820,4 miliar");
    EXPECT_EQ(id(2.65e12, rupiah), "Rp2,7 triliun");
    EXPECT_EQ(id(3.5e8, rupiah), "Rp350,0 juta");
    EXPECT_EQ(id(1e6, rupiah), "Rp1,0 juta");
    EXPECT_EQ(id(999'999.0, rupiah), "Rp999.999");
    EXPECT_EQ(id(0.0, rupiah), "Rp0");
    EXPECT_EQ(id(-5e9, rupiah), "−Rp5,0 miliar");
    EXPECT_EQ(en(2.1345e12, rupiah), "Rp2.1 trillion");
    ValueFormat whole = rupiah;
    whole.compact = false;
    EXPECT_EQ(id(1234567.0, whole), "Rp1.234.567");
    EXPECT_EQ(indonesian_.number(2.1e12, rupiah).unit, "triliun");
}

TEST_F(ValueTextTest, NumbersHaveTheDecimalComma) {
    ValueFormat number = format(Style::number);
    EXPECT_EQ(id(1234567.891, number), "1.234.567,89");
    EXPECT_EQ(en(1234567.891, number), "1,234,567.89");
    EXPECT_EQ(id(12.0, number), "12");
    number.decimals = 1;
    number.unit = {"rumah", "houses"};
    EXPECT_EQ(id(12.0, number), "12,0 rumah");
    EXPECT_EQ(en(12.0, number), "12.0 houses");
    number.compact = true;
    EXPECT_EQ(id(12345.0, number), "12,3 ribu rumah");
    EXPECT_EQ(id(87.5, format(Style::percent)), "87,5%");
    EXPECT_EQ(indonesian_.percent(86.6), "87%");
    EXPECT_EQ(indonesian_.percent(3.44), "3,4%");
}

TEST_F(ValueTextTest, DatesAreInTheWallsTimeZone) {
    const ValueFormat date = format(Style::date);
    EXPECT_EQ(id(std::string("2026-11-24"), date), "24 Nov 2026");
    EXPECT_EQ(id(std::string("2026-08-17"), date), "17 Agu 2026");
    EXPECT_EQ(id(std::string("2026-11-24T10:42"), date), "24 Nov 2026 10.42");
    EXPECT_EQ(id(std::string("2026-11-24T03:42:00Z"), date), "24 Nov 2026 10.42");
    EXPECT_EQ(id(std::string("2026-11-24T12:42+09:00"), date), "24 Nov 2026 10.42");
    EXPECT_EQ(en(std::string("2026-11-24T10:42"), date), "24 Nov 2026 10:42");
    EXPECT_EQ(id(1795491727.0, date), "24 Nov 2026");     // seconds
    EXPECT_EQ(id(1795491727000.0, date), "24 Nov 2026");  // milliseconds
    for (const char* bad : {"kemarin", "2026-13-01", "2026-1", "24/11/2026", "2026-11-24T99:99"}) {
        EXPECT_EQ(id(std::string(bad), date), "–") << bad;
    }
    EXPECT_EQ(id(1e300, date), "–");
}

// A wrong day is worse than none.
TEST_F(ValueTextTest, DaysAndZonesThatAreNotAreADash) {
    const ValueFormat date = format(Style::date);
    for (const char* bad : {"2026-02-30",
                            "2025-02-29",
                            "2026-04-31",
                            "2026-00-10",
                            "2026-11-00",
                            "2026-11-32",
                            "-026-11-24",
                            "+026-11-24",
                            "2026-+1-24",
                            "2026- 1-24",
                            "2026-1-124",
                            "2026-112-4",
                            "20261-1-24",
                            "2026-11-24T24:00",
                            "2026-11-24T10:60",
                            "2026-11-24T",
                            "2026-11-24T10",
                            "2026-11-24x10:42",
                            "2026-11-24T10:42+99:00",
                            "2026-11-24T10:42+x",
                            "2026-11-24T10:42-"}) {
        EXPECT_EQ(id(std::string(bad), date), "–") << bad;
    }
    EXPECT_EQ(id(std::string("2024-02-29"), date), "29 Feb 2024");
    EXPECT_EQ(id(std::string("2026-11-24 23:59:59.5+07:00"), date), "24 Nov 2026 23.59");
    EXPECT_EQ(id(std::string("2026-11-24T23:30-0300"), date), "25 Nov 2026 09.30");
    EXPECT_EQ(id(std::string("2026-11-24T00:00Z"), date), "24 Nov 2026 07.00");
    // A wall without a known zone has UTC, and its times are shown all the same.
    EXPECT_EQ(
        spaced(ValueText("id", "Asia/Banyuwangi").text(std::string("2026-11-24T10:42"), date)),
        "24 Nov 2026 10.42");
}

TEST_F(ValueTextTest, UnitsOfACompactSumFollowItsRounding) {
    const ValueFormat rupiah = format(Style::rupiah);
    const std::pair<double, const char*> rows[] = {
        {999'949'999, "Rp999,9 juta"}, {999'950'000, "Rp1,0 miliar"}, {999.95e9, "Rp1,0 triliun"},
        {1.25e6, "Rp1,3 juta"},        {-1.25e6, "−Rp1,3 juta"},      {0.4, "Rp0"},
        {999'999.6, "Rp1.000.000"},
    };
    for (const auto& [value, words] : rows) {
        EXPECT_EQ(id(value, rupiah), words) << value;
    }
    EXPECT_NE(id(1e300, rupiah), "–");
}

TEST_F(ValueTextTest, SmallSharesKeepADecimal) {
    const std::pair<double, const char*> rows[] = {{0, "0,0%"},    {9.94, "9,9%"},
                                                   {9.95, "10%"},  {-9.94, "−9,9%"},
                                                   {99.5, "100%"}, {1234, "1.234%"}};
    for (const auto& [value, words] : rows) {
        EXPECT_EQ(indonesian_.percent(value), words) << value;
    }
    EXPECT_EQ(english_.percent(3.44), "3.4%");
}

TEST_F(ValueTextTest, WhatIsNoValueIsADash) {
    for (const Style style : {Style::automatic, Style::number, Style::rupiah, Style::percent,
                              Style::date, Style::text}) {
        EXPECT_EQ(id(std::monostate{}, format(style)), "–");
        EXPECT_EQ(id(std::string(), format(style)), "–");
    }
    EXPECT_EQ(id(std::numeric_limits<double>::quiet_NaN(), format(Style::number)), "–");
    EXPECT_EQ(id(std::numeric_limits<double>::infinity(), format(Style::rupiah)), "–");
    EXPECT_EQ(id(std::string("banyak"), format(Style::number)), "–");
    EXPECT_EQ(id(std::string("banyak"), format(Style::automatic)), "banyak");
    EXPECT_EQ(id(true, format(Style::automatic)), "ya");
    EXPECT_EQ(en(false, format(Style::automatic)), "no");
}

TEST_F(ValueTextTest, AgesAreRelative) {
    using namespace std::chrono_literals;
    EXPECT_EQ(indonesian_.age(-5s), "baru saja");
    EXPECT_EQ(indonesian_.age(59s), "baru saja");
    EXPECT_EQ(indonesian_.age(5min), "5 menit lalu");
    EXPECT_EQ(indonesian_.age(2h + 59min), "2 jam lalu");
    EXPECT_EQ(indonesian_.age(72h), "3 hari lalu");
    EXPECT_EQ(english_.age(1min), "1 minute ago");
    EXPECT_EQ(english_.age(2h), "2 hours ago");
}

TEST_F(ValueTextTest, AChangeHasItsShapeAndItsSign) {
    ValueFormat change = format(Style::number);
    change.is_change = true;
    EXPECT_EQ(id(200.0, change), "▲ +200");
    EXPECT_EQ(id(-100.0, change), "▼ −100");
    EXPECT_EQ(id(0.0, change), "tetap");
    EXPECT_EQ(en(0.0, change), "same");
    change.decimals = 1;
    EXPECT_EQ(id(-0.04, change), "tetap") << "nothing is left of it";
    change.style = Style::rupiah;
    change.decimals.reset();
    EXPECT_EQ(id(-2.5e9, change), "▼ −Rp2,5 miliar");
}

TEST_F(ValueTextTest, ADateInAnyColumnIsWrittenAsOne) {
    EXPECT_EQ(id(std::string("2026-10-31"), {}), "31 Okt 2026");
    EXPECT_EQ(id(std::string("2026-10"), {}), "2026-10");
    EXPECT_EQ(id(std::string("2026-02-30"), {}), "2026-02-30");
}

}  // namespace
}  // namespace pendopo
