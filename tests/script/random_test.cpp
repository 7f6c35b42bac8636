// Expressions, options and values made at random from their own grammar and from noise: whatever
// comes, there is an answer in time, and it is JSON, a drawing or a sentence about the card. What
// grammar alone does not reach is for tests/fuzz/shape_fuzz.cpp.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>

#include "tests/script/script_fixture.h"
#include "tests/script/svg_picture.h"

namespace pendopo::test {
namespace {

class Random {
  public:
    explicit Random(unsigned seed) : engine_(seed) {}
    int below(int limit) { return std::uniform_int_distribution<>(0, limit - 1)(engine_); }
    template <size_t N>
    std::string pick(const char* const (&words)[N]) {
        return words[below(N)];
    }

    nlohmann::json value(int depth) {
        static constexpr const char* kTexts[] = {
            "Giri", "", "12", "a\"b", "<b>", "\xF0\x9F\x98\x80", "-1e400", "__proto__"};
        static constexpr const char* kKeys[] = {"name",      "value",       "a",    "b",
                                                "__proto__", "constructor", "data", "type"};
        static constexpr double kNumbers[] = {0, -1, 1e308, 5e-324, 3.5, 1e15, 42};
        switch (below(depth > 0 ? 7 : 4)) {
            case 0:
                return kNumbers[below(7)];
            case 1:
                return pick(kTexts);
            case 2:
                return below(2) == 0;
            case 3:
                return nullptr;
            case 4: {
                auto object = nlohmann::json::object();
                for (int i = below(4); i >= 0; --i) {
                    object[pick(kKeys)] = value(depth - 1);
                }
                return object;
            }
            default: {
                auto array = nlohmann::json::array();
                for (int i = below(6); i > 0; --i) {
                    array.push_back(value(depth - 1));
                }
                return array;
            }
        }
    }

    std::string expression(int depth) {
        static constexpr const char* kLeaves[] = {"$",     "a",      "value",  "1",
                                                  "\"x\"", "name",   "null",   "b[0]",
                                                  "**",    "[1..5]", "$now()", "/x+/"};
        static constexpr const char* kCalls[] = {
            "$sum",     "$count",  "$string",    "$number", "$map",  "$sort",
            "$keys",    "$merge",  "$uppercase", "$format", "$join", "$distinct",
            "$reverse", "$length", "$toMillis",  "$spread", "$eval"};
        static constexpr const char* kBetween[] = {".",  "+", "&",  "=",    ">", " and ",
                                                   "~>", "[", "^(", " in ", "*", "/",
                                                   "?",  ":", "|",  "{",    ";", "@$i."};
        const std::string left = depth > 0 ? expression(depth - 1) : pick(kLeaves);
        switch (below(depth > 0 ? 5 : 1)) {
            case 1:
                return pick(kCalls) + "(" + left + ")";
            case 2:
                return left + pick(kBetween) + expression(depth - 1);
            case 3:
                return "{\"k\": " + left + "}";
            case 4:
                return left + "[" + expression(depth - 1) + "]";
            default:
                return left;
        }
    }

    // An option in ECharts' grammar, with the odd thing where another belongs.
    nlohmann::json option() {
        static constexpr const char* kTypes[] = {
            "bar",    "line",    "pie",      "gauge",   "treemap", "sankey", "scatter", "radar",
            "funnel", "heatmap", "sunburst", "boxplot", "graph",   "tree",   "none"};
        static constexpr const char* kParts[] = {"xAxis",   "yAxis",  "legend", "title",
                                                 "grid",    "polar",  "radar",  "visualMap",
                                                 "dataset", "graphic"};
        nlohmann::json option;
        if (below(4) != 0) {
            option = {{"xAxis", {{"type", "category"}}}, {"yAxis", nlohmann::json::object()}};
        }
        for (int i = below(4); i > 0; --i) {
            option[pick(kParts)] = below(3) == 0 ? value(2) : nlohmann::json::object();
        }
        for (int i = below(3); i >= 0; --i) {
            nlohmann::json series{{"type", pick(kTypes)}, {"data", "@data"}};
            if (below(3) == 0) {
                series["label"] = value(2);
                series["itemStyle"] = value(2);
            }
            option["series"].push_back(below(12) == 0 ? value(1) : series);
        }
        return option;
    }

  private:
    std::mt19937 engine_;
};

TEST(Anything, ShapedIsJsonOrASentence) {
    Random random(7);
    int shaped = 0;
    for (int i = 0; i < 1500; ++i) {
        const std::string expression = random.expression(3);
        const std::string value = random.value(3).dump();
        const std::string answer = shape(expression, value);
        if (answer.starts_with("! ")) {
            EXPECT_TRUE(answer.starts_with("! data: ")) << expression << "\n" << answer;
        } else {
            EXPECT_TRUE(nlohmann::json::accept(answer)) << expression << "\n" << answer;
            ++shaped;
        }
    }
    EXPECT_GT(shaped, 300);  // or the expressions are only noise
}

TEST(Anything, DrawnIsAPictureOrASentence) {
    Random random(11);
    int drawn = 0;
    for (int i = 0; i < 300; ++i) {
        const std::string option = random.option().dump();
        const std::string value = random.value(3).dump();
        const std::string answer = chart(option, value);
        if (answer.starts_with("! ")) {
            EXPECT_TRUE(answer.starts_with("! option: ")) << option << value << "\n" << answer;
            EXPECT_TRUE(answer.starts_with("! option: ")) << option << value << "\n" << answer;
        } else {
            EXPECT_TRUE(draw_svg(answer, {800, 450}, 0)) << option << value << "\n" << answer;
            ++drawn;
        }
    }
    EXPECT_GT(drawn, 30);  // most options are hostile
}

TEST(Anything, NoiseIsASentence) {
    Random random(13);
    for (int i = 0; i < 500; ++i) {
        std::string noise;
        for (int n = random.below(60); n >= 0; --n) {
            noise += static_cast<char>(random.below(256));
        }
        ScriptJob job = value_job();
        job.sources = {"a"};
        const auto answer = engine().run(job, {R"({"data":"$"})", {noise}, {}});
        EXPECT_TRUE(answer || answer.error().message().starts_with("value of \"a\": ")) << noise;
        const auto card = engine().run(job, {noise, {"1"}, {}});
        EXPECT_TRUE(card || card.error().message().starts_with("card: ")) << noise;
    }
}

}  // namespace
}  // namespace pendopo::test
