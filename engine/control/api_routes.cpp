// The table of everything that is served. A new route is a row here; a command's needs nothing else
// than its word.

#include <algorithm>
#include <iterator>
#include <vector>

#include "engine/control/api.h"
#include "engine/control/metrics.h"

namespace pendopo {
namespace {

constexpr std::string_view kJson = "application/json";
constexpr LeastRole kNobody = LeastRole::nobody();

}  // namespace

std::span<const Route> Api::routes() {
    // A row of a command: POST, by operators, answered with the new revision.
    struct CommandPath {
        std::string_view pattern;
        std::string_view word;
        std::string_view summary;
        Role least_role = Role::operate;
    };
    static constexpr auto kCommand = [](CommandPath path) {
        return Route{"POST", path.pattern,  path.least_role, "commands", path.summary, kJson,
                     "done", &Api::command, path.word,       {},         {},           {},
                     false};
    };
    // A row that reads.
    struct Reading {
        std::string_view pattern;
        LeastRole least_role;
        std::string_view tag;
        std::string_view summary;
        std::string_view produces;
        std::string_view answer;
        void (Api::*serve)(const ApiCallPtr&);
        std::string_view query{};
    };
    static constexpr auto kRead = [](Reading row) {
        return Route{"GET",        row.pattern, row.least_role, row.tag, row.summary,
                     row.produces, row.answer,  row.serve,      {},      {},
                     {},           row.query,   false};
    };
    // A row of the books of users and tokens: POST, answered when it is done.
    struct Booking {
        std::string_view pattern;
        LeastRole least_role;
        std::string_view summary;
        std::string_view answer;
        void (Api::*serve)(const ApiCallPtr&);
        std::string_view body;
        std::string_view audit_name;
        bool without_password = false;
    };
    static constexpr auto kBook = [](Booking row) {
        return Route{"POST",         row.pattern, row.least_role,      "access", row.summary,
                     kJson,          row.answer,  row.serve,           {},       row.body,
                     row.audit_name, {},          row.without_password};
    };
    static constexpr Route kRoutes[] = {
        kRead({"/api/v1/state", Role::viewer, "state",
               "What the wall shows now, and how each part of it is", kJson, "state", &Api::state}),
        kRead({"/api/v1/layouts", Role::viewer, "state", "The layouts, and which one is active",
               kJson, "layouts", &Api::layouts}),
        kRead({"/api/v1/control", Role::viewer, "state",
               "Who asked the wall for what; its ETag guards commands", kJson, "control",
               &Api::control}),
        kRead({kEventsPath, Role::viewer, "state",
               "A WebSocket that tells the state and every change of it (see the description)",
               kJson, "event", &Api::events}),

        Route{"POST",
              "/api/v1/commands",
              Role::viewer,
              "commands",
              "Any command, as the JSON that MQTT and the command line say too",
              kJson,
              "done",
              &Api::command,
              {},
              "command",
              "command",
              {},
              false},
        kCommand({"/api/v1/layouts/{layout}/activate", "activate_layout",
                  "Show this layout on the wall, or on one display"}),
        kCommand({"/api/v1/displays/{display}/layouts/{layout}/activate", "activate_layout",
                  "Show this layout on this display"}),
        kCommand({"/api/v1/layouts/next", "next_layout", "Show the layout after the one shown"}),
        kCommand({"/api/v1/layouts/previous", "previous_layout",
                  "Show the layout before the one shown"}),
        kCommand({"/api/v1/hold", "hold", "Freeze what the wall does by itself"}),
        kCommand({"/api/v1/resume", "resume", "Let the wall go on by itself"}),
        kCommand({"/api/v1/follow-schedule", "follow_schedule",
                  "End what operators chose: schedule and tour show again"}),
        kCommand({"/api/v1/undo", "undo", "Take back the newest change of what is shown"}),
        kCommand({"/api/v1/displays/{display}/tiles/{tile}/enlarge", "enlarge_tile",
                  "Let this tile fill its display for a while"}),
        kCommand({"/api/v1/displays/{display}/restore", "restore_tile",
                  "End the enlarged tile of this display"}),
        kCommand({"/api/v1/restore", "restore_tile", "End every enlarged tile"}),
        kCommand({"/api/v1/cameras/hide", "hide_cameras", "Hide every camera at once"}),
        kCommand({"/api/v1/cameras/show", "show_cameras", "Show the cameras again"}),
        kCommand({"/api/v1/cameras/{camera}/hide", "hide_cameras", "Hide this camera"}),
        kCommand({"/api/v1/cameras/{camera}/show", "show_cameras", "Show this camera again"}),
        kCommand({"/api/v1/message", "show_message", "Show a strip of text on the wall"}),
        kCommand({"/api/v1/message/clear", "clear_message", "End every message"}),
        kCommand({"/api/v1/displays/identify", "identify_displays",
                  "Each display shows its name and output"}),
        kCommand({"/api/v1/displays/test-pattern", "show_test_pattern",
                  "Show a picture to set displays up by", Role::technician}),
        kCommand({"/api/v1/displays/wake", "wake_displays",
                  "Light displays that are off by plan, until they would be on"}),
        kCommand({"/api/v1/displays/end-wake", "end_wake",
                  "Let displays be off again where the plan has them off"}),
        kCommand({"/api/v1/layouts/{layout}/rehearse", "rehearse_layout",
                  "Prepare this layout off screen"}),
        kCommand({"/api/v1/rehearsal/cancel", "cancel_rehearsal", "Drop the prepared layout"}),
        kCommand({"/api/v1/take", "take", "Make the prepared layout live"}),
        kCommand(
            {"/api/v1/take/confirm", "confirm_take", "Keep a take that would go back by itself"}),
        kCommand({"/api/v1/alarms/{alarm}/raise", "raise_alarm", "Raise this alarm"}),
        kCommand({"/api/v1/alarms/{alarm}/acknowledge", "acknowledge_alarm",
                  "Say that somebody has seen this alarm"}),
        kCommand({"/api/v1/alarms/{alarm}/end", "end_alarm", "End this alarm"}),
        kCommand(
            {"/api/v1/keyboard/lock", "lock_keyboard", "Let the wall box's keyboard do nothing"}),
        kCommand({"/api/v1/keyboard/unlock", "unlock_keyboard",
                  "Let the wall box's keyboard work again"}),

        kRead({"/api/v1/wall.jpg",
               Role::viewer,
               "pictures",
               "The composed wall as a JPEG, 1920 pixels wide at most; shared for half a second",
               "image/jpeg",
               {},
               &Api::wall_jpeg,
               "width"}),
        kRead({"/api/v1/wall.png",
               Role::viewer,
               "pictures",
               "The composed wall without loss, 1920 pixels wide at most",
               "image/png",
               {},
               &Api::wall_png,
               "width"}),
        kRead({"/api/v1/displays/{display}/picture.png",
               Role::viewer,
               "pictures",
               "One display, exact pixels, full size unless asked",
               "image/png",
               {},
               &Api::display_png,
               "width"}),
        kRead({"/api/v1/layouts/{layout}/picture.jpg",
               Role::viewer,
               "pictures",
               "A layout drawn off screen from current pictures; kept for 30 s",
               "image/jpeg",
               {},
               &Api::layout_jpeg,
               "width display"}),

        kBook({"/api/v1/sign-in", kNobody, "Begin a session; its cookie comes with the answer",
               "me", &Api::sign_in, "sign_in", "sign_in"}),
        kBook({"/api/v1/sign-in/link", kNobody, "Begin a session by the one-time link", "me",
               &Api::sign_in_with_link, "sign_in_with_link", "sign_in_with_link"}),
        kBook({"/api/v1/sign-out",
               Role::viewer,
               "End this session",
               "good",
               &Api::sign_out,
               {},
               "sign_out",
               true}),
        kRead({"/api/v1/me", Role::viewer, "access", "Who asks, and what they may", kJson, "me",
               &Api::me}),
        kBook({"/api/v1/me/password", Role::viewer, "Set a password of one's own", "good",
               &Api::set_password, "set_password", "set_password", true}),
        kRead({"/api/v1/users", Role::technician, "access", "Who may sign in", kJson, "users",
               &Api::users}),
        kBook({"/api/v1/users", Role::technician, "Let somebody sign in", "good", &Api::add_user,
               "add_user", "add_user"}),
        kBook({"/api/v1/users/{name}/role", Role::technician, "Change what somebody may", "good",
               &Api::set_role, "set_role", "set_role"}),
        kBook({"/api/v1/users/{name}/password", Role::technician,
               "Give somebody a password, to be changed when they sign in", "good",
               &Api::reset_password, "reset_password", "reset_password"}),
        kBook({"/api/v1/users/{name}/remove",
               Role::technician,
               "Let somebody no longer sign in",
               "good",
               &Api::remove_user,
               {},
               "remove_user"}),
        kRead({"/api/v1/tokens", Role::technician, "access", "The tokens of programs", kJson,
               "tokens", &Api::tokens}),
        kBook({"/api/v1/tokens", Role::technician, "Make a token for a program; told this once",
               "new_token", &Api::add_token, "add_token", "add_token"}),
        kBook({"/api/v1/tokens/{token}/revoke",
               Role::technician,
               "Let a token no longer work",
               "good",
               &Api::revoke_token,
               {},
               "revoke_token"}),
        kRead({"/api/v1/audit", Role::operate, "access",
               "Who did what, newest first; operators see commands and what they did", kJson,
               "audit", &Api::audit, "before limit"}),

        kRead(
            {"/api/v1/proof", Role::operate, "state",
             "What each display showed from when until when, and how often that was read back and "
             "was so; newest first",
             kJson, "proof", &Api::proof, "before limit"}),

        kRead({"/healthz", kNobody, "health", "Good while the control process answers", kJson,
               "healthy", &Api::healthy}),
        kRead({"/readyz", kNobody, "health",
               "Good while the wall shows a layout; 503 with the reason while not", kJson, "ready",
               &Api::ready}),
        kRead({"/metrics",
               Role::viewer,
               "health",
               "Cameras, displays, figures and processes as numbers, for Prometheus",
               kMetricsType,
               {},
               &Api::metrics}),
        kRead({"/openapi.json", Role::viewer, "health", "This description", kJson, "openapi",
               &Api::openapi}),
    };
    static_assert(std::ranges::all_of(kRoutes, is_complete));
    static const std::vector<Route> all = [] {
        std::vector<Route> rows(std::begin(kRoutes), std::end(kRoutes));
        std::ranges::copy(setup_routes(), std::back_inserter(rows));
        return rows;
    }();
    return all;
}

}  // namespace pendopo
