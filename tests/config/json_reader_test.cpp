#include "config/json_reader.h"

#include <gmock/gmock.h>

#include <string>

namespace pendopo {
namespace {

using testing::ElementsAre;

std::string problems_of(std::string_view text, const JsonLimits& limits = {}) {
    const ConfigResult<JsonDocument> document = parse_json("f.json", text, limits);
    return document ? "" : to_string(document.error());
}

// Reads `text` with `read` and returns the problems, one line each.
template <class Read>
std::string read_problems(std::string_view text, Read read) {
    const ConfigResult<JsonDocument> document = parse_json("f.json", text);
    if (!document) {
        return to_string(document.error());
    }
    Problems problems("f.json");
    ObjectReader object(document->root(), problems);
    read(object);
    object.finish();
    return to_string(problems.take());
}

TEST(ParseJson, NodesKnowTheirLineColumnAndPointer) {
    const auto document =
        parse_json("f.json", "{\n  \"é~/\" : [1,\n   {\"x\": \"a\\\"b\"}, true]\n}\n");
    ASSERT_TRUE(document) << to_string(document.error());
    const JsonNode& array = document->root().children[0];
    EXPECT_EQ(array.key_position, (JsonPosition{2, 3}));
    EXPECT_EQ(array.position, (JsonPosition{2, 11}));  // é is one character
    EXPECT_EQ(array.pointer(), "/é~0~1");
    EXPECT_EQ(array.children[0].position, (JsonPosition{2, 12}));
    const JsonNode& x = array.children[1].children[0];
    EXPECT_EQ(x.key_position, (JsonPosition{3, 5}));
    EXPECT_EQ(x.position, (JsonPosition{3, 10}));
    EXPECT_EQ(x.string, "a\"b");
    EXPECT_EQ(x.pointer(), "/é~0~1/1/x");
    EXPECT_EQ(array.children[2].position, (JsonPosition{3, 19}));
}

TEST(ParseJson, KeepsNumbersOfEveryKind) {
    const auto document = parse_json("f.json", "[-3, 4.5, 18446744073709551615]");
    ASSERT_TRUE(document);
    EXPECT_EQ(document->root().children[0].integer, -3);
    EXPECT_EQ(document->root().children[1].number, 4.5);
    EXPECT_EQ(document->root().children[2].kind, JsonNode::Kind::number);
}

TEST(ParseJson, SyntaxErrorsSayWhereAndWhat) {
    struct Case {
        std::string_view text;
        std::string_view expected;
    };
    const Case cases[] = {
        {"", "f.json: the file is empty; expected a JSON object\n"},
        {" \n", "f.json: the file is empty; expected a JSON object\n"},
        {"{\"a\": 1,\n}", "f.json:2:1: not valid JSON: remove the comma before this bracket\n"},
        {"[1,,2]", "f.json:1:4: not valid JSON: a value is missing here\n"},
        {"{\"a\" \"b\"}", "f.json:1:6: not valid JSON: a colon is missing after the key\n"},
        {"{\"a\": 1\n \"b\": 2}",
         "f.json:2:2: not valid JSON: before this a comma is missing, or a closing \"}\"\n"},
        {"[1 2]",
         "f.json:1:4: not valid JSON: before this a comma is missing, or a closing \"]\"\n"},
        {"{\"a\": \"x,\n\"b\": 2}",
         "f.json:1:10: not valid JSON: the text in this line has no closing quote\n"},
        {"{\"a\": \"C:\\Data\"}",
         "f.json:1:11: not valid JSON: a backslash in a text; use \\\\, \\\", \\n, or \\u and four "
         "hexadecimal digits\n"},
        {"{a: 1}", "f.json:1:2: not valid JSON: texts and keys stand in double quotes\n"},
        {"{\"a\": -x}", "f.json:1:8: not valid JSON: numbers are written like 12, -3 or 0.5\n"},
        {"{\n // no\n}",
         "f.json:2:2: not valid JSON: comments are not part of JSON; remove this one\n"},
        {"{\"a\": [1",
         "f.json:1:9: the file ends too early: a closing bracket, brace or quote is missing\n"},
        {"{\"a\": \"x",
         "f.json:1:9: the file ends too early: a closing bracket, brace or quote is missing\n"},
        {"{\"a\": tru}", "f.json:1:10: not valid JSON: texts and keys stand in double quotes\n"},
        {"{\"a\": \"\xFF\"}", "f.json:1:8: the text is not UTF-8; save the file as UTF-8\n"},
        {"{} {}", "f.json:1:4: not valid JSON: something follows the last closing bracket\n"},
        {"[1e999]", "f.json:1:2: not valid JSON: the number is too large\n"},
        {"\xFF\xFE{", "f.json: the file is UTF-16; save it as UTF-8\n"},
        {std::string_view("{}\0x", 4), "f.json:1:3: a NUL byte; the file is damaged, restore it\n"},
    };
    for (const Case& c : cases) {
        EXPECT_EQ(problems_of(c.text), c.expected) << c.text;
    }
}

TEST(ParseJson, AcceptsAByteOrderMark) {
    const auto document = parse_json("f.json", "\xEF\xBB\xBF{\"a\": 1}");
    ASSERT_TRUE(document);
    EXPECT_EQ(document->root().children[0].key_position, (JsonPosition{1, 2}));
}

TEST(ParseJson, ReportsEveryKeyGivenTwice) {
    EXPECT_EQ(problems_of("{\"a\": 1,\n \"b\": {\"c\": 1, \"c\": 2},\n \"a\": 3}"),
              "f.json:2:16 /b/c: the key is given twice, first in line 2; remove one\n"
              "f.json:3:2 /a: the key is given twice, first in line 1; remove one\n");
}

TEST(ParseJson, RefusesAFileOfFiveMegabytesBySize) {
    EXPECT_EQ(problems_of("[\"" + std::string(5'000'000, 'x') + "\"]"),
              "f.json: the file has 5000004 bytes; at most 4194304 are read; split it or remove "
              "what is not needed\n");
}

TEST(ParseJson, RefusesDepthWithoutCrashing) {
    const std::string bomb = std::string(100'000, '[') + std::string(100'000, ']');
    EXPECT_EQ(problems_of(bomb),
              "f.json:1:65: nested deeper than 64 levels; no file of ours needs that\n");
    std::string objects;
    for (int i = 0; i < 100'000; ++i) {
        objects += "{\"a\":";
    }
    EXPECT_EQ(problems_of(objects),
              "f.json:1:321: nested deeper than 64 levels; no file of ours needs that\n");
    EXPECT_EQ(problems_of(std::string(64, '[') + std::string(64, ']')), "");
}

TEST(ParseJson, RefusesTooManyValuesAndTooLongStrings) {
    std::string many = "[0";
    for (int i = 0; i < 200'000; ++i) {
        many += ",0";
    }
    EXPECT_EQ(problems_of(many + "]"),
              "f.json:1:400000: more than 200000 values; split the file or remove what is not "
              "needed\n");
    EXPECT_EQ(
        problems_of("[\"" + std::string(65'537, 'x') + "\",\"" + std::string(65'536, 'x') + "\"]"),
        "f.json:1:2: a string of 65537 bytes; at most 65536 are allowed; shorten it\n");
    EXPECT_EQ(problems_of("{\"" + std::string(300, 'k') + "\": 1}"),
              "f.json:1:2: a key of 300 bytes; at most 256 are allowed\n");
}

TEST(ObjectReader, UnknownKeyAsTheProductDescribesIt) {
    const auto document =
        parse_json("layouts/lobby.json",
                   "{\n \"displays\": {\"left\": {\"tiles\": [{},\n   {  \"camrea\":"
                   " \"x\"}]}}\n}");
    ASSERT_TRUE(document);
    Problems problems(document->file());
    const JsonNode& tile = document->root().children[0].children[0].children[0].children[1];
    ObjectReader object(tile, problems);
    object.string("camera");
    object.string("card");
    object.finish();
    EXPECT_EQ(to_string(problems.take()),
              "layouts/lobby.json:3:7 /displays/left/tiles/1/camrea: unknown key; did you mean "
              "\"camera\"?\n");
}

TEST(ObjectReader, ReadsValuesAndDefaults) {
    const auto document = parse_json(
        "f.json",
        R"({"version": 1, "$schema": "s", "id": "rsud-lobi", "s": "x", "b": true, "i": 7, "n": 1.5,
            "c": "#aaBB01", "size": [1920, 1080], "rect": [0, 0.5, 1, 0.5], "mm": [-1, 2.5],
            "fit": "cover", "list": [1, 2], "o": {"k": null}})");
    ASSERT_TRUE(document);
    Problems problems("f.json");
    ObjectReader object(document->root(), problems);
    object.header();
    EXPECT_EQ(object.id(), "rsud-lobi");
    EXPECT_EQ(object.string("s"), "x");
    EXPECT_EQ(object.string("none", "fallback"), "fallback");
    EXPECT_TRUE(object.boolean("b", false));
    EXPECT_EQ(object.integer("i", 1, {0, 9}), 7);
    EXPECT_EQ(object.integer("none", 1, {0, 9}), 1);
    EXPECT_EQ(object.number("n", 1, {0, 9}), 1.5);
    EXPECT_EQ(object.color("c", ""), "#aaBB01");
    EXPECT_EQ(object.size("size", {}), (PixelSize{1920, 1080}));
    EXPECT_EQ(object.rect("rect"), (UnitRect{0, 0.5, 1, 0.5}));
    EXPECT_EQ(object.rect("none"), std::nullopt);
    EXPECT_THAT(object.numbers("mm", 2, {}).value(), ElementsAre(-1, 2.5));
    const Words<Fit> fits{{"contain", Fit::contain}, {"cover", Fit::cover}};
    EXPECT_EQ(object.enumeration("fit", fits, Fit::contain), Fit::cover);
    int sum = 0;
    EXPECT_TRUE(object.array("list", [&](const JsonNode& n) { sum += int(n.integer); }));
    EXPECT_EQ(sum, 3);
    std::string member;
    EXPECT_TRUE(object.members("o", [&](const JsonNode& n) { member = n.key; }));
    EXPECT_EQ(member, "k");
    object.finish();
    EXPECT_EQ(to_string(problems.take()), "");
}

TEST(ObjectReader, ReportsEveryProblemAtOnce) {
    const std::string text = R"({"version": 2, "id": "a b", "s": 5, "b": "yes", "i": 70000,
"n": true, "c": "red", "size": [0, 1], "rect": [0, 0, 2, 1], "r2": [0.5, 0, 0.6, 1], "mm": [1],
"fit": "covre", "list": {}, "o": [], "name": "", "qqqqqqqq": 1})";
    const std::string problems = read_problems(text, [](ObjectReader& object) {
        object.header();
        object.id();
        object.string("s");
        object.boolean("b", false);
        object.integer("i", 1, {1, 65535});
        object.number("n", 1, {0, 9.5});
        object.color("c", "");
        object.size("size", {});
        object.rect("rect");
        object.rect("r2");
        object.numbers("mm", 2, {});
        object.enumeration<int>("fit", {{"contain", 0}, {"cover", 1}, {"stretch", 2}}, 0);
        object.array("list", [](const JsonNode&) {});
        object.object("o", [](const JsonNode&) {});
        object.required_string("name");
        object.required_string("missing");
    });
    EXPECT_EQ(
        problems,
        "f.json:1:1: missing key \"missing\"; expected a string\n"
        "f.json:1:13 /version: got 2; expected 1, the only version this program reads\n"
        "f.json:1:22 /id: got \"a b\"; expected an id: letters, digits, \"-\" and \"_\", first a "
        "letter or digit, at most 64\n"
        "f.json:1:34 /s: got 5; expected a string\n"
        "f.json:1:42 /b: got \"yes\"; expected true or false\n"
        "f.json:1:54 /i: got 70000; expected a whole number from 1 to 65535\n"
        "f.json:2:6 /n: got true; expected a number from 0 to 9.5\n"
        "f.json:2:17 /c: got \"red\"; expected a colour like \"#0E1726\"\n"
        "f.json:2:32 /size: got an array of 2; expected [width, height] in whole pixels from 1 to "
        "16384\n"
        "f.json:2:55 /rect/2: got 2; expected a number from 0 to 1\n"
        "f.json:2:68 /r2: got [0.5, 0, 0.6, 1]; expected [x, y, width, height] in fractions, not "
        "empty and inside 0 to 1\n"
        "f.json:2:92 /mm: got an array of 1; expected an array of 2 numbers\n"
        "f.json:3:8 /fit: got \"covre\"; expected \"contain\", \"cover\" or \"stretch\"; did you "
        "mean \"cover\"?\n"
        "f.json:3:25 /list: got an object; expected an array\n"
        "f.json:3:34 /o: got an empty array; expected an object\n"
        "f.json:3:46 /name: got an empty string; expected a string that is not empty\n"
        "f.json:3:50 /qqqqqqqq: unknown key; the keys here are \"$schema\", \"version\", \"id\", "
        "\"s\", \"b\", \"i\", \"n\", \"c\", \"size\", \"rect\", \"r2\", \"mm\", \"fit\", \"list\", "
        "\"o\", \"name\" or \"missing\"\n");
}

