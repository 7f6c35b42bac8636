#pragma once
// What one row of the API's table says, and how a path is held against it. The table
// (api_routes.cpp) decides what is served and who may; what a wrong method is answered, what is
// audited and GET /openapi.json follow from it.

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/control/gatekeeper.h"
#include "engine/control/http_message.h"
#include "engine/wall/principal.h"

namespace pendopo {

class Api;

// Who may use a route. There is no default: a row that does not say it does not compile.
class LeastRole {
  public:
    constexpr LeastRole(Role role) : role_(role) {}  // by intent implicit: `Role::viewer` in a row
    static constexpr LeastRole nobody() {            // needs no login
        LeastRole least(Role::viewer);
        least.open_ = true;
        return least;
    }

    constexpr bool open() const { return open_; }
    constexpr Role role() const { return role_; }

  private:
    Role role_;
    bool open_ = false;
};

// The {parameters} of a path, decoded, in their order.
using PathValues = std::vector<std::pair<std::string, std::string>>;

struct Route;

// One request on its way through a route: lives until it is answered.
struct ApiCall {
    const Route& route;
    HttpRequest request;
    PathValues values;
    HttpRespond respond;
    Caller caller{};
    std::string object{};  // for the audit record: what is asked about
};
using ApiCallPtr = std::shared_ptr<ApiCall>;

struct Route {
    std::string_view method;   // GET also serves HEAD
    std::string_view pattern;  // each {parameter} is one segment of the path
    LeastRole least_role;
    std::string_view tag;       // groups them, for people
    std::string_view summary;   // one line, for people
    std::string_view produces;  // content type of a good answer
    std::string_view answer;    // component schema of a JSON answer
    void (Api::*serve)(const ApiCallPtr&);
    std::string_view command{};     // word of the command that it gives
    std::string_view body{};        // component schema of its body; of a command: by the command
    std::string_view audit_name{};  // of one that changes something; of a command: its word
    std::string_view query{};       // "width display": the names of its query parameters
    bool without_password = false;  // may be used by who must set a password first
    bool asks = false;              // a POST that changes nothing: what is asked stands in its body
    std::string_view takes{};       // content type of a body that is no JSON
    size_t body_bytes = 0;          // more than everybody may send (http_limits.h); 0: no more

    constexpr bool changes() const { return method != "GET" && !asks; }
};

constexpr bool serves(const Route& route, std::string_view method) {
    return route.method == method || (route.method == "GET" && method == "HEAD");
}

// Whether a row says all that it must.
constexpr bool is_complete(const Route& route) {
    const bool named = route.pattern.starts_with('/') && !route.summary.empty() &&
                       !route.tag.empty() && !route.produces.empty() && route.serve != nullptr;
    const bool audited = !route.changes() || !route.audit_name.empty() || !route.command.empty();
    const bool described = route.produces != "application/json" || !route.answer.empty();
    return named && audited && described;
}

// The values of the pattern's parameters; nothing when `path` (percent-encoded) is another one. A
// value is never empty and holds no zero byte.
std::optional<PathValues> match(std::string_view pattern, std::string_view path);

// The names in braces, in their order.
std::vector<std::string> parameters_of(std::string_view pattern);

// The tag of an If-Match field: one strong or weak tag, with or without quotes; empty for none and
// for "*". What GET /api/v1/control adds to its tag is taken off. Error: invalid.
Result<std::string> tag_of_if_match(std::string_view field);

}  // namespace pendopo
