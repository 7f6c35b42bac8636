#include "engine/ipc/cards_messages.h"

#include "engine/ipc/message_codec.h"

namespace pendopo {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(CardSource, needed, state, problem, publisher, period,
                                   updated_ms, age_by, old_after_s, expire_after_s)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(WallBehind, x_mm, y_mm, width_mm, height_mm, wall_width_mm,
                                   wall_height_mm)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(CardItem, key, kind, size, font_px, text, state, since_ms,
                                   delay_ms, public_audience, over_picture, source, level, number,
                                   output, wall, free)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(CardContent, key)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(CardFile, name)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(CardReport, key, notes, problem)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(CardPlan, language, timezone, items, theme)

template <>
constexpr const char* kMessageType<CardContent> = "card_content";
template <>
constexpr const char* kMessageType<CardFile> = "card_file";
template <>
constexpr const char* kMessageType<CardReport> = "card_report";
template <>
constexpr const char* kMessageType<CardPlan> = "card_plan";

std::string encode(const ToCards& message) {
    return encode_message(message);
}
std::string encode(const FromCards& message) {
    return encode_message(message);
}
Result<ToCards> decode_to_cards(std::string_view text) {
    return decode_message<ToCards>(text);
}
Result<FromCards> decode_from_cards(std::string_view text) {
    return decode_message<FromCards>(text);
}

}  // namespace pendopo
