#include "engine/ipc/data_messages.h"

#include "engine/ipc/message_codec.h"

namespace pendopo {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(DataLogin, name, user, password)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(DataPlan, file, state_folder, timezone, logins)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ColumnReading, name, kind, unit, decimal, values, missing, lost,
                                   note)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ValueReading, format, encoding, separator, rows, lost, losses,
                                   notes, columns)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(SourceReport, id, state, reason, revision, updated_ms, age_by,
                                   fetched_ms, period, bytes, fetch_ms, failures, not_kept, reading)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(SourceAlarm, source, alarm, event, text)

template <>
constexpr const char* kMessageType<DataPlan> = "data_plan";
template <>
constexpr const char* kMessageType<SourceReport> = "source_report";
template <>
constexpr const char* kMessageType<SourceAlarm> = "source_alarm";

std::string encode(const ToData& message) {
    return encode_message(message);
}
std::string encode(const FromData& message) {
    return encode_message(message);
}
Result<ToData> decode_to_data(std::string_view text) {
    return decode_message<ToData>(text);
}
Result<FromData> decode_from_data(std::string_view text) {
    return decode_message<FromData>(text);
}

}  // namespace pendopo
