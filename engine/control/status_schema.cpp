#include "engine/control/status_schema.h"

#include "engine/control/json_schema.h"
#include "engine/wall/wall_state.h"

namespace pendopo {
namespace {

using namespace schema;  // a table of schemas reads as one

void add_parts(Json& schemas) {
    schemas["size"] = object({{"width", count()}, {"height", count()}});
    schemas["rect"] =
        object({{"x", whole()}, {"y", whole()}, {"width", count()}, {"height", count()}});
    schemas["layout"] = object({{"id", text()}, {"name", text()}, {"active", flag()}});
    schemas["display"] = object({{"id", text()},
                                 {"name", text()},
                                 {"output", text()},
                                 {"size", ref("size")},
                                 {"shown_fps", or_null(number())},
                                 {"connected", flag()}});
    schemas["tile"] = object({{"display", text()},
                              {"id", text()},
                              {"rect", ref("rect")},
                              {"camera", text()},
                              {"card", text()},
                              {"stream", text()},
                              {"state", text()},
                              {"reason", text()},
                              {"since_ms", time_ms()},
                              {"frame_age_ms", or_null(whole())},
                              {"shown_fps", or_null(number())},
                              {"decoded_fps", or_null(number())}});
    schemas["camera"] = object({{"id", text()},
                                {"name", text()},
                                {"state", text()},
                                {"reason", text()},
                                {"since_ms", time_ms()},
                                {"stream", text()},
                                {"codec", text()},
                                {"decoder", text()},
                                {"size", ref("size")},
                                {"decoded_fps", or_null(number())},
                                {"received_fps", or_null(number())},
                                {"kilobits_per_second", or_null(number())},
                                {"media_clock", text()},
                                {"delay_ms", or_null(whole())},
                                {"jitter_ms", or_null(number())},
                                {"connects", count()},
                                {"failures", count()}});
    schemas["source"] = object({{"id", text()},
                                {"name", text()},
                                {"publisher", text()},
                                {"audience", text()},
                                {"state", text()},
                                {"reason", text()},
                                {"period", text()},
                                {"updated_ms", time_ms()},
                                {"age_by", text()},
                                {"fetched_ms", time_ms()},
                                {"lost", count()},
                                {"losses", list_of(text())},
                                {"notes", list_of(text())},
                                {"bytes", whole()},
                                {"fetch_ms", whole()},
                                {"failures", count()}});
    schemas["worker"] = object({{"role", text()},
                                {"pid", whole()},
                                {"restarts", count()},
                                {"since_ms", time_ms()},
                                {"last_exit", text()}});
    schemas["problem"] = object({{"text", text()}, {"since_ms", time_ms()}});
}

void add_control_parts(Json& schemas) {
    schemas["display_control"] = object({{"display", text()},
                                         {"layout", text()},
                                         {"priority", enumeration<ClaimClass>()},
                                         {"reason", text()},
                                         {"by", text()},
                                         {"from", text()},
                                         {"since_ms", time_ms()},
                                         {"until_ms", or_null(time_ms())},
                                         {"tile", text()},
                                         {"alarm", text()},
                                         {"identify", flag()}});
    schemas["claim"] =
        object({{"id", text()},
                {"priority", enumeration<ClaimClass>()},
                {"kind", words({"layout", "tile", "message", "hide_cameras", "identify", "alarm"})},
                {"what", text()},
                {"display", text()},
                {"by", text()},
                {"from", text()},
                {"since_ms", time_ms()},
                {"until_ms", or_null(time_ms())},
                {"reason", text()}});
    schemas["alarm"] = object({{"id", text()},
                               {"name", text()},
                               {"active", flag()},
                               {"text", text()},
                               {"level", enumeration<MessageLevel>()},
                               {"since_ms", time_ms()},
                               {"acknowledged_by", text()},
                               {"needs_acknowledgement", flag()}});
    schemas["planned"] = object({{"at_ms", time_ms()},
                                 {"display", text()},
                                 {"layout", text()},
                                 {"tour", text()},
                                 {"name", text()}});
    schemas["change"] = object({{"revision", count()},
                                {"what", text()},
                                {"by", text()},
                                {"from", text()},
                                {"at_ms", time_ms()}});
    schemas["hold"] = object({{"since_ms", time_ms()}, {"by", text()}});
    schemas["message"] = object({{"text", text()},
                                 {"level", enumeration<MessageLevel>()},
                                 {"by", text()},
                                 {"since_ms", time_ms()},
                                 {"until_ms", or_null(time_ms())},
                                 {"displays", list_of(text())}});
    schemas["rehearsal"] =
        object({{"layout", text()}, {"display", text()}, {"by", text()}, {"since_ms", time_ms()}});
    schemas["trial"] = object({{"until_ms", time_ms()}, {"by", text()}});
    schemas["undo"] = object({{"what", text()}, {"by", text()}, {"at_ms", time_ms()}});
}

}  // namespace

void add_status_schemas(Json& schemas) {
    add_parts(schemas);
    add_control_parts(schemas);
    schemas["control"] = object({{"tag", text()},
                                 {"hold", or_null(ref("hold"))},
                                 {"displays", list_of(ref("display_control"))},
                                 {"claims", list_of(ref("claim"))},
                                 {"message", or_null(ref("message"))},
                                 {"cameras_hidden", flag()},
                                 {"hidden_cameras", list_of(text())},
                                 {"rehearsal", or_null(ref("rehearsal"))},
                                 {"trial", or_null(ref("trial"))},
                                 {"undo", or_null(ref("undo"))},
                                 {"alarms", list_of(ref("alarm"))},
                                 {"planned", list_of(ref("planned"))},
                                 {"changes", list_of(ref("change"))},
                                 {"keyboard_locked", flag()}});
    schemas["state"] = object({{"name", text()},
                               {"version", text()},
                               {"revision", count()},
                               {"layout", text()},
                               {"started_ms", time_ms()},
                               {"renderer", text()},
                               {"render_path", text()},
                               {"layouts", list_of(ref("layout"))},
                               {"displays", list_of(ref("display"))},
                               {"tiles", list_of(ref("tile"))},
                               {"cameras", list_of(ref("camera"))},
                               {"sources", list_of(ref("source"))},
                               {"workers", list_of(ref("worker"))},
                               {"problems", list_of(ref("problem"))},
                               {"control", ref("control")}});
    schemas["layouts"] = object({{"active", text()}, {"layouts", list_of(ref("layout"))}});
}

}  // namespace pendopo
