// The published schema and the reader say the same: both accept every good file below and both
// refuse every bad one; and the schema knows exactly the keys the reader knows.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "layouts/layout_reader.h"
#include "tests/support/source_folder.h"

namespace pendopo {
namespace {

using nlohmann::json;

json schema_document() {
    std::ifstream file(test::source_folder() + "/config/schema/layout.schema.json");
    return json::parse(file);
}

bool schema_accepts(const json& document) {
    static const json source = schema_document();
    valijson::Schema schema;
    valijson::SchemaParser parser;
    parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(source), schema);
    valijson::Validator validator;
    return validator.validate(schema, valijson::adapters::NlohmannJsonAdapter(document), nullptr);
}

std::string file_of(const std::string& members) {
    return R"({"version": 1, "id": "x")" + (members.empty() ? "" : ", " + members) + "}";
}
std::string display_of(const std::string& members) {
    return file_of(R"("displays": {"kiri": {)" + members + "}}");
}
std::string tile_of(const std::string& members) {
    return display_of(R"("tiles": [{)" + members + "}]");
}
std::string span_of(const std::string& members) {
    return file_of(R"("wall": {"tiles": [{)" + members + "}]}");
}

std::vector<std::string> good_files() {
    std::vector<std::string> files{file_of(""),
                                   file_of(R"("$schema": "a", "name": "Pagi")"),
                                   file_of(R"("style": {"fit": "cover", "crop": [0, 0, 0.5, 1]})"),
                                   file_of(R"("wall": {})"),
                                   display_of(""),
                                   display_of(R"("gap": 0, "background": "#abCDef", "tiles": [])"),
                                   display_of(R"("fill": {"group": "g"})"),
                                   display_of(R"("fill": {"group": "g", "tour_seconds": 3.5,
                                       "fit": "cover", "crop": [0, 0, 1, 1], "label": "none",
                                       "stream": "sub", "border": 1, "border_color": "#000000"})")};
    for (const char* grid : {"1x1", "16x16", "9x10", "1+5", "1+7", "2+8", "1+12"}) {
        files.push_back(display_of(R"("grid": ")" + std::string(grid) + "\""));
    }
    for (const char* content :
         {R"("camera": "a")", R"("cameras": ["a"])", R"("cameras": ["a", "b"], "tour_seconds": 60)",
          R"("group": "g", "tour_seconds": 3)", R"("card": "clock")",
          R"("card": "text", "text": "Halo")", R"("camera": "a", "z": -100)",
          R"("camera": "a", "rect": [0.5, 0, 0.5, 1], "z": 100)",
          R"("camera": "a", "fit": "stretch", "crop": [0.1, 0, 0.9, 1], "label": "top_right",
             "border": 100, "border_color": "#FFFFFF")"}) {
        files.push_back(tile_of(content));
        files.push_back(span_of(content));
    }
    files.push_back(tile_of(R"("camera": "a", "rows": 16, "columns": 1)"));
    files.push_back(span_of(R"("camera": "a", "span": ["kiri"])"));
    return files;
}

std::vector<std::string> bad_files() {
    std::vector<std::string> files{"[]",
                                   "{}",
                                   R"({"version": 1})",
                                   R"({"id": "x"})",
                                   R"({"version": 2, "id": "x"})",
                                   R"({"version": "1", "id": "x"})",
                                   R"({"version": 1, "id": "x y"})",
                                   R"({"version": 1, "id": ""})",
                                   file_of(R"("nmae": "a")"),
                                   file_of(R"("name": 5)"),
                                   file_of(R"("style": {"z": 1})"),
                                   file_of(R"("style": [])"),
                                   file_of(R"("displays": [])"),
                                   file_of(R"("displays": {"a b": {}})"),
                                   file_of(R"("displays": {"kiri": []})"),
                                   file_of(R"("wall": [])"),
                                   file_of(R"("wall": {"tile": []})"),
                                   file_of(R"("wall": {"tiles": {}})"),
                                   display_of(R"("gap": -1)"),
                                   display_of(R"("gap": 501)"),
                                   display_of(R"("gap": 1.5)"),
                                   display_of(R"("background": "red")"),
                                   display_of(R"("background": "#12345")"),
                                   display_of(R"("tiles": {})"),
                                   display_of(R"("tiles": [5])"),
                                   display_of(R"("colour": "#000000")"),
                                   display_of(R"("fill": {})"),
                                   display_of(R"("fill": {"group": ""})"),
                                   display_of(R"("fill": {"group": "g", "tour_seconds": 2})"),
                                   display_of(R"("fill": {"group": "g", "z": 2})"),
                                   display_of(R"("fill": "g")")};
    for (const char* grid : {"", "0x1", "17x1", "1x17", "1+6", "2x2x2", "02x2", "2X2", "2x"}) {
        files.push_back(display_of(R"("grid": ")" + std::string(grid) + "\""));
    }
    files.push_back(display_of(R"("grid": 4)"));
    for (const char* content : {"",
                                R"("camera": "")",
                                R"("camera": "a b")",
                                R"("camera": ["a"])",
                                R"("cameras": [])",
                                R"("cameras": "a")",
                                R"("cameras": [""])",
                                R"("camera": "a", "group": "g")",
                                R"("camera": "a", "tour_seconds": 5)",
                                R"("card": "clock", "tour_seconds": 5)",
                                R"("group": "g", "tour_seconds": 2.9)",
                                R"("group": "g", "tour_seconds": 86401)",
                                R"("card": "text")",
                                R"("card": "text", "text": "")",
                                R"("card": "clock", "text": "a")",
                                R"("camera": "a", "text": "a")",
                                R"("camera": "a", "z": 101)",
                                R"("camera": "a", "z": 0.5)",
                                R"("camera": "a", "fit": "fill")",
                                R"("camera": "a", "label": "left")",
                                R"("camera": "a", "label": false)",
                                R"("camera": "a", "stream": "small")",
                                R"("camera": "a", "border": 101)",
                                R"("camera": "a", "border_color": "#GGGGGG")",
                                R"("camera": "a", "rect": [0, 0, 1])",
                                R"("camera": "a", "rect": [0, 0, 1, 1, 1])",
                                R"("camera": "a", "rect": [0, 0, 0, 1])",
                                R"("camera": "a", "rect": [0, 0, 1, 1.5])",
                                R"("camera": "a", "rect": [-0.1, 0, 1, 1])",
                                R"("camera": "a", "rect": ["0", 0, 1, 1])",
                                R"("camera": "a", "crop": [0, 0, 1, 0])",
                                R"("camrea": "a")"}) {
        files.push_back(tile_of(content));
        files.push_back(span_of(content));
    }
    files.push_back(tile_of(R"("camera": "a", "rows": 0)"));
    files.push_back(tile_of(R"("camera": "a", "columns": 17)"));
    files.push_back(tile_of(R"("camera": "a", "columns": 2, "rect": [0, 0, 1, 1])"));
    files.push_back(tile_of(R"("camera": "a", "span": ["kiri"])"));
    files.push_back(span_of(R"("camera": "a", "rows": 2)"));
    files.push_back(span_of(R"("camera": "a", "span": [])"));
    files.push_back(span_of(R"("camera": "a", "span": "kiri")"));
    return files;
}

TEST(LayoutSchema, BothAcceptGoodFiles) {
    for (const std::string& text : good_files()) {
        const auto file = read_layout("f.json", text);
        EXPECT_TRUE(file) << text << "\n" << to_string(file.error());
        EXPECT_TRUE(schema_accepts(json::parse(text))) << text;
    }
}

TEST(LayoutSchema, BothRefuseBadFiles) {
    for (const std::string& text : bad_files()) {
        EXPECT_FALSE(read_layout("f.json", text)) << text;
        EXPECT_FALSE(schema_accepts(json::parse(text))) << text;
    }
}

// The keys the reader knows of the object at `pointer`: an unknown one with no likeness lists them.
std::vector<std::string> reader_keys(const std::string& text) {
    const auto file = read_layout("f.json", text);
    std::vector<std::string> keys;
    for (const Problem& problem : file.error()) {
        if (!problem.pointer.ends_with("/qqqqqqqqqqqqqqqq")) {
            continue;
        }
        const std::string& list = problem.text.en;
        for (size_t open = list.find('"'); open != std::string::npos;) {
            const size_t close = list.find('"', open + 1);
            keys.push_back(list.substr(open + 1, close - open - 1));
            open = list.find('"', close + 1);
        }
    }
    std::ranges::sort(keys);
    return keys;
}

std::vector<std::string> schema_keys(const json& object) {
    std::vector<std::string> keys;
    for (const auto& [key, value] : object.at("properties").items()) {
        keys.push_back(key);
    }
    std::ranges::sort(keys);
    return keys;
}

TEST(LayoutSchema, BothKnowTheSameKeys) {
    const json schema = schema_document();
    const json& of = schema.at("definitions");
    const std::string odd = R"("qqqqqqqqqqqqqqqq": 1)";
    EXPECT_EQ(reader_keys(file_of(odd)), schema_keys(schema));
    EXPECT_EQ(reader_keys(file_of(R"("style": {)" + odd + "}")), schema_keys(of.at("style")));
    EXPECT_EQ(reader_keys(file_of(R"("wall": {)" + odd + "}")),
              schema_keys(schema.at("properties").at("wall")));
    EXPECT_EQ(reader_keys(display_of(odd)), schema_keys(of.at("display")));
    EXPECT_EQ(reader_keys(display_of(R"("fill": {)" + odd + "}")), schema_keys(of.at("fill")));
    EXPECT_EQ(reader_keys(tile_of(odd)), schema_keys(of.at("tile")));
    EXPECT_EQ(reader_keys(span_of(odd)), schema_keys(of.at("wall_tile")));
}

}  // namespace
}  // namespace pendopo
