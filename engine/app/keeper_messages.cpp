#include "engine/app/keeper_messages.h"

#include "engine/ipc/message_codec.h"

namespace pendopo {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(KeptWorker, role, pid, starts, started_ms)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(WorkerGone, role)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(HandoverNote, text)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ControlLives, render_advanced, picture_proved, safe_mode,
                                   safe_reason, not_ready)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Greeting, mode, restarts, last_exit, ran_ms, note, safe_mode,
                                   safe_reason, workers)

// It says only that it came.
static void to_json(Json& json, const ControlEnds& /*ends*/) {
    json = Json::object();
}
static void from_json(const Json& /*json*/, ControlEnds& /*ends*/) {}

template <>
constexpr const char* kMessageType<KeptWorker> = "kept_worker";
template <>
constexpr const char* kMessageType<WorkerGone> = "worker_gone";
template <>
constexpr const char* kMessageType<HandoverNote> = "handover_note";
template <>
constexpr const char* kMessageType<ControlLives> = "control_lives";
template <>
constexpr const char* kMessageType<ControlEnds> = "control_ends";
template <>
constexpr const char* kMessageType<Greeting> = "greeting";

std::string encode(const ToKeeper& message) {
    return encode_message(message);
}
std::string encode(const FromKeeper& message) {
    return encode_message(message);
}
Result<ToKeeper> decode_to_keeper(std::string_view text) {
    return decode_message<ToKeeper>(text);
}
Result<FromKeeper> decode_from_keeper(std::string_view text) {
    return decode_message<FromKeeper>(text);
}

}  // namespace pendopo
