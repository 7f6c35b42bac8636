#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <string>

#include "tests/script/script_fixture.h"
#include "tests/script/svg_picture.h"

namespace pendopo::test {
namespace {

constexpr double kFloor = 0.79 * 28;  // of a caption here, a hair less than 0.8

double smallest_font(const std::string& svg) {
    double smallest = 1000;
    const std::regex size("font-size:([\\d.]+)px");
    for (std::sregex_iterator at(svg.begin(), svg.end(), size), end; at != end; ++at) {
        smallest = std::min(smallest, std::stod((*at)[1]));
    }
    return smallest;
}

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST(Chart, EveryTypeIsDrawn) {
    struct Row {
        const char* option;
        const char* word;  // that stands in the drawing
    };
    for (
        const Row& row : {
            Row{R"({"xAxis":{"type":"category","data":["A"]},"yAxis":{},"series":[{"type":"bar","data":[1]}]})",
                "A"},
            Row{R"({"xAxis":{"type":"time"},"yAxis":{},"series":[{"type":"line","data":[["2026-05-01",1],["2026-06-01",2]]}]})",
                "Jun"},
            Row{R"({"xAxis":{},"yAxis":{},"series":[{"type":"scatter","data":[[1,2]],"label":{"show":true}}]})",
                "2"},
            Row{R"({"series":[{"type":"pie","data":[{"name":"A","value":1}]}]})", "A"},
            Row{R"({"series":[{"type":"gauge","data":[{"value":7}]}]})", "7"},
            Row{R"({"series":[{"type":"funnel","data":[{"name":"A","value":1}]}]})", "A"},
            Row{R"({"series":[{"type":"treemap","data":[{"name":"A","children":[{"name":"B","value":1}]}]}]})",
                "A · 1"},
            Row{R"({"series":[{"type":"sunburst","data":[{"name":"A","children":[{"name":"B","value":1}]}]}]})",
                "A"},
            Row{R"({"series":[{"type":"sankey","data":[{"name":"A"},{"name":"B"}],"links":[{"source":"A","target":"B","value":1}]}]})",
                "B"},
            Row{R"({"series":[{"type":"tree","data":[{"name":"A","children":[{"name":"B"}]}]}]})",
                "B"},
            Row{R"({"series":[{"type":"graph","layout":"circular","label":{"show":true},"data":[{"name":"A"},{"name":"B"}],"links":[{"source":"A","target":"B"}]}]})",
                "B"},
            Row{R"({"radar":{"indicator":[{"name":"A"},{"name":"B"},{"name":"C"}]},"series":[{"type":"radar","data":[{"value":[1,2,3]}]}]})",
                "C"},
            Row{R"({"xAxis":{"type":"category","data":["A"]},"yAxis":{"type":"category","data":["B"]},"visualMap":{"show":false,"max":9},"series":[{"type":"heatmap","data":[[0,0,5]],"label":{"show":true}}]})",
                "5"},
            Row{R"({"xAxis":{"type":"category","data":["A"]},"yAxis":{},"series":[{"type":"boxplot","data":[[1,2,3,4,5]]}]})",
                "A"},
            Row{R"({"xAxis":{"type":"category","data":["A"]},"yAxis":{},"series":[{"type":"candlestick","data":[[1,2,0,3]]}]})",
                "A"},
            Row{R"({"dataset":{"source":[{"n":"A","v":1},{"n":"B","v":2}]},"xAxis":{"type":"category"},"yAxis":{},"series":[{"type":"bar"}]})",
                "B"},
            Row{R"({"polar":{},"angleAxis":{"type":"category","data":["A","B"]},"radiusAxis":{},"series":[{"type":"bar","coordinateSystem":"polar","data":[1,2]}]})",
                "A"},
            Row{R"({"calendar":{"range":"2026-01"},"visualMap":{"show":false},"series":[{"type":"heatmap","coordinateSystem":"calendar","data":[["2026-01-02",3]]}]})",
                "Jan"},
            Row{R"({"title":{"text":"A"},"series":[{"type":"themeRiver","data":[["2026-01-01",1,"x"],["2026-01-02",2,"x"]]}],"singleAxis":{"type":"time"}})",
                "A"},
            Row{R"({"parallelAxis":[{"dim":0,"name":"A"},{"dim":1,"name":"B"}],"series":[{"type":"parallel","data":[[1,2]]}]})",
                "B"},
        }) {
        const std::string svg = chart(row.option);
        EXPECT_THAT(svg, HasSubstr(">" + std::string(row.word) + "<")) << row.option;
        EXPECT_TRUE(draw_svg(svg, {800, 450}, 0)) << row.option;
    }
}

TEST(Chart, CommonMistakesHaveASentence) {
    EXPECT_EQ(chart(R"({"series":[{"type":"bar","data":[1]}]})"),
              "! option: series[0], a bar chart, needs \"xAxis\" and \"yAxis\"");
    EXPECT_EQ(chart(R"({"series":[{"type":"treemap","data":[1]}]})"),
              "! option: series[0], a treemap chart, needs a list of {\"name\", …} as data");
    EXPECT_EQ(chart(R"({"legend":[null],"series":[]})"),
              "! option: legend[0] – expected an object");
    EXPECT_EQ(chart(R"({"xAxes":{},"series":[]})"),
              "! option: it has \"xAxes\"; did you mean \"xAxis\"?");
}

// What ECharts would draw as nothing, or as something else, without a word.
TEST(Chart, WhatIsNoChartHereIsSaid) {
    EXPECT_EQ(chart(R"({"xAxis":{},"yAxis":{},"series":[{"type":"barr","data":[1]}]})"),
              "! option: series[0].type: \"barr\" is no chart here; did you mean \"bar\"?");
    EXPECT_THAT(
        chart(R"({"series":[{"type":"venn"}]})"),
        StartsWith("! option: series[0].type: \"venn\" is no chart here; expected one of bar, "));
    for (const auto& [type, meant] :
         {std::pair{"bar3D", "bar"}, {"wordCloud", "treemap"}, {"liquidFill", "gauge"}}) {
        EXPECT_EQ(chart(std::string(R"({"series":[{"type":")") + type + "\"}]}"),
                  "! option: series[0].type: \"" + std::string(type) +
                      "\" is no chart here; use \"" + meant + "\"");
    }
    EXPECT_EQ(chart(R"({"series":[{"type":"map","map":"x"}]})"),
              "! option: series[0].type: \"map\" is no chart here; use a card of the kind \"map\"");
    EXPECT_EQ(chart(R"({"series":[{"type":"custom","renderItem":"function(){}"}]})"),
              "! option: series[0].renderItem needs functions, which do not run here; use bar, "
              "scatter, pictorialBar or markArea, with figures from the card's \"data\"");
    EXPECT_THAT(chart(R"({"timeline":{},"options":[]})"),
                StartsWith("! option: \"timeline\" moves, "));
    EXPECT_THAT(
        chart(R"({"dataset":[{"source":[[1,2]]},{"transform":{"type":"ecStat:regression"}}],
                          "series":[]})"),
        StartsWith("! option: dataset[1].transform: \"ecStat:regression\" is not built in"));
}

TEST(Chart, ADimensionThatTheDataLacksIsSaid) {
    const auto encoded = [](const std::string& rest) {
        return chart(
            R"({"xAxis":{"type":"category"},"yAxis":{},"dataset":{"source":"@data"},)" + rest + "}",
            R"([{"desa":"A","penduduk":116961,"dana":2}])");
    };
    EXPECT_EQ(encoded(R"("series":[{"type":"bar","encode":{"x":"desa","y":"danaa"}}])"),
              "! option: series[0].encode.y – the data has no \"danaa\"; it has: desa, penduduk, "
              "dana; did you mean \"dana\"?");
    EXPECT_THAT(encoded(R"("series":[{"type":"bar","encode":{"x":"desa","y":["dana",1]}}])"),
                StartsWith("<svg"));
    EXPECT_THAT(encoded(R"("series":[{"type":"bar","encode":{"x":"desa","y":7}}])"),
                StartsWith("! option: series[0].encode.y – "));
    EXPECT_EQ(chart(R"({"xAxis":{"type":"category"},"yAxis":{},"dataset":[{"source":"@data"},
        {"transform":{"type":"sort","config":{"dimension":"jiwa","order":"desc"}}}],
        "series":[{"type":"bar","datasetIndex":1}]})",
                    R"([{"desa":"A","penduduk":1}])"),
              "! option: dataset[1].transform.dimension – the data has no \"jiwa\"; it has: desa, "
              "penduduk");
}

