#include "engine/data/number_text.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

using Kind = NumberText::Kind;

// As JSON, under each of the two signs before decimals; "": it is no number so.
std::string dump(const std::optional<NumberText::Reading>& reading) {
    return reading ? reading->value.dump() : "";
}

struct Row {
    const char* text;
    const char* point;
    const char* comma;
    const char* unit = "";
};

// A spelling and its right value. Rows with two values are ambiguous: their column decides.
constexpr Row kNumbers[] = {
    {"0", "0", "0"},
    {" 1234 ", "1234", "1234"},
    {"-1,234.50", "-1234.5", ""},
    {"-1.234,50", "", "-1234.5"},
    {"1.234.567", "", "1234567"},
    {"1,234,567", "1234567", ""},
    {"1.234.567,5", "", "1234567.5"},
    {"1,5", "", "1.5"},
    {"1.5", "1.5", ""},
    {"1.234", "1.234", "1234"},
    {"138.728", "138.728", "138728"},
    {"1,286", "1286", "1.286"},
    {"0,435", "", "0.435"},  // a group never begins with 0
    {"0.435", "0.435", ""},
    {"012.345", "12.345", ""},
    {"1234.567", "1234.567", ""},
    {"1234,567", "", "1234.567"},
    {"12,34,567", "", ""},
    {"1.234.56", "", ""},
    {"1,234.567", "1234.567", ""},
    {"1.234,567", "", "1234.567"},
    {"1 234 567", "1234567", "1234567"},
    {"1 234,5", "", "1234.5"},
    {"1\u00A0234\u00A0567", "1234567", "1234567"},
    {"1\u202F234,5", "", "1234.5"},
    {"1'234'567.5", "1234567.5", ""},
    {"1’234’567", "1234567", "1234567"},
    {"+7", "7", "7"},
    {"−7,5", "", "-7.5"},
    {"–7", "-7", "-7"},
    {"1.000-", "-1.0", "-1000"},
    {"(1.000)", "-1.0", "-1000"},
    {"(1.250.000)", "", "-1250000"},
    {"( 1.234,5 )", "", "-1234.5"},
    {"007", "7", "7"},
    {"1,234e308", "null", "1.234e+308"},  // 1234e308 is more than a number holds
    {"1e3", "1000", "1000"},
    {"1.5E+06", "1500000", ""},
    {"3,51E+15", "", "3510000000000000"},
    {"9223372036854775807", "9223372036854775807", "9223372036854775807"},
    {"٣٤٥", "345", "345"},
    {"１２３", "123", "123"},
    // Money.
    {"Rp 1.234.567", "", "1234567", "rp"},
    {"Rp1.000,00", "", "1000.0", "rp"},
    {"Rp. 1.234,50", "", "1234.5", "rp"},
    {"Rp.1.000.000,-", "", "1000000", "rp"},
    {"Rp 1.000.000,--", "", "1000000", "rp"},
    {"Rp 1.234", "", "1234", "rp"},  // nobody writes thousandths of a rupiah
    {"Rp 1,234", "1234", "", "rp"},
    {"RP 5000", "5000", "5000", "rp"},
    {"IDR 1,182,400.25", "1182400.25", "", "rp"},
    {"1.000.000 rupiah", "", "1000000", "rp"},
    {"-Rp 5.000", "", "-5000", "rp"},
    {"Rp -5.000", "", "-5000", "rp"},
    {"Rp (1.000)", "", "-1000", "rp"},
    {"(Rp 1.000)", "", "-1000", "rp"},
    {"Rp 1.182.400.000.000", "", "1182400000000", "rp"},
    {"Rp 612.750.000.000,00", "", "612750000000.0", "rp"},
    {"$1,234.00", "1234.0", "", "$"},
    {"US$ 1,234.5", "1234.5", "", "$"},
    {"-$1,234.00", "-1234.0", "", "$"},
    {"($1,234.00)", "-1234.0", "", "$"},
    {"1.234,50 €", "", "1234.5", "€"},
    {"$1.234", "1.234", "1234", "$"},
    // Scales.
    {"Rp. 1,2 miliar", "", "1200000000", "rp"},
    {"Rp 1,2 milyar", "", "1200000000", "rp"},
    {"1.5 juta", "1500000", ""},
    {"12,75 jt", "", "12750000"},
    {"500 ribu", "500000", "500000"},
    {"2,5 triliun rupiah", "", "2500000000000", "rp"},
    {"1.2 million", "1200000", ""},
    {"Rp 3 ribu triliun", "3000000000000000", "3000000000000000", "rp"},
    // Shares.
    {"87,45%", "", "87.45", "%"},
    {"87.5 %", "87.5", "", "%"},
    {"-0,29 %", "", "-0.29", "%"},
    {"12 persen", "12", "12", "%"},
    {"100%", "100", "100", "%"},
};

