// The schemas of what technicians set up.

#include "config/camera_privacy.h"
#include "engine/control/api_schemas.h"
#include "engine/control/json_schema.h"

namespace pendopo {
namespace {

using namespace schema;  // a table of schemas reads as one

Json not_empty() {
    return {{"type", "string"}, {"minLength", 1}};
}
Json password() {
    return {{"type", "string"}, {"format", "password"}};
}
Json id_word() {
    return {{"type", "string"}, {"pattern", "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"}};
}
Json any_object(std::string_view what) {
    return {{"type", "object"}, {"description", what}};
}
Json whole_between(int low, int high) {
    return {{"type", "integer"}, {"minimum", low}, {"maximum", high}};
}

void add_file_schemas(Json& schemas) {
    const Json revision = {{"type", "string"},
                           {"description", "of the file that is changed; empty: there is none"}};
    schemas["config_problem"] = object({{"file", text()},
                                        {"line", count()},
                                        {"column", count()},
                                        {"pointer", text()},
                                        {"text", text()},
                                        {"text_id", text()}});
    const Json problems = list_of(component("config_problem"));
    const Json error = object({{"code", text()}, {"message", text()}});
    schemas["error_problems"] = object({{"error", error}, {"problems", problems}});
    schemas["error_conflict"] =
        object({{"error", error},
                {"file", text()},
                {"current", or_null(object({{"revision", text()}, {"text", text()}}))}});
    schemas["config_file_row"] = object({{"file", text()},
                                         {"kind", text()},
                                         {"revision", text()},
                                         {"bytes", count()},
                                         {"modified_ms", time_ms()}});
    schemas["config_files"] =
        object({{"files", list_of(component("config_file_row"))}, {"problems", problems}});
    schemas["config_file"] =
        object({{"file", text()}, {"kind", text()}, {"revision", text()}, {"text", text()}});
    schemas["config_step"] = object({{"op", words({"add", "replace", "remove"})},
                                     {"pointer", text()},
                                     {"value", Json(true), false}});
    Json change = object({{"file", not_empty()},
                          {"revision", revision, false},
                          {"text", text(), false},
                          {"changes", list_of(component("config_step")), false},
                          {"remove", constant_true(), false}});
    change["oneOf"] = Json::array({Json{{"required", Json::array({"text"})}},
                                   Json{{"required", Json::array({"changes"})}},
                                   Json{{"required", Json::array({"remove"})}}});
    schemas["config_change"] = std::move(change);
    Json changes = list_of(component("config_change"));
    changes["minItems"] = 1;
    changes["maxItems"] = 100;
    schemas["config_changes"] = object({{"changes", changes}});
    schemas["config_proposal"] = object(
        {{"files", list_of(object({{"file", text()}, {"text", text()}}))}, {"problems", problems}});
    schemas["config_saved"] =
        object({{"files", list_of(object({{"file", text()}, {"revision", text()}}))}});
    schemas["generations"] = object({{"generations", list_of(object({{"id", text()},
                                                                     {"saved_ms", time_ms()},
                                                                     {"by", text()},
                                                                     {"bytes", count()},
                                                                     {"in_force", flag()}}))}});
    schemas["outputs"] = object({{"outputs", list_of(object({{"output", text()},
                                                             {"edid", text()},
                                                             {"edid_unique", flag()},
                                                             {"width", count()},
                                                             {"height", count()}}))}});
    schemas["generation"] = object({{"text", text()}, {"difference", text()}});
    schemas["restore"] =
        object({{"file", not_empty()}, {"id", not_empty()}, {"revision", revision, false}});
    schemas["logins"] = object({{"logins", list_of(text())}});
    schemas["set_login"] =
        object({{"id", id_word()}, {"user", not_empty()}, {"password", password(), false}});
}

void add_camera_schemas(Json& schemas) {
    schemas["local_text"] = object({{"id", text()}, {"en", text()}});
    schemas["started"] = object({{"id", text()}});
    const Json options = object({{"transport", words({"auto", "tcp", "udp"}), false},
                                 {"basic", flag(), false},
                                 {"certificate_sha256", text(), false},
                                 {"redirect_hosts", list_of(text()), false},
                                 {"max_pixels", whole_between(1024, 8192 * 8192), false},
                                 {"hwaccel", words({"auto", "none"}), false},
                                 {"deinterlace", words({"auto", "on", "off"}), false}});
    schemas["probe"] = object({{"url", not_empty()},
                               {"user", text(), false},
                               {"password", password(), false},
                               {"login", text(), false},
                               {"options", options, false}});
    Json point = list_of(Json{{"type", "number"}, {"minimum", 0}, {"maximum", 1}});
    point["minItems"] = 2;
    point["maxItems"] = 2;
    Json points = list_of(point);
    points["minItems"] = kFewestMaskPoints;
    points["maxItems"] = kMostMaskPoints;
    Json masks = list_of(
        object({{"points", points}, {"style", words({"solid", "pixelate", "blur"}), false}}));
    masks["maxItems"] = kMostMasks;
    Json drawn_on = list_of(whole_between(1, 16384));
    drawn_on["minItems"] = 2;
    drawn_on["maxItems"] = 2;
    schemas["mask_trial"] = object(
        {{"masks", masks, false}, {"masks_drawn_on", drawn_on, false}, {"display", text(), false}});
    schemas["mask_trial_begun"] = object({{"display", text()}});
    schemas["mask_draft"] = object({{"masks", masks, false}, {"masks_drawn_on", drawn_on, false}});
    schemas["probe_rung"] =
        object({{"rung", text()},
                {"state", words({"running", "ok", "failed", "skipped"})},
                {"took_ms", count()},
                {"facts", any_object("what is known at this step, and \"warnings\"")},
                {"text", component("local_text")},
                {"advice", component("local_text")}});
    schemas["probe_status"] = object({{"done", flag()},
                                      {"ok", flag()},
                                      {"rungs", list_of(component("probe_rung"))},
                                      {"picture", flag()}});
    schemas["discover"] =
        object({{"addresses", list_of(text()), false}, {"seconds", whole_between(1, 60), false}});
    const Json problem = or_null(component("local_text"));
    schemas["found_device"] = object({{"address", text()},
                                      {"service_url", text()},
                                      {"name", text()},
                                      {"hardware", text()},
                                      {"camera", text()}});
    schemas["discovery_status"] = object(
        {{"done", flag()}, {"devices", list_of(component("found_device"))}, {"problem", problem}});
    schemas["device"] = object({{"address", not_empty()},
                                {"user", text(), false},
                                {"password", password(), false},
                                {"login", text(), false}});
    Json size = list_of(count());
    size["minItems"] = 2;
    size["maxItems"] = 2;
    schemas["device_stream"] = object({{"name", text()},
                                       {"url", text()},
                                       {"codec", text()},
                                       {"size", size},
                                       {"fps", number()},
                                       {"kbps", number()},
                                       {"use", text()}});
    schemas["device_streams"] = object({{"device", object({{"make", text()},
                                                           {"model", text()},
                                                           {"firmware", text()},
                                                           {"serial", text()},
                                                           {"clock_skew_s", or_null(number())}})},
                                        {"streams", list_of(component("device_stream"))},
                                        {"problem", problem},
                                        {"note", problem}});
    schemas["vendors"] = object({{"vendors", list_of(object({{"make", text()},
                                                             {"also", list_of(text())},
                                                             {"main", text()},
                                                             {"sub", text()},
                                                             {"note_id", text()},
                                                             {"note_en", text()},
                                                             {"source", text()}}))}});
    schemas["camera_import"] = object(
        {{"text", text()},
         {"revision", text()},
         {"added", list_of(text())},
         {"changed", list_of(text())},
         {"problems",
          list_of(object(
              {{"line", count()}, {"column", count()}, {"text", text()}, {"text_id", text()}}))},
         {"logins", list_of(text())}});
}

void add_draft_schemas(Json& schemas) {
    schemas["layout_draft"] = object({{"layout", any_object("as in a layout file")},
                                      {"display", text(), false},
                                      {"width", whole_between(16, 1920), false}});
    schemas["layout_only"] = object({{"layout", any_object("as in a layout file")}});
    schemas["solved_tile"] =
        object({{"id", text()}, {"x", whole()}, {"y", whole()}, {"w", count()}, {"h", count()}});
    schemas["solved_display"] = object(
        {{"display", text()},
         {"width", count()},
         {"height", count()},
         {"tiles", list_of(component("solved_tile"))},
         {"warnings", list_of(object({{"tile", text()}, {"text", component("local_text")}}))}});
    schemas["solved_layout"] = object({{"problems", list_of(component("config_problem"))},
                                       {"displays", list_of(component("solved_display"))}});
    schemas["data_column"] = object({{"name", text()},
                                     {"kind", text()},
                                     {"unit", text()},
                                     {"decimal", text()},
                                     {"values", count()},
                                     {"missing", count()},
                                     {"lost", count()},
                                     {"note", text()}});
    schemas["data_view"] =
        object({{"id", text()},
                {"state", text()},
                {"reason", text()},
                {"period", text()},
                {"updated_ms", time_ms()},
                {"age_by", text()},
                {"format", text()},
                {"encoding", text()},
                {"separator", text()},
                {"rows", count()},
                {"lost", count()},
                {"losses", list_of(text())},
                {"notes", list_of(text())},
                {"columns", list_of(component("data_column"))},
                {"value",
                 {{"description",
                   "what the wall has of it; of a table the first 1000 rows, \"rows\" says of how "
                   "many; null: nothing, or too much to tell"}}}});
    schemas["source_draft"] = object({{"source", any_object("as in data.json")}});
    schemas["stored_file"] = object(
        {{"file", text()}, {"revision", text()}, {"source", any_object("a source for data.json")}});
    schemas["card_draft"] = object({{"card", any_object("as in a card file")},
                                    {"width", whole_between(16, 4096)},
                                    {"height", whole_between(16, 4096)},
                                    {"display", text(), false},
                                    {"theme", words({"dark", "light", ""}), false}});
}

}  // namespace

void add_setup_schemas(Json& schemas) {
    add_file_schemas(schemas);
    add_camera_schemas(schemas);
    add_draft_schemas(schemas);
}

}  // namespace pendopo
