#include "engine/script/script_engine.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/script/script_fixture.h"
#include "tests/script/svg_picture.h"

namespace pendopo::test {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

// With plain spaces, for easier reading below.
std::string spaced(std::string text) {
    for (size_t at = 0; (at = text.find("\u00A0")) != std::string::npos;) {
        text.replace(at, 2, " ");
    }
    return text;
}

TEST(Shape, PicksFiltersGroupsSortsAndComputes) {
    constexpr const char* kRows =
        R"([{"k":"a","v":3},{"k":"b","v":1},{"k":"a","v":4},{"k":"c","v":0}])";
    EXPECT_EQ(shape("$[v>0].{\"k\":k,\"v\":v*2}", kRows),
              R"([{"k":"a","v":6},{"k":"b","v":2},{"k":"a","v":8}])");
    EXPECT_EQ(shape("${k: $sum(v)}", kRows), R"({"a":7,"b":1,"c":0})");
    EXPECT_EQ(shape("$^(>v)[[0..1]].v", kRows), "[4,3]");
    EXPECT_EQ(shape("$average(v)", kRows), "2");
    EXPECT_EQ(shape("", kRows),
              R"([{"k":"a","v":3},{"k":"b","v":1},{"k":"a","v":4},{"k":"c","v":0}])");
}

TEST(Shape, TheInputIsTheValueOrAnObjectByIdOrNothing) {
    ScriptJob job = value_job();
    const auto run = [&](const char* data, std::vector<std::string> values) {
        return engine()
            .run(
                job,
                {std::string(R"({"kind":"number","data":")") + data + "\"}", std::move(values), {}})
            .value_or("failed");
    };
    EXPECT_EQ(run("1+1", {}), "2");
    job.sources = {"a"};
    EXPECT_EQ(run("x", {R"({"x":5})"}), "5");
    job.sources = {"a", "opd"};
    EXPECT_EQ(run("a.x + opd[1]", {R"({"x":5})", "[1,2]"}), "7");
    EXPECT_EQ(run("", {"null", "[1,2]"}), R"({"a":null,"opd":[1,2]})");
}

// "" when nothing is wrong with a card's code, whatever its figures will be.
std::string code_fault(std::string_view definition) {
    ScriptJob job;
    job.output = ScriptOutput::check;
    const auto checked = engine().run(job, {std::string(definition), {}, {}});
    return checked ? "" : checked.error().message();
}

TEST(Check, TellsOfCodeWithoutFigures) {
    EXPECT_EQ(code_fault(R"({"kind":"number","data":"{'value': $sum(x)}"})"), "");
    EXPECT_EQ(code_fault(R"x({"kind":"number","data":"($f := function($y) {$y}; $f(x))"})x"), "");
    EXPECT_EQ(code_fault(R"({"kind":"number","data":"$sum(x"})"),
              "data: character 6: Expected \")\" before end of expression");
    EXPECT_EQ(code_fault(R"x({"kind":"number","data":"$summ(x)"})x"),
              "data: character 6: there is no function \"$summ\"; did you mean \"$sum\"?");
    EXPECT_EQ(code_fault(R"({"kind":"chart","option":{"xAxis":{},"yAxis":{},
                           "series":[{"type":"barr","data":"@data.v"}]}})"),
              "option: series[0].type: \"barr\" is no chart here; did you mean \"bar\"?");
    EXPECT_EQ(code_fault(R"({"kind":"chart","option":{"dataset":{"source":"@data"},"xAxis":{},
                           "yAxis":{},"series":[{"type":"bar","encode":{"x":"a","y":"b"}}]}})"),
              "");
    EXPECT_EQ(code_fault(R"({"kind":"chart","option":{"series":[{"type":"treemap",
                           "data":"@data"}]}})"),
              "");
}