TEST(ObjectReader, ANodeThatIsNoObjectIsOneProblem) {
    EXPECT_EQ(read_problems("[1]",
                            [](ObjectReader& object) {
                                object.header();
                                object.id();
                            }),
              "f.json:1:1: got an array of 1; expected an object\n");
}

TEST(Problems, KeepsTwoHundredAndCountsTheRest) {
    Problems problems("f.json");
    for (int i = 0; i < 205; ++i) {
        problems.add_at(i + 1, 1, {"salah", "wrong"});
    }
    const ProblemList list = problems.take();
    ASSERT_EQ(list.size(), 201u);
    EXPECT_EQ(to_string(list.back()), "f.json: and 5 more problems");
    EXPECT_TRUE(problems.empty());
}

TEST(DidYouMean, GuessesSlipsAndNothingElse) {
    const std::vector<std::string> keys{"camera", "card", "rect", "id"};
    EXPECT_EQ(did_you_mean("camrea", keys).en, "; did you mean \"camera\"?");
    EXPECT_EQ(did_you_mean("Camera", keys).en, "; did you mean \"camera\"?");
    EXPECT_EQ(did_you_mean("rekt", keys).en, "; did you mean \"rect\"?");
    EXPECT_EQ(did_you_mean("zebra", keys).en, "");
    EXPECT_EQ(did_you_mean("xy", keys).en, "");
    EXPECT_EQ(did_you_mean(std::string(65'000, 'c'), keys).en, "");
}

TEST(InQuotes, StaysOneShortLine) {
    EXPECT_EQ(in_quotes("a\nb\x1b"), "\"a?b?\"");
    EXPECT_EQ(in_quotes(std::string(59, 'x') + "é"), "\"" + std::string(59, 'x') + "…\"");
}

TEST(Describe, HidesValuesWhenAsked) {
    const auto document = parse_json("f.json", R"(["hunter2", 7, 1.5, true, null])");
    ASSERT_TRUE(document);
    std::string all;
    for (const JsonNode& node : document->root().children) {
        all += describe(node, Quoting::nothing).en + ",";
    }
    EXPECT_EQ(all, "a string,a number,a number,a boolean,null,");
}

TEST(Problems, AreSaidInTheLanguageOfWhoReads) {
    const auto said = [](std::string_view text, const char* language) {
        const auto document = parse_json("f.json", text);
        if (!document) {
            return to_string(document.error(), language);
        }
        Problems problems("f.json");
        ObjectReader object(document->root(), problems);
        object.required_string("name");
        object.integer("count", 1, {1, 9});
        object.enumeration<int>("fit", {{"contain", 0}, {"cover", 1}}, 0);
        object.finish();
        return to_string(problems.take(), language);
    };
    struct Case {
        std::string_view text;
        std::string_view id;
        std::string_view en;
    };
    const Case cases[] = {
        {R"({"name": "a", "cuont": 1})",
         "f.json:1:15 /cuont: kunci ini tidak dikenal; mungkin maksudnya \"count\"?\n",
         "f.json:1:15 /cuont: unknown key; did you mean \"count\"?\n"},
        {R"({"name": 7})", "f.json:1:10 /name: tertulis 7; seharusnya teks yang tidak kosong\n",
         "f.json:1:10 /name: got 7; expected a string that is not empty\n"},
        {R"({})", "f.json:1:1: kunci \"name\" tidak ada; seharusnya teks\n",
         "f.json:1:1: missing key \"name\"; expected a string\n"},
        {R"({"name": "a", "count": 12})",
         "f.json:1:24 /count: tertulis 12; seharusnya bilangan bulat dari 1 sampai 9\n",
         "f.json:1:24 /count: got 12; expected a whole number from 1 to 9\n"},
        {R"({"name": "a", "fit": "x"})",
         "f.json:1:22 /fit: tertulis \"x\"; seharusnya \"contain\" atau \"cover\"\n",
         "f.json:1:22 /fit: got \"x\"; expected \"contain\" or \"cover\"\n"},
        {R"({"name": "a",})", "f.json:1:14: bukan JSON yang sah: hapus koma sebelum kurung ini\n",
         "f.json:1:14: not valid JSON: remove the comma before this bracket\n"},
        {"", "f.json: berkas ini kosong; seharusnya berisi objek JSON\n",
         "f.json: the file is empty; expected a JSON object\n"},
    };
    for (const Case& each : cases) {
        EXPECT_EQ(said(each.text, "id"), each.id);
        EXPECT_EQ(said(each.text, "en"), each.en);
    }
}

TEST(Problems, WhatOnlyProgramsSendIsAnsweredInEnglishToAll) {
    const auto document = parse_json("f.json", "{}");
    Problems problems("f.json");
    problems.add_in_english(document->root(), "more than 64 addresses");
    EXPECT_EQ(to_string(problems.take(), "id"), "f.json:1:1: more than 64 addresses\n");
}

}  // namespace
}  // namespace pendopo
