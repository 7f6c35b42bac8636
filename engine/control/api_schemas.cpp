#include "engine/control/api_schemas.h"

#include <algorithm>

#include "engine/control/access_book.h"
#include "engine/control/json_schema.h"
#include "engine/control/proof_row.h"
#include "engine/control/route.h"
#include "engine/control/status_schema.h"
#include "engine/wall/command.h"

namespace pendopo {
namespace {

using namespace schema;  // a table of schemas reads as one

Json not_empty() {
    return {{"type", "string"}, {"minLength", 1}};
}
Json secret() {
    return {{"type", "string"}, {"minLength", 1}, {"format", "password"}};
}

Json command_component(const CommandRow& row) {
    Json body = Json::parse(command_schema(row.word));
    Json properties = {{"command", constant(row.word)}};
    properties.update(body.value("properties", Json::object()));
    Json required = Json::array({"command"});
    for (const Json& name : body.value("required", Json::array())) {
        required.push_back(name);
    }
    body["properties"] = std::move(properties);
    body["required"] = std::move(required);
    body["title"] = row.summary;
    return body;
}

void add_command_schemas(Json& schemas) {
    Json choices = Json::array();
    Json mapping = Json::object();
    for (const CommandRow& row : command_table()) {
        const std::string name = "command_" + std::string(row.word);
        schemas[name] = command_component(row);
        choices.push_back(component(name));
        mapping[std::string(row.word)] = "#/components/schemas/" + name;
    }
    schemas["command"] = {{"oneOf", choices},
                          {"discriminator", {{"propertyName", "command"}, {"mapping", mapping}}}};
    schemas["done"] = object({{"tag", text()}, {"revision", count()}});
}

void add_access_schemas(Json& schemas) {
    const Json role = enumeration<Role>();
    schemas["sign_in"] = object({{"name", not_empty()}, {"password", secret()}});
    schemas["sign_in_with_link"] = object({{"token", secret()}});
    schemas["set_password"] = object({{"old", secret(), false}, {"password", secret()}});
    schemas["add_user"] = object({{"name", not_empty()}, {"role", role}, {"password", secret()}});
    schemas["set_role"] = object({{"role", role}});
    schemas["reset_password"] = object({{"password", secret()}});
    schemas["add_token"] = object({{"name", not_empty()},
                                   {"role", role},
                                   {"days",
                                    {{"type", "integer"},
                                     {"minimum", 0},
                                     {"maximum", 3650},
                                     {"default", kTokenDays},
                                     {"description", "0: it does not expire"}},
                                    false}});
    schemas["me"] =
        object({{"name", text()}, {"role", role}, {"from", text()}, {"must_set_password", flag()}});
    schemas["user"] = object({{"name", text()},
                              {"role", role},
                              {"must_set_password", flag()},
                              {"created_ms", time_ms()},
                              {"last_seen_ms", time_ms()}});
    schemas["users"] = object({{"users", list_of(component("user"))}});
    const std::vector<Property> token = {{"id", text()},
                                         {"name", text()},
                                         {"role", role},
                                         {"created_by", text()},
                                         {"created_ms", time_ms()},
                                         {"expires_ms", time_ms()},
                                         {"last_seen_ms", time_ms()}};
    schemas["token"] = object(token);
    schemas["tokens"] = object({{"tokens", list_of(component("token"))}});
    std::vector<Property> with_secret = token;
    with_secret.push_back({"secret", text()});
    schemas["new_token"] = object(with_secret);
    schemas["audit_record"] = object({{"number", count()},
                                      {"at_ms", time_ms()},
                                      {"who", text()},
                                      {"role", text()},
                                      {"from", text()},
                                      {"action", text()},
                                      {"object", text()},
                                      {"before", text()},
                                      {"after", text()},
                                      {"outcome", text()},
                                      {"message", text()}});
    schemas["audit"] = object(
        {{"records", list_of(component("audit_record"))}, {"next_before", or_null(count())}});
}

// What each display showed.
void add_proof_schemas(Json& schemas) {
    schemas["proof_data"] =
        object({{"source", text()}, {"revision", count()}, {"updated_ms", time_ms()}});
    schemas["proof_tile"] = object({{"tile", text()},
                                    {"camera", text(), false},
                                    {"card", text(), false},
                                    {"state", text()},
                                    {"data", list_of(component("proof_data")), false}});
    schemas["proof_shown"] = object({{"tiles", list_of(component("proof_tile"))},
                                     {"enlarged", text(), false},
                                     {"alarm", text(), false},
                                     {"message", text(), false},
                                     {"identify", flag(), false},
                                     {"test_pattern", flag(), false},
                                     {"off_by_plan", text(), false}});
    schemas["proof_record"] = object({{"number", count()},
                                      {"from_ms", time_ms()},
                                      {"to_ms", time_ms()},
                                      {"display", text()},
                                      {"event", enumeration<ProofEvent>()},
                                      {"layout", text()},
                                      {"layout_hash", text()},
                                      {"shown", or_null(component("proof_shown"))},
                                      {"proved", count()},
                                      {"failed", count()},
                                      {"folded", count()},
                                      {"reason", text()}});
    schemas["proof"] = object(
        {{"records", list_of(component("proof_record"))}, {"next_before", or_null(count())}});
}

// What the WebSocket says.
void add_event_schemas(Json& schemas) {
    schemas["patch_step"] = {
        {"type", "object"},
        {"additionalProperties", false},
        {"required", {"op", "path"}},
        {"properties",
         {{"op", words({"add", "remove", "replace"})}, {"path", text()}, {"value", Json(true)}}}};
    schemas["event_state"] = object({{"type", constant("state")},
                                     {"epoch", text()},
                                     {"revision", count()},
                                     {"state", component("state")}});
    schemas["event_patch"] = object({{"type", constant("patch")},
                                     {"from", count()},
                                     {"revision", count()},
                                     {"patch", list_of(component("patch_step"))}});
    schemas["event_alive"] = object({{"type", constant("alive")}});
    schemas["event"] = {{"oneOf", Json::array({component("event_state"), component("event_patch"),
                                               component("event_alive")})}};
}

}  // namespace

Json component_schemas() {
    Json schemas = Json::object();
    schemas["error"] = object({{"error", object({{"code", text()}, {"message", text()}})}});
    schemas["good"] = object({{"done", constant_true()}});
    schemas["healthy"] = object({{"healthy", constant_true()}});
    schemas["ready"] = object({{"ready", constant_true()}});
    schemas["openapi"] = {{"type", "object"}, {"description", "an OpenAPI 3.1 document"}};
    add_status_schemas(schemas);
    add_command_schemas(schemas);
    add_access_schemas(schemas);
    add_proof_schemas(schemas);
    add_event_schemas(schemas);
    add_setup_schemas(schemas);
    return schemas;
}

Json command_body_schema(std::string_view word, std::string_view pattern) {
    Json body = Json::parse(command_schema(word));
    for (const std::string& name : parameters_of(pattern)) {
        body["properties"].erase(name);
        if (body.contains("required")) {
            Json& required = body["required"];
            required.erase(std::remove(required.begin(), required.end(), Json(name)),
                           required.end());
            if (required.empty()) {
                body.erase("required");
            }
        }
    }
    return body;
}

}  // namespace pendopo
