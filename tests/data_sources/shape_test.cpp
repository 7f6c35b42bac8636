#include "engine/data/shape.h"

#include <gtest/gtest.h>

#include <random>

#include "engine/data/query_rows.h"

namespace pendopo {
namespace {

constexpr int64_t kNow = 1'795'000'000'000;

std::string shaped(const Fetched& fetched, const SourceConfig& source) {
    const auto result = shape(fetched, source, "Asia/Jakarta", kNow);
    return result ? result->text : "error: " + result.error().message();
}

TEST(Shape, TheConfigurationsFormatGoesBeforeTheServers) {
    const Fetched csv{.body = "a,b\n1,2\n", .format = DataFormat::csv};
    EXPECT_EQ(shaped(csv, {}), R"([{"a":1,"b":2}])");
    SourceConfig source;
    source.format = DataFormat::json;
    EXPECT_EQ(shaped(csv, source), "error: no valid JSON: byte 1 is not expected there");
    source.format = DataFormat::csv;
    EXPECT_EQ(shaped({.body = "a\n[1]\n"}, source), R"([{"a":"[1]"}])");
    Value rows = Value::array();
    rows.push_back({{"n", 1}});
    EXPECT_EQ(shaped({.body = "not looked at", .rows = rows}, source), R"([{"n":1}])");
}

TEST(Shape, PeriodAndAgeAreReadBeforeThePolicyTakesThemAway) {
    SourceConfig source;
    source.period_from = "/meta/0/bulan";
    source.updated_from = "/meta/0/nama";
    source.columns = {{"meta", ColumnRule::drop}};
    const auto result = shape({.body = R"({"meta":[{"bulan":10,"nama":"2026-10-31"}],"n":1})"},
                              source, "Asia/Jakarta", kNow);
    ASSERT_TRUE(result) << result.error().message();
    EXPECT_EQ(result->text, R"({"n":1})");
    EXPECT_EQ(result->period, "10");
    EXPECT_EQ(result->updated_ms, 1'793'379'600'000);
    source.period_from = "/long";
    source.updated_from.reset();
    EXPECT_EQ(shaped({.body = "{\"long\":\"" + std::string(101, 'x') + "\"}"}, source),
              "error: \"period\": the text at \"/long\" has 101 bytes; at most 100 are shown");
}

TEST(Shape, AClockThatIsALittleAheadIsNoFuture) {
    SourceConfig source;
    source.updated_from = "/t";
    const auto at = [&](int64_t ms) {
        return shape({.body = "{\"t\":" + std::to_string(ms) + "}"}, source, "Asia/Jakarta", kNow);
    };
    EXPECT_EQ(at(kNow + 3'600'000)->updated_ms, kNow);  // but never younger than now
    EXPECT_EQ(at(kNow + 90'000'000)->updated_ms, 0);
}

TEST(Shape, AValueThatGrowsIsBounded) {
    SourceConfig source;
    source.format = DataFormat::csv;
    source.max_bytes = 1024;
    const std::string long_name(200, 'x');
    std::string csv = long_name + ",b\n";
    for (int i = 0; i < 100; ++i) {
        csv += "1,2\n";
    }
    EXPECT_EQ(shaped({.body = csv}, source),
              "error: the value has 21301 bytes as JSON; at most 4096 are kept; raise "
              "\"max_bytes\" or let the source sum it up");
}

TEST(QueryRows, BoundsRowsAndNamesColumns) {
    QueryRows rows(100);
    ASSERT_TRUE(rows.set_columns({"n", "", "n", "caf\xE9"}));
    ASSERT_TRUE(rows.add({1, "x", nullptr, 2.5}, 60));
    EXPECT_EQ(rows.add({1, 1, 1, 1}, 60).error().code(), ErrorCode::exhausted);
    EXPECT_EQ(write_value(rows.take()),
              "[{\"n\":1,\"2\":\"x\",\"n 2\":null,\"caf\xEF\xBF\xBD\":2.5}]");
    QueryRows wide(100);
    EXPECT_EQ(wide.set_columns(std::vector<std::string>(1001, "a")).error().message(),
              "1001 columns; at most 1000 are taken");
}

// Whatever damage a value takes on its way, what leaves is JSON, and of a row that had a national
// id in a column without a rule nothing leaves.
TEST(Shape, DamagedValuesAreTakenOrRefused) {
    const std::string good =
        R"({"meta":{"p":"Okt"},"rows":[{"kecamatan":"Glagah","nilai":12.5,"nik":"3510014101900001"},)"
        R"({"kecamatan":"Giri","nilai":"7","nama":"Siti Aminah","telepon":"081234567890"}]})";
    const char* const pieces[] = {"NaN", "1e999",   "\"\xFF",   "[[[[",
                                  "}",   "\\u0000", "\"nik\":", "null"};
    SourceConfig source;
    source.columns = {
        {"nik", ColumnRule::drop}, {"nama", ColumnRule::initials}, {"telepon", ColumnRule::mask}};
    source.rows = "/rows";
    int taken = 0;
    for (unsigned seed = 0; seed < 3000; ++seed) {
        std::mt19937 random(seed);
        std::string text = good;
        for (unsigned i = 0; i <= random() % 2; ++i) {
            const size_t at = random() % text.size();
            switch (random() % 4) {
                case 0:
                    text[at] = static_cast<char>(random());
                    break;
                case 1:
                    text.insert(at, pieces[random() % std::size(pieces)]);
                    break;
                case 2:
                    text.erase(at, random() % 5);
                    break;
                default:
                    text.replace(at, 1, text.substr(random() % text.size(), 8));
                    break;
            }
        }
        const auto result = shape({.body = text}, source, "Asia/Jakarta", kNow);
        if (result) {
            ++taken;
            EXPECT_TRUE(parse_value(result->text)) << seed;
            EXPECT_EQ(result->text.find("3510014101900001"), std::string::npos) << seed << text;
            EXPECT_EQ(result->text.find("081234567890"), std::string::npos) << seed << text;
        } else {
            EXPECT_EQ(result.error().message().find("3510014"), std::string::npos) << seed;
        }
    }
    EXPECT_GT(taken, 300);
    EXPECT_LT(taken, 2900);
}

}  // namespace
}  // namespace pendopo
