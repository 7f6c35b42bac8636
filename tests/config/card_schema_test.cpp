// The schemas of cards and themes agree with the readers: on what is good and bad, and on the keys.

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "config/card_config.h"
#include "config/theme_config.h"
#include "tests/config/good_files.h"
#include "tests/config/schema_check.h"
#include "tests/support/source_folder.h"

namespace pendopo {
namespace {

using Json = nlohmann::ordered_json;

const std::vector<std::string> kGoodFiles{
    "card_number",     "card_table",  "card_progress", "card_chart",
    "card_map",        "card_ticker", "card_clock",    "card_text",
    "card_image",      "card_qr",     "card_notice",   "card_small_multiples",
    "card_comparison", "card_queue",  "card_story",    "theme"};

std::string schema_of(const std::string& file) {
    return file == "theme" ? "theme" : "card";
}
ProblemList read(const std::string& file, const std::string& text) {
    const auto list = [](const auto& result) { return result ? ProblemList{} : result.error(); };
    return file == "theme" ? list(read_theme_config("f", text)) : list(read_card_config("f", text));
}

enum class Says { good, bad, reader_only };  // reader_only: bad, but a schema cannot say it

struct Case {
    const char* file;
    const char* pointer;  // where in the good file; its value is replaced by `value`
    const char* value;    // JSON; empty: the key is removed
    Says says;
};

const Case kCases[] = {
    {"card_number", "", "[]", Says::bad},
    {"card_number", "/version", "2", Says::bad},
    {"card_number", "/id", "\"a b\"", Says::bad},
    {"card_number", "/kind", "", Says::bad},
    {"card_number", "/kind", "\"figure\"", Says::bad},
    {"card_number", "/kind", "7", Says::bad},
    {"card_number", "/title", "", Says::bad},
    {"card_number", "/title", "\"\"", Says::bad},
    {"card_number", "/title", "{}", Says::bad},
    {"card_number", "/title", "{\"en\": \"x\"}", Says::good},
    {"card_number", "/title", "{\"en\": \"\"}", Says::bad},
    {"card_number", "/title", "{\"fr\": \"x\"}", Says::bad},
    {"card_number", "/subtitle", "7", Says::bad},
    {"card_number", "/source", "", Says::good},  // "data" alone can make a value
    {"card_number", "/source", "[\"rumah\"]", Says::bad},
    {"card_number", "/sources", "[\"rumah\"]", Says::bad},  // both
    {"card_number", "/data", "\"\"", Says::bad},
    {"card_number", "/format", "\"rupiah\"", Says::good},
    {"card_number", "/format", "\"Rupiah\"", Says::bad},
    {"card_number", "/format", "{}", Says::good},
    {"card_number", "/format/decimals", "7", Says::bad},
    {"card_number", "/format/decimals", "1.5", Says::bad},
    {"card_number", "/format/unit", "\"\"", Says::bad},
    {"card_number", "/format/compact", "1", Says::bad},
    {"card_number", "/better", "\"more\"", Says::bad},
    {"card_number", "/compare", "\"ratio\"", Says::bad},
    {"card_table", "/columns", "", Says::good},
    {"card_table", "/columns", "[]", Says::bad},
    {"card_table", "/columns", "{}", Says::bad},
    {"card_table", "/columns/0", "\"nama\"", Says::bad},
    {"card_table", "/columns/0/key", "", Says::bad},
    {"card_table", "/columns/0/align", "\"middle\"", Says::bad},
    {"card_table", "/columns/0/width", "1.1", Says::bad},
    {"card_table", "/sources", "", Says::good},
    {"card_table", "/sources", "[]", Says::bad},
    {"card_table", "/sources", "[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\",\"h\"]", Says::bad},
    {"card_table", "/sources", "[\"a\",\"a\"]", Says::bad},
    {"card_table", "/rows", "0", Says::bad},
    {"card_table", "/rows", "20", Says::good},
    {"card_table", "/seconds", "3", Says::bad},
    {"card_progress", "/title", "", Says::bad},
    {"card_progress", "/seconds", "\"10\"", Says::bad},
    {"card_chart", "/option", "", Says::bad},
    {"card_chart", "/option", "[]", Says::bad},
    {"card_chart", "/option", "{}", Says::good},
    {"card_chart", "/source", "", Says::good},
    {"card_chart", "/format", "\"rupiah\"", Says::good},
    {"card_chart", "/format", "\"rupia\"", Says::bad},
    {"card_map", "/geojson", "", Says::bad},
    {"card_map", "/geojson", "\".json\"", Says::bad},
    {"card_map", "/geojson", "\"peta.shp\"", Says::bad},
    {"card_map", "/classes", "6", Says::bad},
    {"card_map", "/layout", "\"grid\"", Says::bad},
    {"card_map", "/join", "\"\"", Says::bad},
    {"card_ticker", "/items", "", Says::good},
    {"card_ticker", "/items", "[]", Says::bad},
    {"card_ticker", "/items/0", "7", Says::bad},
    {"card_ticker", "/speed", "19", Says::bad},
    {"card_ticker", "/title", "", Says::good},
    {"card_clock", "/zones", "", Says::good},
    {"card_clock", "/zones", "[]", Says::bad},
    {"card_clock", "/zones/0", "5", Says::bad},
    {"card_clock", "/zones/0", "\"Asia/Jakrta\"", Says::reader_only},
    {"card_clock", "/zones/1/zone", "", Says::bad},
    {"card_clock", "/date", "\"yes\"", Says::bad},
    {"card_clock", "/source", "\"apbd\"", Says::bad},  // a clock shows no value
    {"card_text", "/text", "", Says::good},
    {"card_text", "/text", "{\"id\": 5}", Says::bad},
    {"card_text", "/align", "\"right\"", Says::bad},
    {"card_image", "/files", "", Says::bad},
    {"card_image", "/files", "[]", Says::bad},
    {"card_image", "/files/0", "\"a.gif\"", Says::bad},
    {"card_image", "/files/0", "\".png\"", Says::bad},
    {"card_image", "/seconds", "2", Says::bad},
    {"card_image", "/fit", "\"stretch\"", Says::bad},
    {"card_qr", "/content", "\"\"", Says::bad},
    {"card_qr", "/content", "", Says::bad},
    {"card_notice", "/operator", "", Says::bad},
    {"card_notice", "/contact", "\"\"", Says::bad},
    {"card_notice", "/recorded", "\"no\"", Says::bad},
    {"card_number", "/series_last", "1", Says::bad},
    {"card_number", "/series_last", "2.5", Says::bad},
    {"card_small_multiples", "/title", "", Says::bad},
    {"card_small_multiples", "/order", "\"alphabet\"", Says::bad},
    {"card_small_multiples", "/zero", "1", Says::bad},
    {"card_small_multiples", "/seconds", "3", Says::bad},
    {"card_comparison", "/value_label", "", Says::bad},
    {"card_comparison", "/reference_label", "\"\"", Says::bad},
    {"card_comparison", "/better", "\"more\"", Says::bad},
    {"card_queue", "/source", "", Says::good},
    {"card_queue", "/call_seconds", "61", Says::bad},
    {"card_queue", "/call_seconds", "0", Says::good},
    {"card_queue", "/closed_text", "5", Says::bad},
    {"card_story", "/steps", "", Says::bad},
    {"card_story", "/steps", "[]", Says::bad},
    {"card_story", "/steps/0", "\"apbd\"", Says::bad},
    {"card_story", "/steps/0/card", "", Says::bad},
    {"card_story", "/steps/0/card", "\"a b\"", Says::bad},
    {"card_story", "/steps/1/text", "\"\"", Says::bad},
    {"card_story", "/steps/1/seconds", "3", Says::bad},
    {"card_story", "/source", "\"apbd\"", Says::bad},  // its cards have theirs
    {"theme", "/name", "\"\"", Says::bad},
    {"theme", "/colours", "", Says::good},
    {"theme", "/colours/ground", "\"#FFF\"", Says::bad},
    {"theme", "/colours/ground", "\"#FFFFFF80\"", Says::bad},
    {"theme", "/colours/label_strip", "\"#FFFFFF\"", Says::good},
    {"theme", "/colours/series", "[\"#FFFFFF\"]", Says::bad},
    {"theme", "/colours/series/3", "\"red\"", Says::bad},
    {"theme", "/type/caption", "0.2", Says::bad},
    {"theme", "/type/headline", "\"4\"", Says::bad},
    {"theme", "/spacing/radius", "-1", Says::bad},
    {"theme", "/spacing", "[]", Says::bad},
};

std::string changed(const Case& c) {
    Json document = Json::parse(good_file(c.file));
    const Json::json_pointer pointer(c.pointer);
    if (std::string_view(c.value).empty()) {
        document.at(pointer.parent_pointer()).erase(pointer.back());
    } else {
        document[pointer] = Json::parse(c.value);
    }
    return document.dump(1);
}

TEST(CardSchema, GoodFilesAreGood) {
    for (const std::string& file : kGoodFiles) {
        EXPECT_TRUE(schema_accepts(schema_of(file), good_file(file))) << file;
        EXPECT_EQ(to_string(read(file, good_file(file))), "") << file;
    }
    for (const char* theme : {"dark", "light"}) {
        EXPECT_TRUE(schema_accepts("theme", std::string(builtin_theme(theme).value()))) << theme;
    }
}

TEST(CardSchema, AgreesWithTheReader) {
    for (const Case& c : kCases) {
        const std::string text = changed(c);
        SCOPED_TRACE(std::string(c.file) + " " + c.pointer + " = " + c.value);
        EXPECT_EQ(schema_accepts(schema_of(c.file), text), c.says != Says::bad);
        const ProblemList problems = read(c.file, text);
        EXPECT_EQ(problems.empty(), c.says == Says::good) << to_string(problems);
    }
}

TEST(CardSchema, HasTheKeysOfTheReader) {
    struct Object {
        std::string file;
        std::string object;  // in the good file
        std::string schema;  // its properties in the schema
    };
    std::vector<Object> objects{
        {"card_number", "/title", "/definitions/text/anyOf/1/properties"},
        {"card_number", "/format", "/definitions/format/anyOf/1/properties"},
        {"card_table", "/columns/0", "/definitions/column/properties"},
        {"card_clock", "/zones/1", "/definitions/clock_zone/anyOf/1/properties"},
        {"card_story", "/steps/0", "/definitions/step/properties"},
        {"theme", "", "/properties"},
        {"theme", "/colours", "/properties/colours/properties"},
        {"theme", "/type", "/properties/type/properties"},
        {"theme", "/spacing", "/properties/spacing/properties"},
    };
    for (const std::string& file : kGoodFiles) {
        if (file.starts_with("card_")) {
            objects.push_back({file, "", "/definitions/" + file.substr(5) + "_card/properties"});
        }
    }
    std::ifstream reference_file(test::source_folder() + "/config/REFERENCE.md");
    const std::string reference{std::istreambuf_iterator<char>(reference_file), {}};
    const std::string unknown(65, 'q');  // longer than any guess
    for (const auto& object : objects) {
        SCOPED_TRACE(object.file + " " + object.object);
        Json document = Json::parse(good_file(object.file));
        document[Json::json_pointer(object.object)][unknown] = 1;
        EXPECT_FALSE(schema_accepts(schema_of(object.file), document.dump()));
        const ProblemList problems = read(object.file, document.dump());
        ASSERT_EQ(problems.size(), 1u) << to_string(problems);
        EXPECT_EQ(problems[0].pointer, object.object + ("/" + unknown));

        std::vector<std::string> schema_keys;
        const nlohmann::json schema = schema_file(schema_of(object.file));
        for (const auto& item : schema.at(nlohmann::json::json_pointer(object.schema)).items()) {
            schema_keys.push_back(item.key());
            EXPECT_NE(reference.find("| `" + item.key() + "` |"), std::string::npos)
                << "REFERENCE.md has no row for " << item.key();
        }
        EXPECT_THAT(keys_listed(problems[0].text.en),
                    testing::UnorderedElementsAreArray(schema_keys));
    }
}

}  // namespace
}  // namespace pendopo
