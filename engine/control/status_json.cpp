#include "engine/control/status_json.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace pendopo {
namespace {

using Json = nlohmann::ordered_json;

Json rate(double value) {
    return std::round(value * 100) / 100;
}
Json size_json(PixelSize size) {
    return {{"width", size.width}, {"height", size.height}};
}
Json rect_json(const PixelRect& rect) {
    return {{"x", rect.x}, {"y", rect.y}, {"width", rect.width}, {"height", rect.height}};
}

Json to_document(const LayoutStatus& layout) {
    return {{"id", layout.id}, {"name", layout.name}, {"active", layout.active}};
}
template <class T>
Json or_null(const std::optional<T>& value) {
    return value ? Json(*value) : Json();
}

Json to_document(const DisplayStatus& display) {
    return {{"id", display.id},
            {"name", display.name},
            {"output", display.output},
            {"size", size_json(display.size)},
            {"shown_fps", rate(display.shown_fps)},
            {"connected", display.connected},
            {"proof",
             {{"state", display.proof},
              {"reason", display.proof_reason},
              {"since_ms", display.proof_since_ms}}},
            {"power",
             {{"state", display.power.state},
              {"reason", display.power.reason},
              {"since_ms", display.power.since_ms},
              {"until_ms", or_null(display.power.until_ms)},
              {"note", display.power.note.in("en")},
              {"note_id", display.power.note.in("id")}}},
            {"preview", rect_json(display.preview)}};
}
Json to_document(const TileStatus& tile) {
    return {{"display", tile.display},
            {"id", tile.id},
            {"rect", rect_json(tile.rect)},
            {"camera", tile.camera},
            {"card", tile.card},
            {"stream", tile.stream},
            {"state", tile.state},
            {"reason", tile.reason},
            {"notes", tile.notes},
            {"since_ms", tile.since_ms},
            {"frame_age_ms", tile.frame_age_ms ? Json(*tile.frame_age_ms) : Json()},
            {"shown_fps", rate(tile.shown_fps)},
            {"decoded_fps", rate(tile.decoded_fps)}};
}
Json to_document(const CameraStatus& camera) {
    return {{"id", camera.id},
            {"name", camera.name},
            {"state", camera.state},
            {"reason", camera.reason},
            {"since_ms", camera.since_ms},
            {"stream", camera.stream},
            {"codec", camera.codec},
            {"decoder", camera.decoder},
            {"size", size_json(camera.size)},
            {"decoded_fps", rate(camera.decoded_fps)},
            {"received_fps", rate(camera.received_fps)},
            {"kilobits_per_second", rate(camera.kilobits_per_second)},
            {"media_clock", camera.media_clock},
            {"delay_ms", camera.delay_ms ? Json(*camera.delay_ms) : Json()},
            {"jitter_ms", camera.jitter_ms ? rate(*camera.jitter_ms) : Json()},
            {"late_ms", camera.late_ms ? Json(*camera.late_ms) : Json()},
            {"connects", camera.connects},
            {"failures", camera.failures}};
}
Json to_document(const SourceStatus& source) {
    return {{"id", source.id},
            {"name", source.name},
            {"publisher", source.publisher},
            {"audience", source.audience},
            {"state", source.state},
            {"reason", source.reason},
            {"period", source.period},
            {"updated_ms", source.updated_ms},
            {"age_by", source.age_by},
            {"fetched_ms", source.fetched_ms},
            {"lost", source.lost},
            {"losses", source.losses},
            {"notes", source.notes},
            {"bytes", source.bytes},
            {"fetch_ms", source.fetch_ms},
            {"failures", source.failures}};
}
Json to_document(const WorkerStatus& worker) {
    return {{"role", worker.role},
            {"pid", worker.pid},
            {"restarts", worker.restarts},
            {"since_ms", worker.since_ms},
            {"last_exit", worker.last_exit}};
}
Json to_document(const ProblemStatus& problem) {
    return {{"text", problem.text.in("en")},
            {"text_id", problem.text.in("id")},
            {"since_ms", problem.since_ms}};
}

Json to_document(const HoldStatus& hold) {
    return {{"since_ms", hold.since_ms}, {"by", hold.by}};
}
Json to_document(const DisplayControl& display) {
    return {{"display", display.display},
            {"layout", display.layout},
            {"priority", display.priority},
            {"reason", display.reason},
            {"by", display.by},
            {"from", display.from},
            {"since_ms", display.since_ms},
            {"until_ms", or_null(display.until_ms)},
            {"tile", display.tile},
            {"alarm", display.alarm},
            {"identify", display.identify},
            {"test_pattern", display.test_pattern}};
}
Json to_document(const ClaimStatus& claim) {
    return {{"id", claim.id},
            {"priority", claim.priority},
            {"kind", claim.kind},
            {"what", claim.what},
            {"display", claim.display},
            {"by", claim.by},
            {"from", claim.from},
            {"since_ms", claim.since_ms},
            {"until_ms", or_null(claim.until_ms)},
            {"reason", claim.reason}};
}
Json to_document(const MessageStatus& message) {
    return {{"text", message.text},
            {"level", message.level},
            {"by", message.by},
            {"since_ms", message.since_ms},
            {"until_ms", or_null(message.until_ms)},
            {"displays", message.displays}};
}
Json to_document(const RehearsalStatus& rehearsal) {
    return {{"layout", rehearsal.layout},
            {"display", rehearsal.display},
            {"by", rehearsal.by},
            {"since_ms", rehearsal.since_ms}};
}
Json to_document(const TrialStatus& trial) {
    return {{"until_ms", trial.until_ms}, {"by", trial.by}};
}
Json to_document(const UndoStatus& undo) {
    return {{"what", undo.what}, {"by", undo.by}, {"at_ms", undo.at_ms}};
}
Json to_document(const AlarmStatus& alarm) {
    return {{"id", alarm.id},
            {"name", alarm.name},
            {"active", alarm.active},
            {"text", alarm.text},
            {"level", alarm.level},
            {"since_ms", alarm.since_ms},
            {"acknowledged_by", alarm.acknowledged_by},
            {"needs_acknowledgement", alarm.needs_acknowledgement}};
}
Json to_document(const PlannedStatus& planned) {
    return {{"at_ms", planned.at_ms}, {"display", planned.display}, {"layout", planned.layout},
            {"tour", planned.tour},   {"name", planned.name},       {"off", planned.off}};
}
Json to_document(const ChangeStatus& change) {
    return {{"revision", change.revision},
            {"what", change.what},
            {"by", change.by},
            {"from", change.from},
            {"at_ms", change.at_ms}};
}

template <class T>
Json list(const std::vector<T>& values) {
    Json array = Json::array();
    for (const T& value : values) {
        array.push_back(to_document(value));
    }
    return array;
}
template <class T>
Json document_or_null(const std::optional<T>& value) {
    return value ? to_document(*value) : Json();
}

}  // namespace

