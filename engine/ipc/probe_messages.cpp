#include "engine/ipc/probe_messages.h"

#include "engine/ipc/message_codec.h"

namespace pendopo {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ProbeRequest, address, user, password, options, patience_ms,
                                   masks, coarsened, briefly)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ProbeRung, rung, state, took_ms, facts, text_id, text_en,
                                   advice_id, advice_en)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ProbeDone, ok, picture)

template <>
constexpr const char* kMessageType<ProbeRequest> = "probe_request";
template <>
constexpr const char* kMessageType<ProbeRung> = "probe_rung";
template <>
constexpr const char* kMessageType<ProbeDone> = "probe_done";

std::string encode(const ToProbe& message) {
    return encode_message(message);
}
std::string encode(const FromProbe& message) {
    return encode_message(message);
}
Result<ToProbe> decode_to_probe(std::string_view text) {
    return decode_message<ToProbe>(text);
}
Result<FromProbe> decode_from_probe(std::string_view text) {
    return decode_message<FromProbe>(text);
}

}  // namespace pendopo
