#include "engine/control/status_schema.h"

#include "engine/control/json_schema.h"
#include "engine/ipc/cards_messages.h"
#include "engine/wall/wall_state.h"

namespace pendopo {
namespace {

using namespace schema;  // a table of schemas reads as one

// A tile's: of a camera those of TileState; of a card those that it may have, and what figures are.
std::vector<std::string_view> tile_words() {
    std::vector<std::string_view> all;
    for (const auto& row : words_of(TileState{})) {
        all.push_back(row.word);
    }
    all.insert(all.end(), {"old", "expired", "failed", "waiting"});
    return all;
}

// A camera's own: not what becomes of it in a tile.
std::vector<std::string_view> camera_words() {
    std::vector<std::string_view> all{"playing", "unused"};
    for (const auto& row : words_of(TileState{})) {
        const bool of_tile = row.value == TileState::live || row.value == TileState::not_shown ||
                             row.value == TileState::closed || row.value == TileState::no_camera ||
                             row.value == TileState::unknown_card;
        if (!of_tile) {
            all.push_back(row.word);
        }
    }
    return all;
}

void add_parts(Json& schemas) {
    schemas["size"] = object({{"width", count()}, {"height", count()}});
    schemas["rect"] =
        object({{"x", whole()}, {"y", whole()}, {"width", count()}, {"height", count()}});
    schemas["layout"] = object({{"id", text()}, {"name", text()}, {"active", flag()}});
    schemas["display_proof"] = object({{"state", words({"unknown", "proved", "failed"})},
                                       {"reason", text()},
                                       {"since_ms", time_ms()}});
    schemas["display_power"] = object({{"state", enumeration<DisplayPower>()},
                                       {"reason", text()},
                                       {"since_ms", time_ms()},
                                       {"until_ms", or_null(time_ms())},
                                       {"note", text()},
                                       {"note_id", text()}});
    schemas["display"] = object({{"id", text()},
                                 {"name", text()},
                                 {"output", text()},
                                 {"size", component("size")},
                                 {"shown_fps", or_null(number())},
                                 {"connected", flag()},
                                 {"proof", component("display_proof")},
                                 {"power", component("display_power")},
                                 {"preview", component("rect")}});
    schemas["tile"] = object({{"display", text()},
                              {"id", text()},
                              {"rect", component("rect")},
                              {"camera", text()},
                              {"card", text()},
                              {"stream", text()},
                              {"state", words(tile_words())},
                              {"reason", text()},
                              {"notes", list_of(text())},
                              {"since_ms", time_ms()},
                              {"frame_age_ms", or_null(whole())},
                              {"shown_fps", or_null(number())},
                              {"decoded_fps", or_null(number())}});
    schemas["camera"] = object({{"id", text()},
                                {"name", text()},
                                {"state", words(camera_words())},
                                {"reason", text()},
                                {"since_ms", time_ms()},
                                {"stream", text()},
                                {"codec", text()},
                                {"decoder", text()},
                                {"size", component("size")},
                                {"decoded_fps", or_null(number())},
                                {"received_fps", or_null(number())},
                                {"kilobits_per_second", or_null(number())},
                                {"media_clock", text()},
                                {"delay_ms", or_null(whole())},
                                {"jitter_ms", or_null(number())},
                                {"late_ms", or_null(whole())},
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
    schemas["problem"] = object({{"text", text()}, {"text_id", text()}, {"since_ms", time_ms()}});
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
                                         {"identify", flag()},
                                         {"test_pattern", flag()}});
    schemas["claim"] =
        object({{"id", text()},
                {"priority", enumeration<ClaimClass>()},
                {"kind", words({"layout", "tile", "message", "hide_cameras", "identify",
                                "test_pattern", "standby", "wake", "alarm"})},
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
                                 {"name", text()},
                                 {"off", flag()}});
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
                                 {"hold", or_null(component("hold"))},
                                 {"displays", list_of(component("display_control"))},
                                 {"claims", list_of(component("claim"))},
                                 {"message", or_null(component("message"))},
                                 {"cameras_hidden", flag()},
                                 {"hidden_cameras", list_of(text())},
                                 {"rehearsal", or_null(component("rehearsal"))},
                                 {"trial", or_null(component("trial"))},
                                 {"undo", or_null(component("undo"))},
                                 {"alarms", list_of(component("alarm"))},
                                 {"planned", list_of(component("planned"))},
                                 {"changes", list_of(component("change"))},
                                 {"keyboard_locked", flag()}});
    schemas["state"] = object({{"name", text()},
                               {"version", text()},
                               {"language", text()},
                               {"timezone", text()},
                               {"revision", count()},
                               {"layout", text()},
                               {"started_ms", time_ms()},
                               {"renderer", text()},
                               {"render_path", text()},
                               {"layouts", list_of(component("layout"))},
                               {"displays", list_of(component("display"))},
                               {"tiles", list_of(component("tile"))},
                               {"cameras", list_of(component("camera"))},
                               {"sources", list_of(component("source"))},
                               {"workers", list_of(component("worker"))},
                               {"problems", list_of(component("problem"))},
                               {"control", component("control")}});
    schemas["layouts"] = object({{"active", text()}, {"layouts", list_of(component("layout"))}});
}

}  // namespace pendopo
