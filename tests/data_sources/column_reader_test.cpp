#include "engine/data/column_reader.h"

#include <gtest/gtest.h>

#include <map>

#include "engine/data/shape.h"

namespace pendopo {
namespace {

constexpr int64_t kNow = 1'795'000'000'000;

struct Read {
    std::string text;
    ValueReading reading;
    std::string losses() const {
        std::string all;
        for (const std::string& loss : reading.losses) {
            all += (all.empty() ? "" : " | ") + loss;
        }
        return all;
    }
};

Read read(const std::string& body, SourceConfig source = {}, DataFormat format = DataFormat::csv) {
    source.audience = "staff";
    auto shaped = shape({.body = body, .format = format}, source, "Asia/Jakarta", kNow);
    return shaped ? Read{shaped->text, shaped->reading}
                  : Read{"error: " + shaped.error().message(), {}};
}

SourceConfig ruled(std::map<std::string, ColumnRule> columns, char decimal = 0) {
    SourceConfig source;
    source.columns = std::move(columns);
    source.csv.decimal = decimal;
    return source;
}

// A column's spellings and what they become, without any key.
TEST(ColumnReader, AColumnDecidesTogether) {
    const struct {
        const char* csv;
        const char* json;
    } cases[] = {
        // Decimals.
        {"k;v\nA;0,435\nB;1,286\n", R"([{"k":"A","v":0.435},{"k":"B","v":1.286}])"},
        {"k;v\nA;1.5\nB;1.234\n", R"([{"k":"A","v":1.5},{"k":"B","v":1.234}])"},
        {"k;v\nA;1.234.567\nB;1.234\n", R"([{"k":"A","v":1234567},{"k":"B","v":1234}])"},
        {"k;v\nA;1,50\nB;2,25\n", R"([{"k":"A","v":1.5},{"k":"B","v":2.25}])"},
        {"k;v\nA;1.234,50\nB;(1.000)\n", R"([{"k":"A","v":1234.5},{"k":"B","v":-1000}])"},
        // The file decides where a column does not.
        {"k;v;p\nA;138.728;1,87\nB;92.900;5,46\n",
         R"([{"k":"A","v":138728,"p":1.87},{"k":"B","v":92900,"p":5.46}])"},
        // Money and shares.
        {"k;v\nA;Rp 1.234.567\nB;Rp1.000,00\n", R"([{"k":"A","v":1234567},{"k":"B","v":1000.0}])"},
        {"k;v\nA;Rp. 1,2 miliar\nB;Rp 500 juta\n",
         R"([{"k":"A","v":1200000000},{"k":"B","v":500000000}])"},
        {"k;v\nA;87,45%\nB;-0,29 %\nC;0\n",
         R"([{"k":"A","v":87.45},{"k":"B","v":-0.29},{"k":"C","v":0}])"},
        {"k;persen\nA;109,47\nB;100,00\nC;\nD;78,60\n",
         R"([{"k":"A","persen":109.47},{"k":"B","persen":100.0},{"k":"C","persen":null},)"
         R"({"k":"D","persen":78.6}])"},
        // What is missing, and what a spreadsheet could not work out.
        {"k;v\nA;1\nB;#REF!\nC;3\n", R"([{"k":"A","v":1},{"k":"B","v":null},{"k":"C","v":3}])"},
        {"k;v\nA;1\nB;tad\nC;…\nD;-\n",
         R"([{"k":"A","v":1},{"k":"B","v":null},{"k":"C","v":null},{"k":"D","v":null}])"},
        {"k;v\n#REF!;1\nB;2\n", R"([{"k":null,"v":1},{"k":"B","v":2}])"},
        // Codes.
        {"kode,nama_opd,v\n35.09,JEMBER,1\n35.10,BANYUWANGI,2\n35.20,MAGETAN,3\n",
         R"([{"kode":"35.09","nama_opd":"JEMBER","v":1},{"kode":"35.10","nama_opd":"BANYUWANGI","v":2},)"
         R"({"kode":"35.20","nama_opd":"MAGETAN","v":3}])"},
        {"kode;v\n11.1;1\n11.10;2\n", R"([{"kode":"11.1","v":1},{"kode":"11.10","v":2}])"},
        {"w;v\n11.1;1\n11.10;2\n", R"([{"w":"11.1","v":1},{"w":"11.10","v":2}])"},
        {"Kode Wilayah;v\n35.101;1\n", R"([{"Kode Wilayah":"35.101","v":1}])"},
        {"kd_kec;v\n3510010;1\n3510020;2\n",
         R"([{"kd_kec":3510010,"v":1},{"kd_kec":3510020,"v":2}])"},
        {"k\n0812\n0813\n", R"([{"k":"0812"},{"k":"0813"}])"},
        {"k\n3510014101900001\n", R"([{"k":"3510014101900001"}])"},
        {"k\n3.621.313.700.000.000\n", R"([{"k":3621313700000000}])"},
        {"jam;v\n9.00;1\n15.30;2\n", R"([{"jam":"9.00","v":1},{"jam":"15.30","v":2}])"},
        // Texts stay as they are.
        {"k;v\nA;1\nB;dua\n", R"([{"k":"A","v":"1"},{"k":"B","v":"dua"}])"},
        {"k;t\nA;31/10/2026\nB;1 Mei 2026\n",
         R"([{"k":"A","t":"31/10/2026"},{"k":"B","t":"1 Mei 2026"}])"},
    };
    for (const auto& c : cases) {
        EXPECT_EQ(read(c.csv).text, c.json) << c.csv;
    }
}

TEST(ColumnReader, WhatStaysOpenIsRefusedWithWhatToSay) {
    EXPECT_EQ(read("kec;penduduk\nSempu;138.728\nSrono;92.900\n").text,
              "error: column \"penduduk\", row 2: \"138.728\" may be 138728 or 138.728: thousands "
              "or decimals? Say \"csv\": {\"decimal\": \",\"} or {\"decimal\": \".\"}, or give the "
              "column the rule \"text\"");
    for (const char* csv : {"k,v\nA,\"1,234\"\n", "k;v\nA;1.234\nB;5\n",
                            "k;v\nA;1,5\nB;1.5\nC;1.234\n", "v\n(1.000)\n"}) {
        EXPECT_NE(read(csv).text.find("thousands or decimals?"), std::string::npos) << csv;
    }
    // Said, it is read.
    EXPECT_EQ(read("k;v\nA;138.728\n", ruled({}, ',')).text, R"([{"k":"A","v":138728}])");
    EXPECT_EQ(read("k;v\nA;138.728\n", ruled({}, '.')).text, R"([{"k":"A","v":138.728}])");
    EXPECT_EQ(read("k;v\nA;138.728\n", ruled({{"v", ColumnRule::text}})).text,
              R"([{"k":"A","v":"138.728"}])");
    // The same of JSON, where a rule asks for numbers.
    const SourceConfig number = ruled({{"v", ColumnRule::number}});
    EXPECT_NE(read(R"([{"v":"1.234"}])", number, DataFormat::json).text.find("thousands or"),
              std::string::npos);
    EXPECT_EQ(read(R"([{"v":"1.234"},{"v":"1,5"}])", number, DataFormat::json).text,
              R"([{"v":1234},{"v":1.5}])");
}

TEST(ColumnReader, TellsWhatIsNotShown) {
    const SourceConfig source =
        ruled({{"pagu", ColumnRule::number}, {"tanggal", ColumnRule::date}}, ',');
    const Read got = read(
        "pagu;tanggal;nilai\nRp 1.182.400.000.000;1 Agustus 2026;1\nsekitar 5;Okt 2026;#REF!\n"
        "dua;kemarin;3\n-;;4\n",
        source);
    EXPECT_EQ(got.text,
              R"([{"pagu":1182400000000,"tanggal":"2026-08-01","nilai":1},)"
              R"({"pagu":null,"tanggal":"2026-10","nilai":null},)"
              R"({"pagu":null,"tanggal":null,"nilai":3},{"pagu":null,"tanggal":null,"nilai":4}])");
    EXPECT_EQ(got.losses(),
              "column \"pagu\": 2 of 3 values are no numbers, first \"sekitar 5\" in row 3 | "
              "column \"tanggal\": 1 of 3 values are no dates, first \"kemarin\" in row 4 | "
              "column \"nilai\": 1 of 4 values are errors of their spreadsheet, first \"#REF!\" in "
              "row 3");
    EXPECT_EQ(got.reading.lost, 4u);
    ASSERT_EQ(got.reading.columns.size(), 3u);
    EXPECT_EQ(got.reading.columns[0].kind, "number");
    EXPECT_EQ(got.reading.columns[0].unit, "rp");
    EXPECT_EQ(got.reading.columns[0].decimal, ",");
    EXPECT_EQ(got.reading.columns[0].values, 1u);
    EXPECT_EQ(got.reading.columns[0].missing, 1u);
    EXPECT_EQ(got.reading.columns[0].lost, 2u);
    EXPECT_EQ(got.reading.columns[1].kind, "date");
    // What looks personal is not quoted, wherever it stands.
    EXPECT_EQ(read("v\n5\nNIK 3510014101900001\n", ruled({{"v", ColumnRule::number}})).losses(),
              "column \"v\": 1 of 2 values are no numbers, first a text (not quoted: it looks "
              "personal) in row 3");
    // One reading is a number, the other more than a number holds.
    EXPECT_EQ(read("v\n1.234e308\n", ruled({}, ',')).losses(),
              "column \"v\": 1 of 1 values are no numbers, first \"1.234e308\" in row 2");
    // A share and a fraction are not the same measure, nor are two currencies.
    EXPECT_EQ(read("v\n12%\n0.5\n13%\n").text, R"([{"v":12},{"v":null},{"v":13}])");
    EXPECT_EQ(read("v\n$ 5\nRp 5\n").losses(),
              "column \"v\": 1 of 2 values have another unit than the first, first \"Rp 5\" in row "
              "3");
    // What a key says holds for every cell.
    EXPECT_EQ(read("v\n1,5\n2.5\n", ruled({{"v", ColumnRule::number}}, ',')).losses(),
              "column \"v\": 1 of 2 values are no numbers, first \"2.5\" in row 3");
}

TEST(ColumnReader, SaysWhatItDecided) {
    const auto notes = [](const std::string& csv, const SourceConfig& source = {}) {
        const Read got = read(csv, source);
        return got.reading.notes.empty() ? got.text : got.reading.notes[0];
    };
    EXPECT_EQ(notes("kode;v\n35.10;1\n"),
              "column \"kode\": kept as text: its name says that they are codes");
    EXPECT_EQ(notes("v\n1\n2\ndua\n"),
              "column \"v\": 2 of 3 values are numbers, but not \"dua\" in row 4; the column stays "
              "text unless its rule is \"number\"");
    EXPECT_EQ(notes("t\n5/6/2026\n", ruled({{"t", ColumnRule::date}})),
              "column \"t\": \"5/6/2026\" in row 2 is read day first, as nothing says otherwise; "
              "say \"date_order\": \"month_first\" if that is wrong");
}

TEST(ColumnReader, DatesOfAColumnHaveOneOrder) {
    SourceConfig source = ruled({{"t", ColumnRule::date}});
    EXPECT_EQ(read("t\n5/6/2026\n31/10/2026\n", source).text,
              R"([{"t":"2026-06-05"},{"t":"2026-10-31"}])");
    EXPECT_EQ(read("t\n5/6/2026\n10/31/2026\n", source).text,
              R"([{"t":"2026-05-06"},{"t":"2026-10-31"}])");
    const Read both = read("t\n5/6/2026\n10/31/2026\n31/10/2026\n", source);
    EXPECT_EQ(both.text, R"([{"t":null},{"t":"2026-10-31"},{"t":"2026-10-31"}])");
    EXPECT_EQ(both.losses(),
              "column \"t\": 1 of 3 values may be read day first or month first; say "
              "\"date_order\", first \"5/6/2026\" in row 2");
    // A moment has the date that it has here: midnight, as programs write it.
    EXPECT_EQ(read(R"([{"t":"2026-10-30T17:00:00.000Z"},{"t":"2026-10-31T23:00:00+07:00"},)"
                   R"({"t":"2026-10-31 17:00"},{"t":"2026-12-31T20:00Z"},{"t":"2026-10-31"}])",
                   source, DataFormat::json)
                  .text,
              R"([{"t":"2026-10-31"},{"t":"2026-10-31"},{"t":"2026-10-31"},{"t":"2027-01-01"},)"
              R"({"t":"2026-10-31"}])");
    source.date_order = DateOrder::month_first;
    EXPECT_EQ(read("t\n5/6/2026\n", source).text, R"([{"t":"2026-05-06"}])");
    EXPECT_EQ(read(R"([{"t":20261031},{"t":46326},{"t":"#N/A"}])", source, DataFormat::json).text,
              R"([{"t":"2026-10-31"},{"t":null},{"t":null}])");
}

TEST(ColumnReader, NamesOfCodes) {
    for (const char* name : {"kode", "Kode", "kode_opd", "KODE WILAYAH", "kd_kec", "kdkab", "id",
                             "id_desa", "no", "No.", "NIP", "bps", "jam buka", "kodepos"}) {
        EXPECT_TRUE(is_code_name(name)) << name;
    }
    for (const char* name :
         {"nilai", "penduduk", "indeks", "kepadatan", "nominal", "persen", "jumlah"}) {
        EXPECT_FALSE(is_code_name(name)) << name;
    }
}

}  // namespace
}  // namespace pendopo
