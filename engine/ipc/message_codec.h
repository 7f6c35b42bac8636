#pragma once
// How a message becomes text and is read again; for the .cpp files of the messages only. A message
// is a JSON object whose "type" is kMessageType of its struct.

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

#include "engine/base/enum_words.h"
#include "engine/base/geometry.h"
#include "engine/base/privacy.h"
#include "engine/base/result.h"
#include "engine/base/stream_options.h"
#include "engine/ipc/shared_messages.h"
#include "engine/ipc/takeover_messages.h"

// What is not known travels as null.
template <class T>
struct nlohmann::adl_serializer<std::optional<T>> {
    static void to_json(json& out, const std::optional<T>& value) {
        out = value ? json(*value) : json();
    }
    static void from_json(const json& in, std::optional<T>& value) {
        value = in.is_null() ? std::nullopt : std::optional<T>(in.template get<T>());
    }
};

namespace pendopo {

using Json = nlohmann::json;

// Enumerations travel as their words; an unknown word, or none, reads as the first of the table.
template <Worded E>
void to_json(Json& json, const E& value) {
    json = to_string(value);
}
template <Worded E>
void from_json(const Json& json, E& value) {
    const auto* word = json.get_ptr<const std::string*>();
    value = from_word<E>(word == nullptr ? std::string_view() : *word);
}
NLOHMANN_JSON_SERIALIZE_ENUM(Rotation, {{Rotation::none, 0},
                                        {Rotation::quarter, 90},
                                        {Rotation::half, 180},
                                        {Rotation::three_quarters, 270}})

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(PixelSize, width, height)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(PixelRect, x, y, width, height)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(UnitRect, x, y, width, height)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(SampleAspect, numerator, denominator)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(UnitPoint, x, y)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Mask, points, style)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(CameraMasks, polygons, drawn_on)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(StreamOptions, transport, certificate_sha256, basic,
                                   redirect_hosts, max_pixels, hardware, sample_aspect, deinterlace,
                                   enlarge, color_range, color_matrix)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(RingOffer, key, camera, card, trial)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(RingGone, key)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(WorkerHealth, problem)

// Messages that say only that they came.
inline void to_json(Json& json, const TellAll& /*all*/) {
    json = Json::object();
}
inline void from_json(const Json& /*json*/, TellAll& /*all*/) {}
inline void to_json(Json& json, const ToldAll& /*all*/) {
    json = Json::object();
}
inline void from_json(const Json& /*json*/, ToldAll& /*all*/) {}

// The "type" word of each message; one without a specialisation is none.
template <class T>
constexpr const char* kMessageType = nullptr;
template <>
inline constexpr const char* kMessageType<RingOffer> = "ring_offer";
template <>
inline constexpr const char* kMessageType<RingGone> = "ring_gone";
template <>
inline constexpr const char* kMessageType<WorkerHealth> = "worker_health";

template <>
inline constexpr const char* kMessageType<TellAll> = "tell_all";
template <>
inline constexpr const char* kMessageType<ToldAll> = "told_all";

template <class Variant>
std::string encode_message(const Variant& message) {
    return std::visit(
        [](const auto& value) {
            Json body = value;
            body["type"] = kMessageType<std::decay_t<decltype(value)>>;
            return body.dump(-1, ' ', false, Json::error_handler_t::replace);
        },
        message);
}

template <class Variant, size_t I = 0>
Result<Variant> decode_as(const std::string& type, const Json& body) {
    if constexpr (I == std::variant_size_v<Variant>) {
        return fail(ErrorCode::invalid, "message: type \"" + type + "\" is not expected here");
    } else {
        using T = std::variant_alternative_t<I, Variant>;
        if (type != kMessageType<T>) {
            return decode_as<Variant, I + 1>(type, body);
        }
        return Variant(body.get<T>());
    }
}

template <class Variant>
Result<Variant> decode_message(std::string_view text) {
    // The library turns numbers with a fraction into whole ones unseen, and what does not fit is
    // undefined. The fractions of messages are shares and rates.
    constexpr double kMostRate = 1e9;
    // The deepest is a point of a mask in a plan, eight levels. What is deeper is not kept: a
    // megabyte of brackets would take eighty.
    constexpr int kDeepest = 16;
    bool usable = true;
    const auto look = [&usable](int depth, Json::parse_event_t event, const Json& value) {
        if (depth > kDeepest) {
            return false;
        }
        if (event == Json::parse_event_t::value && value.is_number_float()) {
            usable = usable && value.get<double>() >= 0 && value.get<double>() <= kMostRate;
        }
        return true;
    };
    const Json body = Json::parse(text, look, false);
    if (!usable) {
        return fail(ErrorCode::invalid, "message: a fraction that is negative or above 1e9");
    }
    if (!body.is_object() || !body.contains("type") || !body["type"].is_string()) {
        return fail(ErrorCode::invalid, "message: not an object with a \"type\"");
    }
    const auto type = body["type"].get<std::string>();
    // The library reports a missing or mistyped member by throwing; it ends here as a value.
    try {
        return decode_as<Variant>(type, body);
    } catch (const Json::exception& problem) {
        return fail(ErrorCode::invalid, "message: " + type + ": " + problem.what());
    }
}

}  // namespace pendopo
