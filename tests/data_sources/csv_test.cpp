#include "engine/data/csv.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

std::string read(std::string_view text, const SourceConfig& source = {}) {
    const auto value = parse_csv(text, source);
    return value ? write_value(*value) : "error: " + value.error().message();
}

SourceConfig with(char separator, char decimal) {
    SourceConfig source;
    source.csv.separator = separator;
    source.csv.decimal = decimal;
    return source;
}

TEST(Csv, SeparatorsAndDecimals) {
    const char* expected = R"([{"opd":"Dinas A","nilai":1234.5},{"opd":"Dinas B","nilai":-7}])";
    EXPECT_EQ(read("opd,nilai\nDinas A,1234.5\nDinas B,-7\n"), expected);
    EXPECT_EQ(read("opd;nilai\r\nDinas A;1234.5\r\nDinas B;-7\r\n"), expected);
    EXPECT_EQ(read("opd\tnilai\nDinas A\t1234.5\nDinas B\t-7"), expected);
    EXPECT_EQ(read("opd|nilai\nDinas A|1234.5\nDinas B|-7"), expected);
    EXPECT_EQ(read("opd;nilai\nDinas A;1.234,5\nDinas B;-7\n", with(';', ',')), expected);
    EXPECT_EQ(read("opd;nilai\nDinas A;1.234,5\nDinas B;-7\n", with(0, ',')), expected);
    EXPECT_EQ(read("opd,nilai\n\"Dinas A\",\"1,234.5\"\n\"Dinas B\",-7\n"), expected);
    EXPECT_EQ(read("\xEF\xBB\xBFopd,nilai\nDinas A,1234.5\n\nDinas B,-7\n"), expected);
}

TEST(Csv, QuotesKeepEverything) {
    EXPECT_EQ(read("a,b\n\"x, \"\"y\"\"\nz\",1\n"), R"([{"a":"x, \"y\"\nz","b":1}])");
    // The separator of the first line does not count inside quotes.
    EXPECT_EQ(read("\"a,b,c\";d\n1;2\n"), R"([{"a,b,c":1,"d":2}])");
}

TEST(Csv, ColumnsAreNumbersOnlyWhenNothingIsLost) {
    EXPECT_EQ(read("kode\n0812\n0813\n"), R"([{"kode":"0812"},{"kode":"0813"}])");
    EXPECT_EQ(read("nik\n3510014101900001\n"), R"([{"nik":"3510014101900001"}])");
    EXPECT_EQ(read("hp\n+62812\n"), R"([{"hp":"+62812"}])");
    EXPECT_EQ(read("n\n1\nx\n"), R"([{"n":"1"},{"n":"x"}])");
    EXPECT_EQ(read("n\n1\nNaN\n-\n0\n"), R"([{"n":1},{"n":null},{"n":null},{"n":0}])");
    EXPECT_EQ(read("n,m\n1,\n2,\n"), R"([{"n":1,"m":""},{"n":2,"m":""}])");  // never a number
    EXPECT_EQ(read("n,m\n1e999,a\n"), R"([{"n":null,"m":"a"}])");
    EXPECT_EQ(read("n\n0.5\n"), R"([{"n":0.5}])");
    SourceConfig source;
    source.columns = {{"kode", ColumnRule::text}, {"nilai", ColumnRule::number}};
    EXPECT_EQ(read("kode,nilai\n1,007\n2,abc\n", source),
              R"([{"kode":"1","nilai":7},{"kode":"2","nilai":null}])");
}

TEST(Csv, LinesThatAreShortOrLong) {
    EXPECT_EQ(read("a,b\n1\n2,3\n"), R"([{"a":1,"b":null},{"a":2,"b":3}])");
    EXPECT_EQ(read("a,b\n1,2,\n"), R"([{"a":1,"b":2}])");
    EXPECT_EQ(read("a,b\n1,2,3\n"), "error: row 2 has 3 fields; expected 2");
    EXPECT_EQ(read("a,b\n1,2\n3"), "error: the last line is cut off; the file is being written");
    EXPECT_EQ(read("a,b\n1,2\n3,4"), R"([{"a":1,"b":2},{"a":3,"b":4}])");
    EXPECT_EQ(read("a,b\n"), "[]");
    EXPECT_EQ(read("a,a,\n1,2,3\n"), R"([{"a":1,"a 2":2,"3":3}])");
}

TEST(Csv, WithoutHeader) {
    SourceConfig source;
    source.csv.header = false;
    EXPECT_EQ(read("x,1\ny,2\n", source), R"([{"1":"x","2":1},{"1":"y","2":2}])");
}

TEST(Csv, BytesThatAreNoUtf8) {
    EXPECT_EQ(read("a\ncaf\xE9\n"), "[{\"a\":\"caf\xEF\xBF\xBD\"}]");
    SourceConfig source;
    source.csv.encoding = CsvFormat::Encoding::latin1;
    EXPECT_EQ(read("a\ncaf\xE9\n", source), "[{\"a\":\"café\"}]");
    EXPECT_EQ(read(std::string_view("a\nx\0y\n", 6)), "[{\"a\":\"x\xEF\xBF\xBDy\"}]");
}

TEST(Csv, RefusesWithoutQuoting) {
    EXPECT_EQ(read(""), "error: it is empty; expected CSV");
    EXPECT_EQ(read("<html><body>1,2"), "error: it is a web page or XML; expected JSON or CSV");
    EXPECT_EQ(read("a,b\n1,\"rahasia\n2,3\n"),
              "error: no valid CSV: a quote in or before line 4 is not closed or stands inside a "
              "field");
    EXPECT_EQ(read("a,b\n1,x\"y\n"),
              "error: no valid CSV: a quote in or before line 2 is not closed or stands inside a "
              "field");
    EXPECT_EQ(read(std::string(1001, ',')),
              "error: the first line has 1002 fields; expected 1 to 1000");
    std::string many = "a\n";
    for (int i = 0; i < 500'001; ++i) {
        many += "1\n";
    }
    EXPECT_EQ(read(many), "error: more than 500000 fields; let the source sum them up");
}

}  // namespace
}  // namespace pendopo
