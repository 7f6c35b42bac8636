#include "engine/control/openapi.h"

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "engine/control/status_json.h"
#include "tests/control/api_fixture.h"

namespace pendopo {
namespace {

using nlohmann::json;

const json& document() {
    static const json all = json::parse(openapi_json(Api::routes()));
    return all;
}

// Calls `visit` with every object in the document.
void every_object(const json& value, const std::function<void(const json&)>& visit) {
    if (value.is_object()) {
        visit(value);
    }
    if (value.is_structured()) {
        for (const json& each : value) {
            every_object(each, visit);
        }
    }
}

// Against a component, by a validator of another hand. It knows draft 7: the components are its
// definitions.
bool accepts(const std::string& component, const json& value) {
    static std::map<std::string, std::unique_ptr<valijson::Schema>> parsed;
    auto& schema = parsed[component];
    if (!schema) {
        std::string text = json{{"definitions", document()["components"]["schemas"]},
                                {"$ref", "#/components/schemas/" + component}}
                               .dump();
        const std::string there = "#/components/schemas/";
        for (size_t at = text.find(there); at != std::string::npos; at = text.find(there, at)) {
            text.replace(at, there.size(), "#/definitions/");
        }
        const json source = json::parse(text);
        schema = std::make_unique<valijson::Schema>();
        valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
        parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(source), *schema);
    }
    return valijson::Validator().validate(*schema, valijson::adapters::NlohmannJsonAdapter(value),
                                          nullptr);
}

TEST(OpenApi, EveryRouteStandsInItWithAllThatItTakes) {
    const json& all = document();
    EXPECT_EQ(all["openapi"], "3.1.0");
    size_t operations = 0;
    std::set<std::string> ids;
    for (const Route& route : Api::routes()) {
        const std::string pattern(route.pattern);
        const json& operation = all["paths"][pattern][route.method == "GET" ? "get" : "post"];
        ASSERT_TRUE(operation.is_object()) << pattern;
        EXPECT_EQ(operation["summary"], route.summary);
        EXPECT_TRUE(ids.insert(operation["operationId"]).second) << pattern;
        std::set<std::string> in_path;
        std::set<std::string> in_query;
        for (const json& parameter : operation.value("parameters", json::array())) {
            EXPECT_TRUE(parameter.contains("schema") && parameter.contains("description"));
            const bool needed = query_for(route).contains(parameter["name"].get<std::string>());
            EXPECT_EQ(parameter.value("required", false), parameter["in"] == "path" || needed)
                << pattern;
            if (parameter["in"] != "header") {
                (parameter["in"] == "path" ? in_path : in_query).insert(parameter["name"]);
            }
        }
        const auto names = parameters_of(route.pattern);
        EXPECT_EQ(in_path, std::set<std::string>(names.begin(), names.end())) << pattern;
        EXPECT_EQ(in_query.empty(), route.query.empty()) << pattern;
        EXPECT_EQ(operation.contains("security"), route.least_role.open()) << pattern;
        const json& responses = operation["responses"];
        EXPECT_TRUE(responses.contains("200") || responses.contains("101")) << pattern;
        EXPECT_EQ(responses.contains("403"), !route.least_role.open()) << pattern;
        EXPECT_EQ(responses["default"]["content"]["application/json"]["schema"]["$ref"],
                  "#/components/schemas/error");
        for (const auto& [status, response] : responses.items()) {
            EXPECT_TRUE(response["description"].is_string()) << pattern << status;
        }
    }
    for (const auto& [path, methods] : all["paths"].items()) {
        operations += methods.size();
    }
    EXPECT_EQ(operations, Api::routes().size());
    EXPECT_TRUE(all["components"]["securitySchemes"].contains("cookie"));
    EXPECT_EQ(all["components"]["securitySchemes"]["bearer"]["scheme"], "bearer");
}

TEST(OpenApi, ReferencesResolveAndObjectsAreClosed) {
    const json& all = document();
    size_t references = 0;
    every_object(all, [&](const json& object) {
        if (object.contains("$ref")) {
            ++references;
            const std::string to = object["$ref"];
            ASSERT_TRUE(to.starts_with("#/"));
            EXPECT_TRUE(all.contains(json::json_pointer(to.substr(1)))) << to;
        }
        if (object.value("type", json()) == "object" && object.contains("properties")) {
            EXPECT_EQ(object.value("additionalProperties", json()), false) << object.dump();
            for (const json& name : object.value("required", json::array())) {
                EXPECT_TRUE(object["properties"].contains(name.get<std::string>())) << name;
            }
        }
    });
    EXPECT_GT(references, 100u);
    for (const char* choice : {"command", "event"}) {
        for (const json& one : all["components"]["schemas"][choice]["oneOf"]) {
            EXPECT_TRUE(one.is_object() && one.contains("$ref")) << one;
        }
    }
    // None that nobody refers to.
    const std::string text = all.dump();
    for (const auto& [name, component] : all["components"]["schemas"].items()) {
        EXPECT_NE(text.find("\"#/components/schemas/" + name + "\""), std::string::npos) << name;
    }
}

TEST(OpenApi, BodiesOfCommandPathsLeaveOutWhatThePathSays) {
    const json& all = document();
    const auto body = [&](const char* path) {
        return all["paths"][path]["post"].value("requestBody", json());
    };
    const json enlarge = body("/api/v1/displays/{display}/tiles/{tile}/enlarge");
    EXPECT_EQ(enlarge["required"], false);
    const json& properties = enlarge["content"]["application/json"]["schema"]["properties"];
    EXPECT_EQ(properties.size(), 1u);
    EXPECT_TRUE(properties.contains("seconds"));
    EXPECT_EQ(body("/api/v1/message")["required"], true);
    EXPECT_TRUE(body("/api/v1/hold").is_null());
    EXPECT_EQ(body("/api/v1/commands")["content"]["application/json"]["schema"]["$ref"],
              "#/components/schemas/command");
}

TEST(OpenApi, StateDocumentsFitTheirSchemaAndOthersDoNot) {
    json full = json::parse(status_json(sample_wall(), sample_control()));
    EXPECT_TRUE(accepts("state", full));
    EXPECT_TRUE(accepts("state", json::parse(status_json({}, {}))));
    EXPECT_TRUE(accepts("layouts", json::parse(layouts_json(sample_wall()))));
    EXPECT_TRUE(accepts("control", full["control"]));
    EXPECT_TRUE(
        accepts("event", {{"type", "state"}, {"epoch", "e"}, {"revision", 1}, {"state", full}}));
    // Every member of a full document is in the schema, and none may be missing or more.
    for (const char* at : {"", "/tiles/0", "/cameras/0", "/sources/0", "/control",
                           "/control/displays/0", "/control/claims/0", "/control/alarms/0",
                           "/control/message", "/control/hold", "/control/changes/0"}) {
        const json::json_pointer place(at);
        json more = full;
        more[place]["another"] = 1;
        EXPECT_FALSE(accepts("state", more)) << at;
        json less = full;
        less[place].erase(less[place].begin().key());
        EXPECT_FALSE(accepts("state", less)) << at;
    }
}

class OpenApiAnswers : public ApiFixture {};

TEST_F(OpenApiAnswers, AnswersAndBodiesFitTheirSchemas) {
    ProofRow proof;
    proof.number = 7;
    proof.display = "kiri";
    proof.shown =
        R"({"tiles":[{"tile":"1","camera":"rsud-lobi","state":"live"},{"tile":"2","card":"apbd",)"
        R"("state":"old","data":[{"source":"apbd","revision":3,"updated_ms":1}]}],"alarm":"banjir"})";
    wall.proofs = {proof, ProofRow()};
    access.audit_rows = {{7, 1'000, "siti", "operator", "cli", "hold", "", "", "", "done", ""}};
    for (const Route& route : Api::routes()) {
        const std::string body = body_for(route);
        if (!route.body.empty()) {
            EXPECT_TRUE(accepts(std::string(route.body), json::parse(body))) << route.pattern;
            EXPECT_FALSE(accepts(std::string(route.body), {{"another", 1}})) << route.pattern;
        }
        if (route.answer.empty() || route.answer == "event") {
            continue;
        }
        const auto answer = now(request_of(route));
        ASSERT_EQ(answer.status, 200) << route.pattern << answer.body;
        EXPECT_TRUE(accepts(std::string(route.answer), json::parse(answer.body)))
            << route.pattern << answer.body;
    }
    EXPECT_TRUE(accepts("error", json::parse(get("/api/v1/nothing").body)));
}

}  // namespace
}  // namespace pendopo