TEST(Shape, AnUnknownFunctionAndAGapInAListAreNamed) {
    EXPECT_EQ(shape("$summ(x)", R"({"x":[1]})"),
              "! data: character 6: there is no function \"$summ\"; did you mean \"$sum\"?");
    EXPECT_THAT(shape("$sum(x)", R"({"x":[1,null]})"),
                testing::EndsWith("leave out what is missing: $sum(x[$ != null])"));
}

TEST(Shape, WhatJsonCannotSayIsNull) {
    EXPECT_EQ(shape("nothing", "{}"), "null");
    EXPECT_EQ(shape("$", "null"), "null");
    EXPECT_EQ(shape("[1e308*10, -1e308*10, 5]", "{}"), "[null,null,5]");
    EXPECT_EQ(shape("{\"f\": $sum, \"g\": function($x){$x}}", "{}"), R"({"f":null,"g":null})");
    EXPECT_EQ(shape("$sum", "{}"), "null");
    EXPECT_EQ(shape("\"\\ud800\"", "{}"), "\"\xEF\xBF\xBD\"");
}

TEST(Shape, FormatsFiguresAsPeopleReadThem) {
    struct Row {
        const char* value;
        const char* how;
        const char* id;
        const char* en;
    };
    for (const Row& row : {
             Row{"2123456789012", "\"rupiah\"", "Rp2,1 triliun", "Rp2.1 trillion"},
             Row{"1250000000", "\"rupiah\"", "Rp1,3 miliar", "Rp1.3 billion"},
             Row{"45000000", "\"rupiah\"", "Rp45,0 juta", "Rp45.0 million"},
             Row{"999999", "\"rupiah\"", "Rp999.999", "Rp999,999"},
             Row{"-750", "\"rupiah\"", "−Rp750", "−Rp750"},
             Row{"1234567", "{\"style\":\"rupiah\",\"compact\":false}", "Rp1.234.567",
                 "Rp1,234,567"},
             Row{"12345.678", "\"number\"", "12.345,68", "12,345.68"},
             Row{"12", "{\"style\":\"number\",\"decimals\":1,\"unit\":\"rumah\"}", "12,0 rumah",
                 "12.0 rumah"},
             Row{"87.5", "\"percent\"", "87,5%", "87.5%"},
             Row{"1800000000", "\"date\"", "15 Januari 2027", "15 January 2027"},
             Row{"\"2026-11-24\"", "\"date\"", "24 November 2026", "24 November 2026"},
             Row{"\"abc\"", "\"number\"", "–", "–"},
             Row{"null", "\"rupiah\"", "–", "–"},
             Row{"\"soon\"", "\"date\"", "–", "–"},
             Row{"\"abc\"", "\"text\"", "abc", "abc"},
         }) {
        ScriptJob job = value_job();
        job.sources = {"a"};
        // The expression is JSON inside JSON: its quotes are escaped.
        std::string how;
        for (const char* c = row.how; *c != '\0'; ++c) {
            how += *c == '"' ? "\\\"" : std::string(1, *c);
        }
        const ScriptTexts texts{R"({"data":"$format(v, )" + how + ")\"}",
                                {std::string(R"({"v":)") + row.value + "}"},
                                {}};
        EXPECT_EQ(spaced(engine().run(job, texts).value_or("failed")),
                  '"' + std::string(row.id) + '"');
        job.language = "en";
        EXPECT_EQ(spaced(engine().run(job, texts).value_or("failed")),
                  '"' + std::string(row.en) + '"');
    }
    EXPECT_EQ(shape("$format(1, \"roman\")", "{}"),
              "! data: format: got \"roman\"; expected rupiah, number, percent, date, text");
}

TEST(Shape, SaysWhatIsWrongWithAnExpressionAndWhere) {
    EXPECT_EQ(shape("rows[value > 1", "{}"),
              "! data: character 14: Expected \"]\" before end of expression");
    EXPECT_EQ(shape("$nosuch(1)", "{}"), "! data: character 8: there is no function \"$nosuch\"");
    EXPECT_EQ(shape("a + 1", R"({"a":"x"})"),
              "! data: character 3: The left side of the \"+\" operator must evaluate to a number");
    EXPECT_EQ(shape("$eval(\"1\")", "{}"), "! data: $eval is not available");
    EXPECT_EQ(shape("$error(\"tidak ada\")", "{}"), "! data: character 7: tidak ada");
}

