#include "engine/control/openapi.h"

#include "engine/control/api_schemas.h"
#include "engine/control/json_schema.h"
#include "engine/control/status_json.h"
#include "engine/wall/command.h"

namespace pendopo {
namespace {

using schema::Json;

constexpr std::string_view kJsonType = "application/json";

Json json_content(Json body_schema) {
    return {{std::string(kJsonType), {{"schema", std::move(body_schema)}}}};
}

// A query parameter: its word, what it is for, and what it may be.
struct QueryRow {
    std::string_view name;
    std::string_view what;
    Json type;
    bool required = false;
};

Json query_parameter(std::string_view name) {
    const Json word = {{"type", "string"}, {"minLength", 1}};
    const QueryRow rows[] = {
        {"width",
         "largest width in pixels, 0 or 16 to 16384; 0: as wide as there is",
         {{"type", "integer"}, {"minimum", 0}, {"maximum", 16384}}},
        {"display", "one display; without it the whole wall", schema::text()},
        {"before", "records older than this number", {{"type", "integer"}, {"minimum", 1}}},
        {"limit",
         "how many at most",
         {{"type", "integer"}, {"minimum", 1}, {"maximum", 1000}, {"default", 100}}},
        {"file", "a configuration file by its path below wall.json's folder", word, true},
        {"id", "one of the file's generations", word, true},
        {"name", "what the file is called; only a safe name is taken over", word, true},
        {"revision", "of the file that is replaced; without it none may be there", schema::text()},
        {"separator", "between two cells", schema::words({",", ";"})}};
    for (const QueryRow& row : rows) {
        if (row.name == name) {
            Json parameter = {{"name", name}, {"in", "query"}};
            if (row.required) {
                parameter["required"] = true;
            }
            parameter["description"] = row.what;
            parameter["schema"] = row.type;
            return parameter;
        }
    }
    return {{"name", name}, {"in", "query"}, {"description", name}, {"schema", schema::text()}};
}

Json parameters(const Route& route) {
    Json all = Json::array();
    for (const std::string& name : parameters_of(route.pattern)) {
        all.push_back({{"name", name},
                       {"in", "path"},
                       {"required", true},
                       {"description", "percent-encoded where it holds \"/\""},
                       {"schema", {{"type", "string"}, {"minLength", 1}}}});
    }
    std::string_view rest = route.query;
    while (!rest.empty()) {
        const size_t end = std::min(rest.find(' '), rest.size());
        all.push_back(query_parameter(rest.substr(0, end)));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    if (route.tag == "commands") {
        all.push_back({{"name", "If-Match"},
                       {"in", "header"},
                       {"description", "the tag that the state had: 409 when it has another now"},
                       {"schema", schema::text()}});
    }
    return all;
}

// Nothing for a body that has no fields.
Json body_of(const Route& route) {
    Json body;
    bool required = true;
    if (!route.command.empty()) {
        body = command_body_schema(route.command, route.pattern);
        if (body.value("properties", Json::object()).empty()) {
            return {};
        }
        required = body.contains("required");
    } else if (!route.takes.empty()) {
        return {{"required", true},
                {"content",
                 {{std::string(route.takes),
                   {{"schema", {{"type", "string"}, {"contentMediaType", route.takes}}}}}}}};
    } else if (!route.body.empty()) {
        body = schema::component(route.body);
    } else {
        return {};
    }
    return {{"required", required}, {"content", json_content(std::move(body))}};
}

Json responses(const Route& route) {
    const auto error = [](std::string_view what) {
        return Json{{"description", what}, {"content", json_content(schema::component("error"))}};
    };
    Json all = Json::object();
    if (route.answer == "event") {
        all["101"] = {{"description",
                       "A WebSocket whose text frames are events; a client may say "
                       "{\"type\":\"resync\"} to get the whole state again"},
                      {"content", json_content(schema::component("event"))}};
        all["426"] = error("opened without an upgrade");
    } else if (route.answer.empty()) {
        all["200"] = {
            {"description", "good"},
            {"content",
             {{std::string(route.produces),
               {{"schema", {{"type", "string"}, {"contentMediaType", route.produces}}}}}}}};
    } else {
        all["200"] = {{"description", "good"},
                      {"content", json_content(schema::component(route.answer))}};
    }
    if (!route.least_role.open()) {
        all["401"] = error("nobody is signed in, or no longer");
        all["403"] = error("this takes another role, or a password of one's own first");
    } else if (route.changes()) {
        all["401"] = error("wrong, or no longer good");
    }
    const bool posts = route.method != "GET";
    if (posts || !route.query.empty()) {
        all["400"] = error("the request makes no sense; every problem in a line of its own");
    }
    if (route.pattern.find('{') != std::string_view::npos || route.tag == "commands") {
        all["404"] = error("what it names is not there");
    }
    if (route.changes() && !route.least_role.open()) {
        all["409"] = error("somebody else changed it meanwhile; the text says who and what");
    }
    if (route.answer == "config_saved" || route.answer == "stored_file") {
        all["409"] = {{"description", "the file was changed meanwhile; what it says now"},
                      {"content", json_content(schema::component("error_conflict"))}};
    }
    if (route.body == "config_changes" || route.body == "restore" ||
        route.body.ends_with("_draft")) {
        all["422"] = {{"description", "what was sent is wrong, and where"},
                      {"content", json_content(schema::component("error_problems"))}};
    }
    if (route.body_bytes > 0) {
        all["413"] = error("the body is larger than this route takes");
    }
    if (route.answer == "ready") {
        all["503"] = error("the wall shows nothing, and why");
    }
    all["default"] = error("an error, in words");
    return all;
}

Json operation(const Route& route) {
    Json result = {{"tags", {route.tag}}, {"summary", route.summary}};
    result["operationId"] = std::string(serves(route, "GET") ? "get" : "post");
    std::string id(route.pattern);
    for (char& c : id) {
        c = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '_';
    }
    result["operationId"] = result["operationId"].get<std::string>() + id;
    result["x-least-role"] =
        route.least_role.open() ? "nobody" : std::string(to_string(route.least_role.role()));
    if (route.least_role.open()) {
        result["security"] = Json::array();
    }
    if (Json all = parameters(route); !all.empty()) {
        result["parameters"] = std::move(all);
    }
    if (Json body = body_of(route); !body.is_null()) {
        result["requestBody"] = std::move(body);
    }
    result["responses"] = responses(route);
    return result;
}

}  // namespace

Json openapi_document(std::span<const Route> routes) {
    Json paths = Json::object();
    Json tags = Json::array();
    for (const Route& route : routes) {
        paths[std::string(route.pattern)][route.method == "GET" ? "get" : "post"] =
            operation(route);
        const Json tag = {{"name", route.tag}};
        if (std::find(tags.begin(), tags.end(), tag) == tags.end()) {
            tags.push_back(tag);
        }
    }
    return {{"openapi", "3.1.0"},
            {"info",
             {{"title", "Pendopo wall"},
              {"version", "1"},
              {"description",
               "What a Pendopo wall shows, and how to change it. A browser signs in and keeps a "
               "cookie; a program sends a token. A role may all that the one before it may: "
               "viewer, operator, technician."},
              {"license", {{"name", "see LICENSE"}, {"identifier", "Apache-2.0"}}}}},
            {"servers", Json::array({Json{{"url", "/"}}})},
            {"tags", tags},
            {"security",
             Json::array({Json{{"cookie", Json::array()}}, Json{{"bearer", Json::array()}}})},
            {"paths", paths},
            {"components",
             {{"schemas", component_schemas()},
              {"securitySchemes",
               {{"cookie",
                 {{"type", "apiKey"},
                  {"in", "cookie"},
                  {"name", "pendopo_session_7600"},
                  {"description", "its name ends with the port that the wall is reached by"}}},
                {"bearer", {{"type", "http"}, {"scheme", "bearer"}}}}}}}};
}

std::string openapi_json(std::span<const Route> routes) {
    return json_line(openapi_document(routes));
}

}  // namespace pendopo