TEST(Chart, EveryOutcomeIsADrawingOrASentence) {
    EXPECT_EQ(chart("[]"), "! option: expected an object, ECharts' option");
    EXPECT_EQ(chart("null"), "! option: expected an object, ECharts' option");
    for (
        const char* odd :
        {"{}", R"({"series":5})", R"({"series":[null]})", R"({"series":[{"type":"nosuch"}]})",
         R"({"series":[{"type":"bar","data":[1]}]})",
         R"({"xAxis":null,"series":[{"type":"line"}]})",
         R"({"series":[{"type":"custom","renderItem":"x","data":[1]}],"xAxis":{},"yAxis":{}})",
         R"({"series":[{"type":"sankey","data":[{"name":"a"}],"links":[{"source":"a","target":"b"}]}]})",
         R"({"series":[{"type":"sankey","data":[{"name":"a"},{"name":"b"}],"links":[{"source":"a","target":"b","value":1},{"source":"b","target":"a","value":1}]}]})",
         R"({"series":[{"type":"map","map":"nowhere"}]})",
         R"({"series":[{"type":"treemap","data":[{"value":"NaN"},null,7]}]})",
         R"({"series":[{"type":"pie","data":[{"value":-1},{"value":null},{"value":"x"}]}]})"}) {
        const std::string svg = chart(odd);
        EXPECT_TRUE(svg.starts_with("<svg") || svg.starts_with("! option: ")) << odd << "\n" << svg;
        EXPECT_THAT(svg, Not(HasSubstr("internal"))) << odd;
    }
}