TEST(Shape, SaysWhatIsWrongWithAValue) {
    EXPECT_THAT(shape("$", "{\"a\":"),
                StartsWith("! value of \"a\": not JSON (JSON Parse error: "));
    EXPECT_THAT(shape("$", ""), StartsWith("! value of \"a\": not JSON ("));
    EXPECT_EQ(shape("$", std::string("1\0 2", 4)),
              "! value of \"a\": not JSON (it has a NUL character)");
    EXPECT_EQ(shape("$", std::string(65, '[') + std::string(65, ']')),
              "! value of \"a\": 65 levels deep – expected at most 64");
    EXPECT_EQ(shape("$", '"' + std::string(ScriptEngine::kMaxInputBytes, 'x') + '"').substr(0, 30),
              "! card, values and files: 1677");
}

TEST(Shape, AnExpressionThatRunsAwayIsEndedByItself) {
    EXPECT_EQ(
        shape("($f := function($x){ 1 + $f($x) }; $f(1))", "{}"),
        "! data: character 28: Stack overflow. Check for non-terminating recursive function.  "
        "Consider rewriting as tail-recursive");
    EXPECT_THAT(shape("(function($x){$x($x)})(function($x){$x($x)})", "{}"),
                HasSubstr(": Evaluation timeout after 1500 milliseconds. Check for infinite loop"));
    EXPECT_EQ(shape("[0..1e9]", "{}"),
              "! data: character 4: The size of the sequence allocated by the range operator (..) "
              "must not exceed 1e7.  Attempted to allocate 1000000001.");
    EXPECT_EQ(shape("[0..2000000]", "{}"),
              "! data: character 4: The maximum sequence length of 2000001 was exceeded.");
    EXPECT_EQ(shape("1+1", "{}"), "2");  // and the next one runs
}

TEST(Shape, AnOutputThatIsTooLongIsRefused) {
    EXPECT_THAT(shape("$pad(\"\", 5000000, \"x\")", "{}"),
                StartsWith("! output: 5000003 bytes – expected at most 4194304"));
}

TEST(Shape, NothingOfTheEngineIsInReach) {
    for (const char* expression :
         {"constructor", "__proto__", "$.constructor.constructor", "$sum.implementation",
          "$sum.constructor", "(function($x){$x}).environment", "$globalThis", "$pendopo",
          "$lookup($, \"__proto__\")", "$lookup($sum, \"implementation\")", "\"a\".constructor",
          "[1].constructor", "$keys($sum)"}) {
        EXPECT_EQ(shape(expression, "{}"), "null") << expression;
    }
    EXPECT_EQ(shape("$ ~> |$|{\"__proto__\":{\"polluted\":1}}|", "{\"a\":1}").find("! "),
              std::string::npos);
    EXPECT_EQ(shape("polluted", "{}"), "null");
}

TEST(Bind, NamesStandForTheValueAndItsMembers) {
    const std::string svg = chart(
        R"({"xAxis":{"type":"category","data":"@data.rows.nama"},"yAxis":{},
            "series":[{"type":"bar","data":"@data.rows.nilai"}]})",
        R"({"rows":[{"nama":"Giri","nilai":3},{"nama":"Kabat","nilai":5}]})");
    EXPECT_THAT(svg, HasSubstr(">Giri<"));
    EXPECT_THAT(svg, HasSubstr(">Kabat<"));
    EXPECT_THAT(chart(R"({"series":[{"type":"gauge","data":[{"value":"@data"}]}]})", "12.5"),
                HasSubstr(">12,5<"));
    EXPECT_EQ(chart(R"({"series":[{"type":"bar","data":"@data.rows.jumlah"}]})",
                    R"({"rows":[{"nama":"Giri"}]})"),
              "! option: \"@data.rows.jumlah\" – the value has no \"jumlah\" there; it has: nama");
    EXPECT_EQ(chart(R"({"series":[{"type":"bar","data":"@data.x"}]})", "7"),
              "! option: \"@data.x\" – the value has no \"x\" there; it has: a number");
}

