// What a reader of a whole table does with it is in tests/data_sources/csv_test.cpp and
// tests/control/camera_csv_test.cpp.
#include "engine/text/csv_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pendopo {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

CsvRows read(std::string_view text, size_t most = 100) {
    return read_csv_rows(text, {}, most);
}

TEST(CsvRows, HaveTheLinesOfTheirFirstCells) {
    const CsvRows csv = read("a;\"b;\"\"c\"\"\nd\"\r\n\r\n1;2\rx;");
    ASSERT_EQ(csv.rows.size(), 3U);
    EXPECT_EQ(csv.separator, ';');
    EXPECT_TRUE(csv.cut_off);
    EXPECT_THAT(csv.rows[0].cells, ElementsAre("a", "b;\"c\"\nd"));
    EXPECT_EQ(csv.rows[0].line, 1U);
    EXPECT_THAT(csv.rows[1].cells, ElementsAre("1", "2"));
    EXPECT_EQ(csv.rows[1].line, 4U);
    EXPECT_THAT(csv.rows[2].cells, ElementsAre("x", ""));
    EXPECT_EQ(csv.rows[2].line, 5U);
}

TEST(CsvRows, HaveTheSeparatorThatLinesAgreeOn) {
    EXPECT_THAT(read("a\tb,c\n1\t2,3\n").rows[0].cells, ElementsAre("a", "b,c"));
    EXPECT_THAT(read("a,b|c\n1,2\n").rows[0].cells, ElementsAre("a", "b|c"));
    EXPECT_THAT(read("sep=;\na,b;c\n").rows[0].cells, ElementsAre("a,b", "c"));
    EXPECT_EQ(read("sep=;\na,b;c\n").rows[0].line, 2U);
}

TEST(CsvRows, OrAFaultAndItsLine) {
    const struct {
        const char* text;
        CsvFault fault;
        size_t line;
    } cases[] = {{"", CsvFault::empty, 0},
                 {" \r\n\t", CsvFault::empty, 0},
                 {"\n<!doctype html>", CsvFault::markup, 0},
                 {"Kamera 2026\na;b\nc;d\n", CsvFault::title, 0},
                 {"a,b\n1,\"2\n3,4\n", CsvFault::quote, 4},
                 {"a,b\n1,2 \"x\" 3\n", CsvFault::quote, 2},
                 {"a,b,c\n1,2,3\n", CsvFault::fields, 0}};
    for (const auto& [text, fault, line] : cases) {
        const CsvRows csv = read(text, 5);
        EXPECT_EQ(csv.fault, fault) << text;
        EXPECT_EQ(csv.fault_line, line) << text;
        EXPECT_THAT(csv.rows, IsEmpty()) << text;
    }
    EXPECT_EQ(read("a,b,c\n1,2,3\n", 6).fault, CsvFault::none);
}

}  // namespace
}  // namespace pendopo