Json control_document(const ControlStatus& control) {
    return {{"tag", control.tag},
            {"hold", document_or_null(control.hold)},
            {"displays", list(control.displays)},
            {"claims", list(control.claims)},
            {"message", document_or_null(control.message)},
            {"cameras_hidden", control.cameras_hidden},
            {"hidden_cameras", control.hidden_cameras},
            {"rehearsal", document_or_null(control.rehearsal)},
            {"trial", document_or_null(control.trial)},
            {"undo", document_or_null(control.undo)},
            {"alarms", list(control.alarms)},
            {"planned", list(control.planned)},
            {"changes", list(control.changes)},
            {"keyboard_locked", control.keyboard_locked}};
}

Json status_document(const WallStatus& status, const ControlStatus& control) {
    return {{"name", status.name},
            {"version", status.version},
            {"language", status.language},
            {"timezone", status.timezone},
            {"revision", status.revision},
            {"layout", status.layout},
            {"started_ms", status.started_ms},
            {"renderer", status.renderer},
            {"render_path", status.render_path},
            {"layouts", list(status.layouts)},
            {"displays", list(status.displays)},
            {"tiles", list(status.tiles)},
            {"cameras", list(status.cameras)},
            {"sources", list(status.sources)},
            {"workers", list(status.workers)},
            {"problems", list(status.problems)},
            {"control", control_document(control)}};
}

std::string json_line(const Json& document) {
    return document.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string status_json(const WallStatus& status, const ControlStatus& control) {
    return json_line(status_document(status, control));
}

std::string layouts_json(const WallStatus& status) {
    return json_line({{"active", status.layout}, {"layouts", list(status.layouts)}});
}

}  // namespace pendopo
