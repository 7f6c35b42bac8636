#include "engine/control/api.h"

#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "engine/control/panel_files.h"
#include "engine/control/status_json.h"

namespace pendopo {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kPreviewWidth = 1920;
constexpr int kLeastWidth = 16;
constexpr int kMostWidth = 16'384;  // the largest picture the JPEG and GL sides both take
constexpr std::string_view kId = "{id}";
constexpr std::string_view kJson = "application/json";

std::string text(const Json& document) {
    return document.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

HttpResponse good(std::string body, std::string_view content_type = kJson) {
    HttpResponse response;
    response.content_type = content_type;
    response.body = std::move(body);
    return response;
}

// The segment in place of {id}, empty where the pattern has none; nothing when `path` is another.
std::optional<std::string> match(std::string_view pattern, std::string_view path) {
    const size_t at = pattern.find(kId);
    if (at == std::string_view::npos) {
        return pattern == path ? std::optional<std::string>("") : std::nullopt;
    }
    const std::string_view before = pattern.substr(0, at);
    const std::string_view after = pattern.substr(at + kId.size());
    if (path.size() <= before.size() + after.size() || !path.starts_with(before) ||
        !path.ends_with(after)) {
        return std::nullopt;
    }
    const std::string_view id =
        path.substr(before.size(), path.size() - before.size() - after.size());
    return id.find('/') == std::string_view::npos ? std::optional<std::string>(id) : std::nullopt;
}

bool serves(std::string_view route_method, std::string_view method) {
    return route_method == method || (route_method == "GET" && method == "HEAD");
}

Result<int> width_of(const HttpRequest& request, int otherwise) {
    const auto given = request.query.find("width");
    if (given == request.query.end()) {
        return otherwise;
    }
    const std::string& word = given->second;
    int width = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), width);
    if (error == std::errc() && end == word.data() + word.size() &&
        (width == 0 || (width >= kLeastWidth && width <= kMostWidth))) {
        return width;
    }
    return fail(ErrorCode::invalid, "width: got \"" + word +
                                        "\"; expected a whole number of pixels from " +
                                        std::to_string(kLeastWidth) + " to " +
                                        std::to_string(kMostWidth) + ", or 0 for full size");
}

Json error_schema() {
    const Json word = {{"type", "string"}};
    return {{"type", "object"},
            {"required", {"error"}},
            {"properties",
             {{"error",
               {{"type", "object"},
                {"required", {"code", "message"}},
                {"properties", {{"code", word}, {"message", word}}}}}}}};
}

}  // namespace

std::span<const Api::Route> Api::routes() {
    static constexpr Route kRoutes[] = {
        {"GET", "/api/v1/state", "What the wall shows now, and how each part of it is", kJson,
         false, &Api::state},
        {"GET", "/api/v1/layouts", "The layouts, and which one is active", kJson, false,
         &Api::layouts},
        {"POST", "/api/v1/layouts/{id}/activate", "Show this layout on every display", kJson, false,
         &Api::activate_layout},
        {"GET", "/api/v1/wall.jpg", "The composed wall as a JPEG, 1920 pixels wide at most",
         "image/jpeg", true, &Api::wall_jpeg},
        {"GET", "/api/v1/wall.png", "The composed wall without loss, 1920 pixels wide at most",
         "image/png", true, &Api::wall_png},
        {"GET", "/api/v1/displays/{id}/picture.png",
         "One display, exact pixels, full size unless asked", "image/png", true, &Api::display_png},
        {"GET", "/healthz", "Good while the control process answers", kJson, false, &Api::healthy},
        {"GET", "/readyz", "Good while the wall shows a layout; 503 with the reason while not",
         kJson, false, &Api::ready},
        {"GET", "/openapi.json", "This description", kJson, false, &Api::openapi},
    };
    return kRoutes;
}

Api::Api(WallControl& wall, const Clock& clock, EventLoop& loop, Log log)
    : wall_(wall), log_(std::move(log)), pictures_(wall, clock, loop) {}

