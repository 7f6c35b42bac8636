#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "config/edit/json_edit.h"

namespace pendopo {
namespace {

using Op = JsonChange::Op;

std::string edited(std::string_view text, const std::vector<JsonChange>& changes) {
    const auto result = edit_json(text, changes);
    return result ? *result
                  : std::string(to_string(result.error().code())) + " " + result.error().message();
}

struct Case {
    std::string what;
    std::string before;
    std::vector<JsonChange> changes;
    std::string after;
};

TEST(EditJson, KeepsTheStyleOfItsNeighbours) {
    const std::vector<Case> cases{
        {"replaces a word alone",
         "{\n  \"port\" :  7600 ,\n\n  \"b\":1}",
         {{Op::replace, "/port", "7601"}},
         "{\n  \"port\" :  7601 ,\n\n  \"b\":1}"},
        {"an equal value keeps its text",
         R"({"a": [1,   2], "b": "caf\u00e9"})",
         {{Op::replace, "/a", "[1,2]"}, {Op::add, "/b", "\"café\""}},
         R"({"a": [1,   2], "b": "caf\u00e9"})"},
        {"numbers and strings are written as they are given",
         R"({"a": 1})",
         {{Op::replace, "/a", "1.50"}, {Op::add, "/b", R"("\u0041")"}},
         R"({"a": 1.50, "b": "\u0041"})"},
        {"a member on a line of its own",
         "{\n    \"a\": 1,\n    \"b\": 2\n}\n",
         {{Op::add, "/c", "3"}},
         "{\n    \"a\": 1,\n    \"b\": 2,\n    \"c\": 3\n}\n"},
        {"one line stays one line",
         R"({"control": { "port": 7600 }})",
         {{Op::add, "/control/names", R"(["a", "b"])"}},
         R"({"control": { "port": 7600, "names": ["a", "b"] }})"},
        {"without spaces",
         R"({"a":1,"b":[1,2]})",
         {{Op::add, "/c", R"({"x": 1, "y": [ ]})"}, {Op::add, "/b/-", "3"}},
         R"({"a":1,"b":[1,2,3],"c":{"x":1,"y":[]}})"},
        {"an element like the one before it",
         "[\n  { \"id\": \"a\",\n    \"main\": 1 },\n  { \"id\": \"b\",\n    \"main\": 2 }\n]",
         {{Op::add, "/-", R"({"id":"c","name":"C","main":3})"}},
         "[\n  { \"id\": \"a\",\n    \"main\": 1 },\n  { \"id\": \"b\",\n    \"main\": 2 },\n"
         "  { \"id\": \"c\",\n    \"name\": \"C\",\n    \"main\": 3 }\n]"},
        {"in front, in the middle",
         "[\n\t{\n\t\t\"a\": 1\n\t},\n\t{\n\t\t\"a\": 4\n\t}\n]",
         {{Op::add, "/0", R"({"a":0})"}, {Op::add, "/2", R"({"a":2,"b":{"c":[]}})"}},
         "[\n\t{\n\t\t\"a\": 0\n\t},\n\t{\n\t\t\"a\": 1\n\t},\n\t{\n\t\t\"a\": 2,\n"
         "\t\t\"b\": { \"c\": [] }\n\t},\n\t{\n\t\t\"a\": 4\n\t}\n]"},
        {"in front of the only one", "[1]", {{Op::add, "/0", "0"}}, "[0, 1]"},
        {"an object's lines when it is replaced",
         "{\n  \"a\": {\n    \"x\": 1,\n    \"y\": [1, 2]\n  }\n}",
         {{Op::replace, "/a", R"({"x":2,"y":[3,4],"z":true})"}},
         "{\n  \"a\": {\n    \"x\": 2,\n    \"y\": [3, 4],\n    \"z\": true\n  }\n}"},
        {"a rectangle stays in its line",
         "{\n  \"rect\": [0, 0, 1, 0.85]\n}",
         {{Op::replace, "/rect", "[0,0,0.5,0.85]"}},
         "{\n  \"rect\": [0, 0, 0.5, 0.85]\n}"},
        {"into what is empty",
         "{\n  \"groups\": [],\n  \"note\": {}\n}\n",
         {{Op::add, "/groups/0", R"({"id":"a"})"}, {Op::add, "/note/x", "1"}},
         "{\n  \"groups\": [\n    { \"id\": \"a\" }\n  ],\n  \"note\": { \"x\": 1 }\n}\n"},
        {"an empty document", "{}\n", {{Op::add, "/a", "1"}}, "{\n  \"a\": 1\n}\n"},
        {"what is too wide for a line is spread",
         "{\n  \"a\": 1\n}",
         {{Op::add, "/b",
           "{\"x\": \"" + std::string(60, 'x') + "\", \"y\": [\"" + std::string(40, 'y') + "\"]}"}},
         "{\n  \"a\": 1,\n  \"b\": {\n    \"x\": \"" + std::string(60, 'x') +
             "\",\n    \"y\": [\"" + std::string(40, 'y') + "\"]\n  }\n}"},
        {"removes a first, middle, last and only one",
         "{\n  \"a\": 1,\n  \"b\": 2,\n  \"c\": 3,\n  \"d\": [ 4 ]\n}\n",
         {{Op::remove, "/a", ""}, {Op::remove, "/c", ""}, {Op::remove, "/d/0", ""}},
         "{\n  \"b\": 2,\n  \"d\": []\n}\n"},
        {"removes the last", "[1, 2 ]", {{Op::remove, "/1", ""}}, "[1 ]"},
        {"removes the only one", "{ \"a\": 1 }", {{Op::remove, "/a", ""}}, "{}"},
        {"line ends, byte order mark, no final newline",
         "\xEF\xBB\xBF{\r\n  \"a\": 1\r\n}",
         {{Op::add, "/b", "{\n\"c\": 1}"}, {Op::add, "/d", "2"}},
         "\xEF\xBB\xBF{\r\n  \"a\": 1,\r\n  \"b\": { \"c\": 1 },\r\n  \"d\": 2\r\n}"},
        {"blank lines between neighbours are not repeated",
         "{\n  \"a\": 1,\n\n\n  \"b\": 2\n}",
         {{Op::add, "/c", "3"}},
         "{\n  \"a\": 1,\n\n\n  \"b\": 2,\n  \"c\": 3\n}"},
        {"keys with everything in them",
         R"({"a/b": {"m~n": 1, "": 2, "\u0041\"": 3}})",
         {{Op::replace, "/a~1b/m~0n", "5"},
          {Op::remove, "/a~1b/", ""},
          {Op::replace, "/a~1b/A\"", "6"},
          {Op::add, "/a~1b/ü\"\\\n", "7"}},
         R"({"a/b": {"m~n": 5, "\u0041\"": 6, "ü\"\\\u000a": 7}})"},
        {"the document as a whole",
         "{\n  \"a\": 1\n}\n",
         {{Op::replace, "", R"({"a":2,"b":3})"}},
         "{\n  \"a\": 2,\n  \"b\": 3\n}\n"},
        {"one change after another",
         "[]",
         {{Op::add, "/-", "1"}, {Op::add, "/-", "3"}, {Op::add, "/1", "2"}, {Op::remove, "/0", ""}},
         "[\n  2,\n  3\n]"},
        {"no change", "{ }\n", {}, "{ }\n"},
    };
    for (const Case& each : cases) {
        EXPECT_EQ(edited(each.before, each.changes), each.after) << each.what;
    }
}