TEST(NumberText, ReadsWhatPeopleWrite) {
    for (const Row& row : kNumbers) {
        const NumberText read = read_number(row.text);
        EXPECT_EQ(dump(read.point), row.point) << row.text;
        EXPECT_EQ(dump(read.comma), row.comma) << row.text;
        const bool number = *row.point != '\0' || *row.comma != '\0';
        EXPECT_EQ(read.kind == Kind::number, number) << row.text;
        if (number) {
            EXPECT_EQ(read.unit, row.unit) << row.text;
        }
    }
}

TEST(NumberText, SaysWhatIsMissingAndWhatIsBroken) {
    for (const char* text :
         {"", " ", "-", "–", "NaN", "-Inf", "N/A", "#N/A", "null", "tad", "t.a.d.", "…", "...",
          "Rp -", "Rp-", "tidak ada data", "nihil", "\u00A0"}) {
        EXPECT_EQ(read_number(text).kind, Kind::missing) << text;
    }
    for (const char* text : {"#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#DIV/0!", "#DIV/0",
                             "#####", "Err:502", "#SPILL!", "1e999", "1e99999999"}) {
        EXPECT_EQ(read_number(text).kind, Kind::error) << text;
    }
    for (const char* text :
         {"abc",      "1.",   ".5",     "0x10",  "1-2",  "1e",         "1.02.01",
          "12 orang", "5 ha", "Rp 5 $", "1,2 M", "1/2",  "31/10/2026", "08.00 WIB",
          "A1",       "+-5",  "%",      "juta",  "1 23", "()",         "1e99999999999999",
          "1e+-5",    "Rp.",  "Rp juta"}) {
        const Kind kind = read_number(text).kind;
        EXPECT_TRUE(kind == Kind::none || (kind == Kind::missing && text[0] == 'R')) << text;
    }
    EXPECT_EQ(read_number(std::string(401, '1')).kind, Kind::none);
}

TEST(NumberText, KnowsWhatANumberWouldNotGiveBack) {
    for (const char* code : {"007", "0812", "+62812", "3510014101900001", "1E3", "12e4", "08.00"}) {
        EXPECT_TRUE(read_number(code).code_like) << code;
    }
    // Groups are no code, whatever the size.
    for (const char* amount : {"0", "0,5", "123456789012345", "3.621.313.700.000.000", "1.5E+06"}) {
        EXPECT_FALSE(read_number(amount).code_like) << amount;
    }
}

TEST(NumberText, DecidesOnlyWhatIsDecided) {
    EXPECT_TRUE(read_number("1.234").ambiguous());
    EXPECT_FALSE(read_number("1234").ambiguous());
    EXPECT_EQ(read_number("1.234").value(0), std::nullopt);
    EXPECT_EQ(read_number("1.234").value(','), Value(1234));
    EXPECT_EQ(read_number("1.234").value('.'), Value(1.234));
    EXPECT_EQ(read_number("1.5").value(','), Value(1.5));
    EXPECT_EQ(read_number("x").value('.'), std::nullopt);
}

}  // namespace
}  // namespace pendopo
