#include "engine/ipc/ingest_messages.h"

#include "engine/ipc/message_codec.h"

namespace pendopo {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(PictureRequest, key, format, box, fit, crop, detail,
                                   still_every_s, stream, trial_masks)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(IngestCamera, id, main_url, sub_url, main_size, sub_size, user,
                                   password, main_options, sub_options, masks, pictures)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(IngestPlan, cameras, standby_pixels)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(CameraHealth, id, state, since_ns, reason, unspoken, stream,
                                   codec, decoder, size, last_picture_ns, decoded_fps, received_fps,
                                   kilobits_per_second, media_clock, delay_ms, jitter_ms, late_ms,
                                   stale_after_ms, unchanged_since_ns, degraded, connects, failures)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(IngestHealth, cameras)

inline void to_json(Json& json, const SharedPace& /*pace*/) {
    json = Json::object();
}
inline void from_json(const Json& /*json*/, SharedPace& /*pace*/) {}

template <>
constexpr const char* kMessageType<SharedPace> = "shared_pace";
template <>
constexpr const char* kMessageType<IngestPlan> = "ingest_plan";
template <>
constexpr const char* kMessageType<IngestHealth> = "ingest_health";

std::string encode(const ToIngest& message) {
    return encode_message(message);
}
std::string encode(const FromIngest& message) {
    return encode_message(message);
}
Result<ToIngest> decode_to_ingest(std::string_view text) {
    return decode_message<ToIngest>(text);
}
Result<FromIngest> decode_from_ingest(std::string_view text) {
    return decode_message<FromIngest>(text);
}

}  // namespace pendopo