void Api::handle(const HttpRequest& request, HttpRespond respond) {
    std::string allowed;
    for (const Route& route : routes()) {
        const auto id = match(route.pattern, request.path);
        if (id && serves(route.method, request.method)) {
            (this->*route.serve)({request, *id, std::move(respond)});
            return;
        }
        if (id) {
            allowed = route.method == "GET" ? "GET, HEAD" : route.method;
        }
    }
    if (const PanelFile* file = find_panel_file(request.path)) {
        if (serves("GET", request.method)) {
            respond(panel_answer(*file, ""));
            return;
        }
        allowed = "GET, HEAD";
    }
    if (!allowed.empty()) {
        HttpResponse response =
            error_response(405, "unsupported", request.path + ": use " + allowed);
        response.headers.emplace_back("Allow", allowed);
        respond(std::move(response));
        return;
    }
    respond(error_response(404, "not_found",
                           request.path + ": nothing is here; GET /openapi.json lists what is"));
}

void Api::state(const Call& call) {
    call.respond(good(status_json(wall_.status())));
}

void Api::layouts(const Call& call) {
    call.respond(good(layouts_json(wall_.status())));
}

void Api::activate_layout(const Call& call) {
    const auto activated = wall_.activate_layout(call.id);
    if (!activated) {
        call.respond(error_response(activated.error()));
        return;
    }
    log_.info("layout activated layout={} revision={} from={}", activated->layout,
              activated->revision, call.request.peer);
    call.respond(good(text({{"layout", activated->layout}, {"revision", activated->revision}})));
}

void Api::wall_jpeg(const Call& call) {
    picture(call, PictureFormat::jpeg, kPreviewWidth);
}
void Api::wall_png(const Call& call) {
    picture(call, PictureFormat::png, 0);
}
void Api::display_png(const Call& call) {
    picture(call, PictureFormat::png, 0);
}

// Of the display the path names, or of the whole wall.
void Api::picture(const Call& call, PictureFormat format, int default_width) {
    const auto width = width_of(call.request, default_width);
    if (!width) {
        call.respond(error_response(width.error()));
        return;
    }
    const std::string_view type = format == PictureFormat::jpeg ? "image/jpeg" : "image/png";
    pictures_.get({call.id, *width, format},
                  [respond = call.respond, type](const Result<SharedPictures::Bytes>& bytes) {
                      if (!bytes) {
                          respond(error_response(bytes.error()));
                          return;
                      }
                      HttpResponse response = good({}, type);
                      response.shared = *bytes;
                      respond(std::move(response));
                  });
}

void Api::healthy(const Call& call) {
    call.respond(good(text({{"healthy", true}})));
}

void Api::ready(const Call& call) {
    const std::string why_not = wall_.why_not_ready();
    call.respond(why_not.empty()
                     ? good(text({{"ready", true}}))
                     : error_response(Error(ErrorCode::unreachable, "not ready: " + why_not)));
}

void Api::openapi(const Call& call) {
    call.respond(good(openapi_json()));
}

std::string Api::openapi_json() {
    Json paths = Json::object();
    for (const Route& route : routes()) {
        Json parameters = Json::array();
        if (route.pattern.find(kId) != std::string_view::npos) {
            parameters.push_back({{"name", "id"},
                                  {"in", "path"},
                                  {"required", true},
                                  {"schema", {{"type", "string"}}}});
        }
        if (route.takes_width) {
            parameters.push_back(
                {{"name", "width"},
                 {"in", "query"},
                 {"description", "largest width in pixels; 0: as wide as there is"},
                 {"schema", {{"type", "integer"}, {"minimum", 0}, {"maximum", kMostWidth}}}});
        }
        const std::string type(route.produces);
        const std::string method = route.method == "GET" ? "get" : "post";
        paths[std::string(route.pattern)][method] = {
            {"summary", route.summary},
            {"parameters", parameters},
            {"responses",
             {{"200", {{"description", "good"}, {"content", {{type, Json::object()}}}}},
              {"default",
               {{"description", "an error, in words"},
                {"content",
                 {{std::string(kJson),
                   {{"schema", {{"$ref", "#/components/schemas/error"}}}}}}}}}}}};
    }
    return text({{"openapi", "3.1.0"},
                 {"info", {{"title", "Pendopo wall"}, {"version", "1"}}},
                 {"paths", paths},
                 {"components", {{"schemas", {{"error", error_schema()}}}}}});
}

}  // namespace pendopo
