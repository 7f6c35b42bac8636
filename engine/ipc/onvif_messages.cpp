#include "engine/ipc/onvif_messages.h"

#include "engine/ipc/message_codec.h"

namespace pendopo {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(DiscoverRequest, addresses, seconds)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(DeviceFound, address, service_url, name, hardware, location,
                                   scopes)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(DiscoverDone, devices, problem_id, problem_en)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(StreamsRequest, service_url, address, user, password)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(DeviceStream, name, url, codec, width, height, fps, kbps, use,
                                   channel)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(StreamsReply, make, model, firmware, serial, clock_known,
                                   clock_skew_s, streams, problem, problem_id, problem_en, note_id,
                                   note_en)

template <>
constexpr const char* kMessageType<DiscoverRequest> = "discover_request";
template <>
constexpr const char* kMessageType<DeviceFound> = "device_found";
template <>
constexpr const char* kMessageType<DiscoverDone> = "discover_done";
template <>
constexpr const char* kMessageType<StreamsRequest> = "streams_request";
template <>
constexpr const char* kMessageType<StreamsReply> = "streams_reply";

std::string encode(const ToOnvif& message) {
    return encode_message(message);
}
std::string encode(const FromOnvif& message) {
    return encode_message(message);
}
Result<ToOnvif> decode_to_onvif(std::string_view text) {
    return decode_message<ToOnvif>(text);
}
Result<FromOnvif> decode_from_onvif(std::string_view text) {
    return decode_message<FromOnvif>(text);
}

}  // namespace pendopo