TEST(Bind, FormattersAreWordsNotCode) {
    const auto labelled = [](const std::string& formatter) {
        return chart(R"({"xAxis":{"type":"category","data":["A"]},"yAxis":{"show":false},
            "series":[{"type":"bar","data":[1250000000],"label":{"show":true,"formatter":")" +
                     formatter + "\"}}]}");
    };
    EXPECT_THAT(labelled("@rupiah"), HasSubstr(">Rp1,3 miliar<"));
    EXPECT_THAT(labelled("@rupiah.2"), HasSubstr(">Rp1,25 miliar<"));
    EXPECT_THAT(labelled("{b}: @number"), HasSubstr(">A: 1.250.000.000<"));
    EXPECT_THAT(labelled("{c}"), HasSubstr(">1,3 miliar<"));
    // Code and words that are none are told, not written on the wall.
    const std::string no_code =
        "! option: series[0].label.formatter – functions do not run here; "
        "use words like \"@number\" or \"{b}: {c}\"";
    EXPECT_EQ(labelled("function(){return 666}"), no_code);
    EXPECT_EQ(labelled("(p) => p.value"), no_code);
    EXPECT_EQ(labelled("v => v"), no_code);
    EXPECT_EQ(labelled("@rupiahh"),
              "! option: series[0].label.formatter – no format \"@rupiahh\"; did "
              "you mean \"@rupiah\"?");
    EXPECT_EQ(chart(R"({"series":[],"title":{"text":"@dta.x"}})"),
              "! option: title.text – no \"@dta\"; did you mean \"@data\"?");
    EXPECT_THAT(chart(R"({"series":[],"title":{"text":"Desa → @pemkab"}})"), HasSubstr("@pemkab<"));
    EXPECT_THAT(chart(R"({"xAxis":{},"yAxis":{"type":"category","data":["A"]},
        "series":[{"type":"bar","data":[3.5],"label":{"show":true}}]})"),
                HasSubstr(">3,5<"));  // without a formatter: as people read it
}

TEST(Bind, FormattersNameDimensions) {
    const auto labelled = [](const std::string& formatter) {
        return chart(R"({"dataset":{"source":[["bahan","2023","2024"],["Beras",1250,13400]]},
            "xAxis":{"type":"category"},"yAxis":{"show":false},"series":[{"type":"bar",
            "label":{"show":true,"formatter":")" +
                     formatter + "\"}}]}");
    };
    EXPECT_THAT(labelled("{b0}: {@2024}"), HasSubstr(">Beras: 13.400<"));
    EXPECT_THAT(labelled("{b}: {@[2]} ({c0})"), HasSubstr(">Beras: 13.400 (1.250)<"));
    EXPECT_THAT(labelled("{@2025}"),
                StartsWith("! option: formatter – the data has no \"2025\"; it has: bahan, 2023, "
                           "2024; did you mean \"202"));
}

TEST(Bind, TextsMayBeGivenPerLanguage) {
    ScriptJob job = svg_job({600, 400});
    const ScriptTexts texts{R"({"kind":"chart","option":{"legend":{},"xAxis":{"type":"category",
        "data":["a"]},"yAxis":{},"series":[{"type":"bar","name":{"id":"Anggaran","en":"Budget"},
        "data":[1]}]}})",
                            {},
                            {}};
    EXPECT_THAT(engine().run(job, texts).value_or(""), HasSubstr(">Anggaran<"));
    job.language = "en";
    EXPECT_THAT(engine().run(job, texts).value_or(""), HasSubstr(">Budget<"));
}

TEST(Bind, DataIsNeverMarkup) {
    const std::string evil = R"("\"/><script>alert(1)</script><!-- & \u0007")";
    const std::string svg = chart(
        R"({"xAxis":{"type":"category","data":"@data.names"},"yAxis":{},"legend":{},
            "series":[{"type":"bar","name":"@data.evil","data":[1],
                "label":{"show":true,"fontFamily":"@data.evil"}}]})",
        R"({"evil":)" + evil + R"(,"names":[)" + evil + "]}");
    EXPECT_THAT(svg, Not(HasSubstr("<script")));
    EXPECT_THAT(svg, HasSubstr("&lt;script&gt;"));
    EXPECT_TRUE(draw_svg(svg, {800, 450}, 0)) << svg;
    EXPECT_THAT(
        chart(R"({"series":[{"type":"pie","data":[{"value":1,"itemStyle":{"color":"@data"}}]}]})",
              evil),
        AllOf(StartsWith("! option: series[0].data[0].itemStyle.color: "),
              HasSubstr(" is no colour; ")));
}

