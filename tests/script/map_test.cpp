#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/script/script_fixture.h"

namespace pendopo::test {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::string square(const std::string& properties, int x, int y) {
    const auto at = [](int a, int b) {
        return "[" + std::to_string(a) + "," + std::to_string(b) + "]";
    };
    return R"({"type":"Feature","properties":)" + properties +
           R"(,"geometry":{"type":"Polygon","coordinates":[[)" + at(x, y) + "," + at(x + 1, y) +
           "," + at(x + 1, y + 1) + "," + at(x, y + 1) + "," + at(x, y) + "]]}}";
}

const std::string kThree = R"({"type":"FeatureCollection","features":[)" +
                           square(R"({"name":"Giri","kode":"01"})", 0, 0) + "," +
                           square(R"({"name":"Kabat","kode":"02"})", 1, 0) + "," +
                           square(R"({"name":"Srono","kode":"03"})", 0, 1) + "]}";

std::string map(const std::string& keys, const std::string& value,
                const std::string& geojson = kThree) {
    ScriptJob job = svg_job({900, 500});
    job.sources = {"a"};
    job.files = {"peta.geojson"};
    const auto svg = engine().run(
        job, {R"({"kind":"map","geojson":"peta.geojson")" + keys + "}", {value}, {geojson}});
    return svg ? *svg : "! " + svg.error().message();
}

TEST(Map, NamesDistrictsAndExplainsClasses) {
    for (const char* layout : {"", R"(,"layout":"tiles")"}) {
        const std::string svg =
            map(std::string(layout) + R"(,"label":{"id":"Rumah","en":"Houses"},"format":"number")",
                R"([{"name":"Giri","value":1250.5},{"name":"KABAT ","value":7}])");
        for (const char* word :
             {"Giri", "Kabat", "Srono", "Rumah", "1.250,5", "7,0", "Tidak ada data"}) {
            EXPECT_THAT(svg, HasSubstr(">" + std::string(word) + "<")) << layout;
        }
    }
}

TEST(Map, MissingDataIsSaidOnlyWhereItIsMissing) {
    EXPECT_THAT(map("", R"([{"name":"Giri","value":1},{"name":"Kabat","value":2},
                            {"name":"Srono","value":3}])"),
                Not(HasSubstr("Tidak ada data")));
    EXPECT_THAT(map("", R"([{"name":"Giri","value":1},{"name":"Kabat","value":"x"}])"),
                HasSubstr("Tidak ada data"));
    EXPECT_THAT(map("", "[]"), HasSubstr("Tidak ada data"));
}

TEST(Map, DistrictsCanBeJoinedByAnotherProperty) {
    EXPECT_THAT(map(R"(,"join":"kode")", R"([{"name":"02","value":5}])"), HasSubstr(">02<"));
    EXPECT_EQ(map(R"(,"join":"id")", "[]"),
              "! peta.geojson: no district to draw – expected GeoJSON polygons with the property "
              "\"id\"");
}

TEST(Map, AtMostFiveClassesAndEqualValuesTogether) {
    std::string features;
    std::string rows;
    for (int i = 0; i < 20; ++i) {
        const std::string name = "K" + std::to_string(i);
        features += (i ? "," : "") + square(R"({"name":")" + name + "\"}", i % 5, i / 5);
        rows += (i ? "," : "") + std::string(R"({"name":")") + name + R"(","value":)" +
                std::to_string(i < 10 ? 1 : i) + "}";
    }
    const std::string svg = map(R"(,"classes":5)", "[" + rows + "]",
                                R"({"type":"FeatureCollection","features":[)" + features + "]}");
    EXPECT_THAT(svg, HasSubstr(">1<"));  // the ten equal ones are one class
    EXPECT_THAT(svg, HasSubstr(">10 – 11<"));
    EXPECT_THAT(svg, HasSubstr(">16 – 19<"));
}

