#include "engine/control/api.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "engine/control/api_answer.h"
#include "engine/control/metrics.h"
#include "engine/control/openapi.h"
#include "engine/control/panel_files.h"
#include "engine/control/status_json.h"

namespace pendopo {
namespace {

using Json = nlohmann::ordered_json;

constexpr size_t kMostRead = 4;  // bodies, up to 8 MiB each

HttpResponse wrong_method(const HttpRequest& request, const std::string& allowed) {
    HttpResponse response = error_response(405, "unsupported", request.path + ": use " + allowed);
    response.headers.emplace_back("Allow", allowed);
    return response;
}

std::string role_text(Role role) {
    return '"' + std::string(to_string(role)) + '"';
}

}  // namespace

Api::Api(WallControl& wall, Gatekeeper& gatekeeper, AccessDesk& desk, SetupDesk& setup,
         const Clock& clock, EventLoop& loop, Log log)
    : wall_(wall),
      gatekeeper_(gatekeeper),
      desk_(desk),
      setup_(setup),
      clock_(clock),
      log_(std::move(log)),
      pictures_(
          [this](const SnapshotRequest& asked, auto done) {
              wall_.capture(asked.display, asked.max_width, asked.audience, std::move(done));
          },
          clock, loop, kLivePictures),
      rehearsed_(
          [this](const SnapshotRequest& asked, auto done) {
              if (!asked.camera.empty()) {
                  wall_.camera_picture(asked.camera, asked.max_width, std::move(done));
              } else if (!asked.draft.empty()) {
                  wall_.rehearse_draft(asked.draft, asked.display, asked.max_width,
                                       std::move(done));
              } else {
                  wall_.rehearsed(asked.layout, asked.display, asked.max_width, asked.audience,
                                  std::move(done));
              }
          },
          clock, loop, kRehearsedPictures),
      stream_([this] { return document(); },
              [this](const Caller& caller) { return gatekeeper_.holds(caller); }, clock, loop,
              log_.child("stream")),
      reading_(loop, kMostRead, JobThread::AtEnd::drop) {}

nlohmann::json Api::document() const {
    return status_document(wall_.status(), wall_.control_status());
}

void Api::handle(const HttpRequest& request, HttpRespond respond) {
    std::string allowed;
    // As it was sent: an id may hold a slash.
    const std::string& path = request.encoded_path.empty() ? request.path : request.encoded_path;
    for (const Route& route : routes()) {
        auto values = match(route.pattern, path);
        if (!values) {
            continue;
        }
        if (serves(route, request.method)) {
            auto call = std::make_shared<ApiCall>(
                ApiCall{route, request, std::move(*values), std::move(respond)});
            if (auto admitted = admit(*call); !admitted) {
                conclude(*call, fail(admitted.error()));
                return;
            }
            (this->*route.serve)(call);
            return;
        }
        allowed += allowed.empty() ? "" : ", ";
        allowed += route.method == "GET" ? "GET, HEAD" : route.method;
    }
    if (const PanelFile* file = find_panel_file(request.path)) {
        if (request.method == "GET" || request.method == "HEAD") {
            respond(panel_answer(*file, request.accept_encoding));
            return;
        }
        allowed = "GET, HEAD";
    }
    respond(
        !allowed.empty()
            ? wrong_method(request, allowed)
            : error_response(404, "not_found",
                             request.path + ": nothing is here; GET /openapi.json lists what is"));
}

Result<void> Api::admit(ApiCall& call) {
    for (const auto& [name, value] : call.values) {
        call.object += (call.object.empty() ? "" : "/") + value;
    }
    if (call.route.least_role.open()) {
        call.caller.principal.from = "api " + call.request.peer;
        return {};
    }
    auto caller = gatekeeper_.who(call.request);
    if (!caller) {
        call.caller.principal.from = "api " + call.request.peer;
        return fail(caller.error());
    }
    call.caller = std::move(*caller);
    return admit(call.caller, call.route);
}

Result<void> Api::admit(const Caller& caller, const Route& route) const {
    if (caller.must_set_password && route.changes() && !route.without_password) {
        return fail(ErrorCode::refused,
                    "set a password of your own first: POST /api/v1/me/password");
    }
    const Role least = route.least_role.role();
    if (caller.principal.role < least) {
        return fail(ErrorCode::refused, "this takes the role " + role_text(least) + "; " +
                                            caller.principal.name + " has the role " +
                                            role_text(caller.principal.role));
    }
    return {};
}

size_t Api::most_body_bytes(const HttpRequest& request) {
    for (const Route& route : routes()) {
        if (route.body_bytes == 0 || !serves(route, request.method) ||
            !match(route.pattern, request.encoded_path)) {
            continue;
        }
        const auto caller = gatekeeper_.who(request);
        return caller && admit(*caller, route) ? route.body_bytes : 0;
    }
    return 0;
}

void Api::conclude_with(ApiCall& call, const Result<void>& outcome, HttpResponse response,
                        std::string_view before, std::string_view after) {
    if (call.route.changes()) {
        const std::string_view action =
            call.route.command.empty() ? call.route.audit_name : call.route.command;
        gatekeeper_.audit(call.caller.principal, action, call.object, before, after, outcome);
    }
    call.respond(std::move(response));
}

void Api::conclude(ApiCall& call, const Result<HttpResponse>& outcome, std::string_view before,
                   std::string_view after) {
    if (outcome) {
        conclude_with(call, Result<void>(), *outcome, before, after);
        return;
    }
    HttpResponse response = error_response(outcome.error());
    if (response.status == 401) {
        response.headers.emplace_back("WWW-Authenticate", "Bearer realm=\"pendopo\"");
    }
    conclude_with(call, fail(outcome.error()), std::move(response), before, after);
}

UpgradeVerdict Api::upgrade(const HttpRequest& request) {
    const auto refused = [](const Error& error) {
        return UpgradeVerdict{error_response(error), {}};
    };
    const Route* route = nullptr;
    for (const Route& each : routes()) {
        route = each.pattern == kEventsPath ? &each : route;
    }
    if (request.path != kEventsPath || route == nullptr) {
        return refused({ErrorCode::not_found, request.path + ": no WebSocket is here; " +
                                                  std::string(kEventsPath) + " is"});
    }
    auto caller = gatekeeper_.who(request);
    if (!caller) {
        return refused(caller.error());
    }
    if (auto admitted = admit(*caller, *route); !admitted) {
        return refused(admitted.error());
    }
    // A browser always says where a WebSocket comes from. What comes with a cookie and does not is
    // none; a token stands for a program.
    if (request.origin.empty() && request.authorization.empty()) {
        return refused(
            {ErrorCode::refused, "origin: missing; only programs with a token need none"});
    }
    if (stream_.is_full()) {
        return refused({ErrorCode::exhausted, "too many watch the wall; try again later"});
    }
    return {std::nullopt, [this, weak = std::weak_ptr(alive_),
                           who = std::move(*caller)](std::shared_ptr<WebSocketPeer> peer) {
                if (weak.lock()) {
                    stream_.add(std::move(peer), who);
                }
            }};
}

void Api::state(const ApiCallPtr& call) {
    conclude(*call, good(status_json(wall_.status(), wall_.control_status())));
}

void Api::layouts(const ApiCallPtr& call) {
    conclude(*call, good(layouts_json(wall_.status())));
}

// The tag stands for what was asked of the wall; schedules change the document without it. So the
// ETag has the document's own mark behind the tag, which If-Match leaves out.
void Api::control(const ApiCallPtr& call) {
    const ControlStatus control = wall_.control_status();
    HttpResponse response = good(json_line(control_document(control)));
    response.etag = '"' + control.tag + '.' + mark_of(response.body) + '"';
    conclude(*call, std::move(response));
}

void Api::events(const ApiCallPtr& call) {
    HttpResponse response =
        error_response(426, "unsupported", "this is a WebSocket: open it with an upgrade");
    response.headers.emplace_back("Upgrade", "websocket");
    conclude(*call, std::move(response));
}

void Api::healthy(const ApiCallPtr& call) {
    conclude(*call, good(json_line({{"healthy", true}})));
}

void Api::ready(const ApiCallPtr& call) {
    const std::string why_not = wall_.why_not_ready();
    if (why_not.empty()) {
        conclude(*call, good(json_line({{"ready", true}})));
    } else {
        conclude(*call, fail(ErrorCode::unreachable, "not ready: " + why_not));
    }
}

void Api::metrics(const ApiCallPtr& call) {
    const WallStatus status = wall_.status();
    const ControlStatus control = wall_.control_status();
    conclude(*call, good(metrics_text({status, control, wall_.why_not_ready().empty(),
                                       clock_.wall_now(), process_usage}),
                         kMetricsType));
}

void Api::openapi(const ApiCallPtr& call) {
    conclude(*call, good(openapi_json(routes())));
}

}  // namespace pendopo