TEST(Bind, NothingIsLoaded) {
    EXPECT_THAT(
        chart(
            R"({"series":[{"type":"scatter","symbol":"image://http://x/y.png"}],"xAxis":{},"yAxis":{}})"),
        StartsWith("! option: series[0].symbol: pictures are not loaded here; use \"path://"));
    for (
        const char* option :
        {R"({"graphic":[{"type":"image","style":{"image":"file:///etc/passwd","width":9,"height":9}}]})",
         R"({"graphic":{"elements":[{"type":"group","children":[{"type":"image","style":{"image":"a.png"}}]}]}})",
         R"({"backgroundColor":{"image":"http://x/y.png","repeat":"repeat"}})",
         R"x({"backgroundColor":"url(http://x)"})x",
         R"x({"title":{"text":"a","link":"javascript:alert(1)","textStyle":{"fontFamily":"url(x)"}}})x",
         R"({"series":[{"type":"pie","data":[{"name":"a","value":1,"itemStyle":{"color":{"image":"x"}}}]}]})"}) {
        const std::string svg = chart(option);
        EXPECT_THAT(svg, Not(StartsWith("!"))) << option;
        for (const char* never : {"<image", "href", "http:", "file:", "javascript", "url(h"}) {
            // the two name spaces are addresses too
            std::string rest = svg.substr(svg.find('>'));
            EXPECT_THAT(rest, Not(HasSubstr(never))) << option;
        }
    }
}

TEST(Bind, AnOptionCannotReachWhatAllObjectsShare) {
    chart(R"({"series":[],"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},
        "title":{"constructor":{"prototype":{"polluted":1}}}})");
    EXPECT_EQ(shape("polluted", "{}"), "null");
    EXPECT_THAT(chart(R"({"series":[{"type":"pie","data":"@data"}]})",
                      R"([{"name":"a","value":1,"constructor":{"prototype":{"x":1}}}])"),
                StartsWith("<svg"));
}

// ECharts keeps the texts of all charts in one cache, which such a name once broke for good.
TEST(Bind, ANameThatEveryObjectHasHarmsNoLaterChart) {
    const auto fresh = ScriptEngine::create().value();
    ScriptJob job = svg_job({800, 450});
    job.sources = {"a"};
    const auto pie_of = [&](const char* name) {
        return fresh->run(
            job,
            {R"({"kind":"chart","option":{"series":[{"type":"pie","data":"@data"}]}})",
             {std::string(R"([{"name":")") + name + R"(","value":1},{"name":"Giri","value":2}])"},
             {}});
    };
    ASSERT_TRUE(pie_of("Kabat"));
    for (const char* name : {"__proto__", "constructor", "toString", "hasOwnProperty"}) {
        static_cast<void>(pie_of(name));  // drawn or refused
        const auto after = pie_of("Kabat");
        ASSERT_TRUE(after) << name << ": " << after.error().message();
        EXPECT_THAT(*after, HasSubstr(">Kabat<")) << name;
    }
}

}  // namespace
}  // namespace pendopo::test