TEST(Map, SaysWhatIsWrongWithIt) {
    EXPECT_EQ(map("", R"([{"name":"Paris","value":1}])"),
              "! data: none of its 1 names is a district of peta.geojson, which has Giri, Kabat, "
              "Srono");
    EXPECT_EQ(map("", "5"), "! data: expected a list of {\"name\", \"value\"}");
    EXPECT_THAT(map("", "[]", "{"), StartsWith("! peta.geojson: not JSON ("));
    EXPECT_EQ(map("", "[]", R"({"features":[{"geometry":{"type":"Polygon"}}]})"),
              "! peta.geojson: no district to draw – expected GeoJSON polygons with the property "
              "\"name\"");
    for (const char* coordinates : {"[]", "[[]]", "[[[]]]", "[[[1,null],[2,2],[3,3],[1,1]]]",
                                    "[[[\"a\",1]]]", "[null]", "7"}) {
        const std::string svg =
            map("", "[]",
                R"({"features":[{"properties":{"name":"A"},"geometry":{"type":"Polygon",)"
                R"("coordinates":)" +
                    std::string(coordinates) + "}}]}");
        EXPECT_THAT(svg, StartsWith("! peta.geojson: ")) << coordinates;
    }
    EXPECT_EQ(map(R"(,"layout":"globe")", "[]"), "! layout: got \"globe\"; expected map or tiles");
}

TEST(Map, NamesMatchAsPeopleVaryThem) {
    const std::string svg =
        map("", R"([{"name":"Kec. GIRI","value":41},{"name":"kecamatan  kabat","value":7},
        {"name":"Srono","value":9}])");
    EXPECT_THAT(svg, Not(HasSubstr("Tidak ada data")));
    EXPECT_EQ(engine().notes(), std::vector<std::string>{});
    // What is not matched is told, with a guess; what has no figure too.
    map("", R"([{"name":"Giri","value":1},{"name":"Sorno","value":2}])");
    EXPECT_EQ(engine().notes(),
              (std::vector<std::string>{
                  "no such district in peta.geojson: \"Sorno\" (did you mean \"Srono\"?)",
                  "no figure for Kabat, Srono"}));
    map("", "[]");
    EXPECT_EQ(engine().notes(), std::vector<std::string>{});
}

TEST(Map, TwoOfOneNameAreNotConfused) {
    const std::string twins = R"({"type":"FeatureCollection","features":[)" +
                              square(R"({"name":"MALANG","kode":"35.07"})", 0, 0) + "," +
                              square(R"({"name":"MALANG","kode":"35.73"})", 1, 0) + "]}";
    EXPECT_EQ(
        map("", R"([{"name":"Malang","value":10},{"name":"Malang","value":99}])", twins),
        "! data: 2 districts of peta.geojson are named MALANG; join by a code (\"join\"), and "
        "write the names with \"names\"");
    // Joined by code, with or without points, and still called by their names.
    EXPECT_THAT(map(R"(,"join":"kode","names":"name")",
                    R"([{"name":3507,"value":10},{"name":"35.73","value":99}])", twins),
                HasSubstr(">MALANG<"));
    EXPECT_EQ(engine().notes(), std::vector<std::string>{});
    EXPECT_EQ(map(R"(,"join":"kode","names":"nama")", "[]", twins),
              "! names: no district of peta.geojson has the property \"nama\"");
    EXPECT_EQ(
        map("", R"([{"name":"Giri","value":1},{"name":"Kec. Giri","value":2}])"),
        "! data: Giri has two figures, of \"Giri\" and \"Kec. Giri\"; sum them up, or join by a "
        "code");
    const std::string towns = R"({"type":"FeatureCollection","features":[)" +
                              square(R"({"name":"Kabupaten Malang"})", 0, 0) + "," +
                              square(R"({"name":"Kota Malang"})", 1, 0) + "]}";
    map("", R"([{"name":"Malang","value":10},{"name":"Kota Malang","value":99}])", towns);
    EXPECT_EQ(engine().notes()[0],
              "no such district in peta.geojson: \"Malang\" (it may be Kabupaten "
              "Malang, Kota Malang)");
}

TEST(Map, TilesStandWhereTheFileSays) {
    const std::string cells = R"({"type":"FeatureCollection","features":[)" +
                              square(R"({"name":"A","col":0,"row":0})", 0, 0) + "," +
                              square(R"({"name":"B","col":2,"row":1})", 0, 0) + "]}";
    EXPECT_THAT(map(R"(,"layout":"tiles")", R"([{"name":"A","value":1}])", cells),
                HasSubstr(">B<"));
}

}  // namespace
}  // namespace pendopo::test
