#include "engine/data/csv.h"

#include <gtest/gtest.h>

#include "engine/data/shape.h"

namespace pendopo {
namespace {

constexpr int64_t kNow = 1'795'000'000'000;

std::string read(std::string_view text, SourceConfig source = {}, bool being_written = false) {
    source.audience = "staff";
    const Fetched fetched{.body = std::string(text),
                          .format = DataFormat::csv,
                          .modified_ms = being_written ? kNow - 100 : kNow - 10'000,
                          .is_file = true};
    const auto shaped = shape(fetched, source, "Asia/Jakarta", kNow);
    return shaped ? shaped->text : "error: " + shaped.error().message();
}

std::vector<std::string> notes(std::string_view text) {
    const auto shaped =
        shape({.body = std::string(text), .format = DataFormat::csv}, {}, "UTC", kNow);
    return shaped ? shaped->reading.notes : std::vector<std::string>{shaped.error().message()};
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
    EXPECT_EQ(read("a,b\n1,2,3\n"),
              "error: row 2 has 3 fields; expected 2; put texts that hold the separator into "
              "quotes, or, where the names of the columns stand further down, say \"csv\": "
              "{\"header_row\": 2}");
    EXPECT_EQ(read("a,b\n1,2\n3,4"), R"([{"a":1,"b":2},{"a":3,"b":4}])");
    EXPECT_EQ(read("a,b\n"), "[]");
    EXPECT_EQ(read("a,a,\n1,2,3\n"), R"([{"a":1,"a 2":2,"3":3}])");
    EXPECT_EQ(notes("a,a\n1,2\n")[0], "two columns are named \"a\"; column 2 is called \"a 2\"");
}

TEST(Csv, FootnotesAndTotalsBelowTheTable) {
    const char* good = R"([{"kec":"A","jiwa":1}])";
    EXPECT_EQ(read("kec;jiwa\nA;1\nSumber: BPS"), good);
    EXPECT_EQ(read("kec;jiwa\nA;1\nSumber: BPS\n"), good);
    EXPECT_EQ(read("kec;jiwa\nA;1\n;\nSumber: BPS;\n*) sementara;\n"),
              R"([{"kec":"A","jiwa":1},{"kec":"","jiwa":null}])");
    EXPECT_EQ(notes("kec;jiwa\nA;1\nSumber: BPS\n")[0],
              "line 3 is no row of the table and left out: \"Sumber: BPS\"");
    EXPECT_EQ(notes("kec;jiwa\nA;1\nB;2\nJumlah;3\n")[0],
              "line 4 looks like a total (\"Jumlah\") and is a row like the others; a sum over all "
              "rows counts it twice");
    // While the file is being written it is no footnote but half a row.
    EXPECT_EQ(read("a;b\n1;2\n3", {}, true),
              "error: the last line is cut off; the file is being written");
    EXPECT_EQ(read("a;b\n1;2\n3\n", {}, true), R"([{"a":1,"b":2}])");
    // A district without a figure is a row.
    EXPECT_EQ(read("kec;jiwa\nA;1\nB;\n"), R"([{"kec":"A","jiwa":1},{"kec":"B","jiwa":null}])");
}

TEST(Csv, TitlesAboveTheTable) {
    const std::string titled = "REKAP PENDUDUK 2026;;\n;;\nkec;jiwa;kk\nA;1;2\n";
    EXPECT_EQ(read(titled),
              "error: line 1 looks like a title and line 3 like the names of the columns; say "
              "\"csv\": {\"header_row\": 3}");
    EXPECT_EQ(read("REKAP PENDUDUK 2026\n\nkec;jiwa\nA;1\nB;2\n"),
              "error: the first line has no separator and those below it have; it looks like a "
              "title: say \"csv\": {\"header_row\": …} with the line of the names");
    EXPECT_EQ(read("REKAP,\nkec,jiwa\nA,1\n"),
              "error: line 1 looks like a title and line 2 like the names of the columns; say "
              "\"csv\": {\"header_row\": 2}");
    EXPECT_EQ(read(";;\n1;2;3\n"),
              "error: line 1 names 0 of 3 columns; where the names stand further down, say "
              "\"csv\": {\"header_row\": 2}");
    SourceConfig source;
    source.csv.header_row = 3;
    EXPECT_EQ(read(titled, source), R"([{"kec":"A","jiwa":1,"kk":2}])");
    EXPECT_EQ(read("REKAP PENDUDUK 2026\n\nkec;jiwa\nA;1\nB;2\n", source),
              R"([{"kec":"A","jiwa":1},{"kec":"B","jiwa":2}])");
    source.csv.header_row = 30;
    EXPECT_EQ(read(titled, source), "error: there is no line 30");
}

TEST(Csv, ALineThatNamesTheSeparator) {
    EXPECT_EQ(read("sep=;\nkec;jiwa;kk\nA;1;2\n"), R"([{"kec":"A","jiwa":1,"kk":2}])");
    EXPECT_EQ(read("\"sep=,\"\r\nkec,jiwa\r\nA,1\r\n"), R"([{"kec":"A","jiwa":1}])");
    EXPECT_EQ(read("SEP=\t\nkec\tjiwa\nA;B\t1\n"), R"([{"kec":"A;B","jiwa":1}])");
    EXPECT_EQ(read("sep=;\nkode;v\n35.10;1.234\n", with(0, ',')), R"([{"kode":"35.10","v":1234}])");
    // The lines agree on the separator, not the first alone.
    EXPECT_EQ(read("nama, jenis;jumlah\nA;1\nB;2\n"),
              R"([{"nama, jenis":"A","jumlah":1},{"nama, jenis":"B","jumlah":2}])");
}

TEST(Csv, CommasInNamesAndDecimalsAreNoSeparators) {
    // As many commas as semicolons in every line.
    EXPECT_EQ(read("kec;luas, km2\nA;1,5\nB;2,75\n"),
              R"([{"kec":"A","luas, km2":1.5},{"kec":"B","luas, km2":2.75}])");
    EXPECT_EQ(read("kec\tluas, km2\nA\t1,5\n"), R"([{"kec":"A","luas, km2":1.5}])");
}

TEST(Csv, LinesAreCountedAsEditorsCount) {
    SourceConfig source;
    source.columns = {{"v", ColumnRule::number}};
    source.audience = "staff";
    for (const char* end : {"\n", "\r\n", "\r"}) {
        std::string text = "k,v\n\n\"a\nb\",1\nc,dua\n";
        for (size_t at = 0; (at = text.find('\n', at)) != std::string::npos;
             at += std::string_view(end).size()) {
            text.replace(at, 1, end);
        }
        const auto shaped = shape({.body = text, .format = DataFormat::csv}, source, "UTC", kNow);
        ASSERT_TRUE(shaped);
        EXPECT_EQ(shaped->reading.losses.at(0),
                  "column \"v\": 1 of 2 values are no numbers, first \"dua\" in row 5");
    }
}

TEST(Csv, WithoutHeader) {
    SourceConfig source;
    source.csv.header = false;
    EXPECT_EQ(read("x,1\ny,2\n", source), R"([{"1":"x","2":1},{"1":"y","2":2}])");
}

TEST(Csv, BytesThatAreNoUtf8) {
    EXPECT_EQ(read("a\ncaf\xE9\n"), "[{\"a\":\"café\"}]");
    SourceConfig source;
    source.csv.encoding = CsvFormat::Encoding::utf8;
    EXPECT_EQ(read("a\ncaf\xE9\n", source), "[{\"a\":\"caf\xEF\xBF\xBD\"}]");
    EXPECT_EQ(read(std::string_view("\xFF\xFEk\0;\0v\0\n\0A\0;\0001\0\n\0", 18)),
              R"([{"k":"A","v":1}])");
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
    EXPECT_EQ(read(std::string(1001, ',') + "\n"),
              "error: the first line has 1002 fields; expected 1 to 1000");
    std::string many = "a\n";
    for (int i = 0; i < 500'001; ++i) {
        many += "1\n";
    }
    EXPECT_EQ(read(many), "error: more than 500000 fields; let the source sum them up");
    std::string wide = "a" + std::string(999, ',') + "\n";
    for (int i = 0; i < 1000; ++i) {
        wide += "1\n";
    }
    SourceConfig source;
    source.csv.header = false;
    EXPECT_EQ(read(wide, source),
              "error: 1001 rows of 1000 columns are more than 500000 values; let the source sum "
              "them up");
}

}  // namespace
}  // namespace pendopo
