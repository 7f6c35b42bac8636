#include "engine/ipc/script_messages.h"

#include "engine/ipc/message_codec.h"

namespace pendopo {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ScriptJob, id, output, sources, files, size, font_px, language,
                                   timezone, theme)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ScriptDone, id, error, took_ms, notes)

// A message that says only that it came.
static void to_json(Json& json, const ScriptReady& /*ready*/) {
    json = Json::object();
}
static void from_json(const Json& /*json*/, ScriptReady& /*ready*/) {}

template <>
constexpr const char* kMessageType<ScriptJob> = "script_job";
template <>
constexpr const char* kMessageType<ScriptReady> = "script_ready";
template <>
constexpr const char* kMessageType<ScriptDone> = "script_done";

std::string encode(const ToScript& message) {
    return encode_message(message);
}
std::string encode(const FromScript& message) {
    return encode_message(message);
}
Result<ToScript> decode_to_script(std::string_view text) {
    return decode_message<ToScript>(text);
}
Result<FromScript> decode_from_script(std::string_view text) {
    return decode_message<FromScript>(text);
}

}  // namespace pendopo