TEST(EditJson, SaysWhatIsWrong) {
    const std::vector<Case> cases{
        {"no JSON",
         "{\n  \"a\": 1,\n}",
         {{Op::remove, "/a", ""}},
         "invalid the text: 3:1: not valid JSON: remove the comma before this bracket"},
        {"comments",
         "{\n  // a\n}",
         {},
         "invalid the text: 2:3: not valid JSON: comments are not part of JSON; remove this one"},
        {"a key twice",
         "{\"a\": 1,\n \"a\": 2}",
         {},
         "invalid the text: 2:2: the key is given twice, first in line 1; remove one"},
        {"nothing", " ", {}, "invalid the text: the file is empty; expected a JSON object"},
        {"no UTF-8",
         "[\"\xFF\"]",
         {},
         "invalid the text: 1:3: the text is not UTF-8; save the file as UTF-8"},
        {"a bad value",
         "{}",
         {{Op::add, "/a", "{\"x\":1,\"x\":2}"}},
         "invalid \"/a\": the new value: 1:8: the key is given twice, first in line 1; remove one"},
        {"no value",
         "{}",
         {{Op::add, "/a", ""}},
         "invalid \"/a\": the new value: the file is empty; expected a JSON object"},
        {"no pointer",
         "{}",
         {{Op::add, "a", "1"}},
         "invalid \"a\": no JSON pointer; expected one like /displays/0/id"},
        {"a bad escape",
         "{}",
         {{Op::add, "/~2", "1"}},
         "invalid \"/~2\": no JSON pointer; expected ~0 for ~ and ~1 for /"},
        {"the document removed",
         "{}",
         {{Op::remove, "", ""}},
         "invalid \"\": the document as a whole cannot be removed; remove the file"},
        {"a key that is not there",
         R"({"a": 1})",
         {{Op::replace, "/b", "1"}},
         "not_found \"/b\" leads to nothing: the object there has no such key; read the file "
         "anew"},
        {"an element that is not there",
         R"({"a": [1, 2]})",
         {{Op::add, "/a/3", "1"}},
         "not_found \"/a/3\" leads to nothing: the array there has 2 values; read the file anew"},
        {"no index",
         R"([1])",
         {{Op::replace, "/-", "1"}},
         "not_found \"/-\" leads to nothing: the array there has 1 values; read the file anew"},
        {"an index with a zero before it",
         R"([1, 2])",
         {{Op::remove, "/01", ""}},
         "not_found \"/01\" leads to nothing: the array there has 2 values; read the file anew"},
        {"into a word",
         R"({"a": 1})",
         {{Op::add, "/a/b", "1"}},
         "not_found \"/a/b\" leads to nothing: there is no object or array; read the file anew"},
    };
    for (const Case& each : cases) {
        EXPECT_EQ(edited(each.before, each.changes), each.after) << each.what;
    }
    const std::vector<JsonChange> many(2001, {Op::add, "/a", "1"});
    EXPECT_EQ(edited("{}", many),
              "exhausted 2001 changes at once; at most 2000 are made; give the whole text");
}

// Values of secrets.json may stand anywhere in a broken text; keys too.
TEST(EditJson, ErrorsRepeatNothingOfTheText) {
    for (const char* text : {R"({"kNr7x": 1, "kNr7x": 2})", R"({"a": "kNr7x)", R"({"a": kNr7x})"}) {
        EXPECT_EQ(edited(text, {{Op::remove, "/a", ""}}).find("kNr7x"), std::string::npos) << text;
    }
}

}  // namespace
}  // namespace pendopo