TEST(Chart, OtherKindsAndSizesAreRefused) {
    ScriptJob job = svg_job({0, 10});
    EXPECT_EQ(engine().run(job, {R"({"kind":"chart","option":{}})", {}, {}}).error().message(),
              "job: 0 × 10 pixels – expected 1 to 8192 a side");
    job.size = {100, 100};
    EXPECT_EQ(engine().run(job, {R"({"kind":"table"})", {}, {}}).error().message(),
              "kind: got \"table\"; only \"chart\" and \"map\" are drawn");
    EXPECT_EQ(engine().run(job, {"[1]", {}, {}}).error().message(), "card: expected an object");
    job.sources = {"a"};
    EXPECT_EQ(engine().run(job, {"{}", {}, {}}).error().message(),
              "job: 0 values and 0 files – expected 1 and 0");
}

TEST(Chart, ATreemapSaysWholeFiguresOrNone) {
    const auto map = [](int values, const std::string& format) {
        ScriptJob job = svg_job({900, 500});
        job.sources = {"a"};
        std::string value = "[";
        for (int i = 0; i < values; ++i) {
            value += (i == 0 ? "" : ",") + std::string(R"({"name":"Pariwisata )") +
                     std::to_string(i) + R"(","value":)" + std::to_string(8e10 / (1 + i * i)) + "}";
        }
        return engine()
            .run(job, {R"({"kind":"chart","format":")" + format +
                           R"(","option":{"series":[{"type":"treemap","data":"@data"}]}})",
                       {value + "]"},
                       {}})
            .value_or("failed");
    };
    const std::string few = map(4, "rupiah");
    EXPECT_THAT(few, HasSubstr(">Rp80,0 miliar<"));
    EXPECT_THAT(few, HasSubstr(">Rp8,0 miliar<"));
    const std::string many = map(30, "rupiah");
    EXPECT_THAT(many, HasSubstr("matrix(0,-1,1,0"));  // upright in a narrow cell
    EXPECT_THAT(many, Not(HasSubstr(">miliar<")));
    EXPECT_THAT(many, Not(HasSubstr("…")));
    EXPECT_THAT(many, Not(HasSubstr("...")));
    EXPECT_GE(smallest_font(many), kFloor);
}

TEST(Chart, ATreemapsGroupsLoseTheirFigureBeforeHalfOfIt) {
    const std::string svg = chart(
        R"({"series":[{"type":"treemap","data":[
            {"name":"Besar","children":[{"name":"a","value":900000},{"name":"b","value":800000}]},
            {"name":"Sosial","children":[{"name":"c","value":150000},{"name":"d","value":150000}]}
        ]}]})");
    EXPECT_THAT(svg, HasSubstr(">Besar · 1,7 juta<"));
    EXPECT_THAT(svg, Not(HasSubstr("…")));
    EXPECT_THAT(svg, Not(HasSubstr("...")));
}

TEST(Chart, NamesUnderBarsStandAslantRatherThanSmall) {
    const auto bars = [](const std::string& names) {
        return chart(R"({"xAxis":{"type":"category","data":[)" + names +
                     R"(]},"yAxis":{},"series":[{"type":"bar","data":[1,2,3,4,5,6,7,8]}]})");
    };
    const std::string svg = bars(
        R"("Pendidikan","Kesehatan","Perhubungan","Kependudukan","Pertanian","Pariwisata",
           "Perdagangan","Perpustakaan")");
    EXPECT_THAT(svg, HasSubstr(">Kependudukan<"));
    EXPECT_THAT(svg, HasSubstr(">Perpustakaan<"));
    EXPECT_THAT(svg, HasSubstr("matrix(0.819,"));  // 35 degrees
    EXPECT_GE(smallest_font(svg), kFloor);
    EXPECT_THAT(bars(R"("A","B","C","D","E","F","G","H")"), Not(HasSubstr("matrix(0.819,")));
}

// All figures of the bars or none: half of them would be taken for all.
TEST(Chart, FiguresOfManyBarsStandUprightOrTheScaleTells) {
    const auto months = [](PixelSize size) {
        return engine()
            .run(svg_job(size),
                 {R"({"kind":"chart","option":{"xAxis":{"type":"category","data":["Jan","Feb","Mar",
"Apr","Mei","Jun","Jul","Agu","Sep","Okt","Nov","Des"]},"yAxis":{},"series":[{"type":"bar",
"label":{"show":true},"data":[11000,12000,13000,14000,15000,16000,17000,18000,19000,20000,21000,
22000]}]}})",
                  {},
                  {}})
            .value_or("failed");
    };
    const std::string wide = months({1600, 600});
    EXPECT_THAT(wide, HasSubstr(">22.000<"));
    EXPECT_THAT(wide, Not(HasSubstr("matrix(0,-1,1,0")));
    const std::string narrow = months({700, 600});
    for (const char* figure : {">11.000<", ">16.000<", ">22.000<"}) {
        EXPECT_THAT(narrow, HasSubstr(figure));
    }
    EXPECT_THAT(narrow, HasSubstr("matrix(0,-1,1,0"));
    EXPECT_THAT(narrow, Not(HasSubstr(">10.000<")));  // a scale
    EXPECT_GE(smallest_font(narrow), kFloor);
    const std::string low = months({700, 200});
    EXPECT_THAT(low, Not(HasSubstr(">22.000<")));
    EXPECT_THAT(low, HasSubstr(">40.000<"));
    EXPECT_THAT(engine().notes(),
                testing::Contains("12 of 12 figures are left out for want of room"));
}

// Of months ECharts leaves some out, as everyone can tell which; not of names that begin like one.
TEST(Chart, OnlyMonthsAndNumbersAreThinned) {
    const auto names = [](const std::string& list) {
        return engine()
            .run(svg_job({500, 400}), {R"({"kind":"chart","option":{"xAxis":{"type":"category",
"data":[)" + list + R"(]},"yAxis":{},"series":[{"type":"line","data":[1,2,3,4,5,6]}]}})",
                                       {},
                                       {}})
            .value_or("failed");
    };
    const std::string months =
        names(R"("Januari 2026","Februari 2026","Maret 2026","April 2026","Mei 2026","Juni 2026")");
    EXPECT_THAT(months, HasSubstr(">Januari 2026<"));
    EXPECT_THAT(months, Not(HasSubstr(">Februari 2026<")));
    const std::string numbered =
        names(R"("1. Giri","2. Kabat","3. Srono","4. Muncar","5. Licin","6. Glagah")");
    for (const char* name : {"Giri", "Kabat", "Srono", "Muncar", "Licin", "Glagah"}) {
        EXPECT_THAT(numbered, HasSubstr(name));
    }
    const std::string like_months =
        names(R"("Margasari","Meikarta","Decimala","Juliana","Seputihan","Aprajaya")");
    for (const char* name : {"Marga", "Meika", "Deci", "Julia", "Sepu", "Apra"}) {
        EXPECT_THAT(like_months, HasSubstr(name));
    }
}

TEST(Chart, NamesOfLyingBarsStandAboveThemWhereTheyHaveNoRoomBeside) {
    const auto rows =
        [](PixelSize size, const std::string& names) {
            return engine()
                .run(svg_job(size), {R"({"kind":"chart","option":{"xAxis":{},"yAxis":{
"type":"category","data":[)" + names + R"(]},"series":[{"type":"bar","data":[1,2,3]}]}})",
                                     {},
                                     {}})
                .value_or("failed");
        };
    const std::string agencies = R"("Sekretariat Daerah","Inspektorat Daerah","Perpustakaan")";
    const auto first = [](const std::string& svg) {
        const auto at = svg.find(">Perpustakaan<");
        return at == std::string::npos ? "" : svg.substr(svg.rfind("<text ", at), 120);
    };
    EXPECT_THAT(first(rows({900, 300}, agencies)), HasSubstr("text-anchor=\"end\""));
    const std::string narrow = rows({340, 230}, agencies);
    EXPECT_THAT(narrow, HasSubstr(">Sekretariat Daerah<"));
    EXPECT_THAT(first(narrow), HasSubstr("text-anchor=\"start\""));
    // What all of them begin with goes before that.
    const std::string districts =
        rows({420, 300}, R"("Kecamatan Giri","Kecamatan Kabat","Kecamatan Srono")");
    EXPECT_THAT(districts, HasSubstr(">Srono<"));
    EXPECT_THAT(districts, Not(HasSubstr("Kecamatan")));
}

TEST(Chart, ALowChartHasFewFiguresBesideItNotSmallOnes) {
    ScriptJob job = svg_job({1800, 260});
    const auto svg =
        engine().run(job, {R"({"kind":"chart","option":{"legend":{},"xAxis":{"type":"category",
            "data":["Jan","Feb"]},"yAxis":{"max":100,"axisLabel":{"formatter":"@percent"}},
            "series":[{"type":"line","name":"a","data":[10,90]}]}})",
                           {},
                           {}});
    ASSERT_TRUE(svg) << svg.error().message();
    EXPECT_THAT(*svg, HasSubstr("font-size:28px"));
    for (const char* shown : {">0%<", ">50%<", ">100%<"}) {
        EXPECT_THAT(*svg, HasSubstr(shown));
    }
    EXPECT_THAT(*svg, Not(HasSubstr(">25%<")));
}

TEST(Chart, AxesWriteMoneyAsShortAsTheyCan) {
    const std::string svg = chart(R"({"xAxis":{"type":"category","data":["A"]},
        "yAxis":{"axisLabel":{"formatter":"@rupiah"}},"series":[{"type":"bar","data":[2e9],
        "label":{"show":true,"formatter":"@rupiah"}},{"type":"line","data":[1e9]}]})");
    EXPECT_THAT(svg, HasSubstr(">Rp2 miliar<"));
    EXPECT_THAT(svg, HasSubstr(">Rp2,0 miliar<"));
}

TEST(Chart, TheThemeOfTheWallIsApplied) {
    ScriptJob job = svg_job({600, 400});
    job.theme = R"({"colours":{"series":["#ABCDEF"],"text":"#FEDCBA"},"type":{"caption":0.5}})";
    const auto svg = engine().run(
        job, {R"({"kind":"chart","option":{"legend":{},"xAxis":{"type":"category","data":["a"]},
            "yAxis":{},"series":[{"type":"bar","name":"n","data":[1]}]}})",
              {},
              {}});
    ASSERT_TRUE(svg) << svg.error().message();
    EXPECT_THAT(*svg, HasSubstr("#ABCDEF"));
    EXPECT_THAT(*svg, HasSubstr("#fedcba"));
    EXPECT_THAT(*svg, HasSubstr("font-size:20px"));  // 0.5 of 40
    job.theme = "{";
    EXPECT_THAT(engine().run(job, {R"({"kind":"chart","option":{}})", {}, {}}).error().message(),
                StartsWith("theme: not JSON ("));
}

}  // namespace
}  // namespace pendopo::test
