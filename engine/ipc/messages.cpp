// Long because every message of the protocol has its lines here.
#include "engine/ipc/messages.h"

#include <nlohmann/json.hpp>
#include <type_traits>

namespace pendopo {

using Json = nlohmann::json;

// Enumerations travel as words; an unknown word reads as the first entry, the most careful one.
NLOHMANN_JSON_SERIALIZE_ENUM(PixelFormat,
                             {{PixelFormat::bgra, "bgra"}, {PixelFormat::i420, "i420"}})
NLOHMANN_JSON_SERIALIZE_ENUM(Fit, {{Fit::contain, "contain"},
                                   {Fit::cover, "cover"},
                                   {Fit::stretch, "stretch"}})
NLOHMANN_JSON_SERIALIZE_ENUM(Rotation, {{Rotation::none, 0},
                                        {Rotation::quarter, 90},
                                        {Rotation::half, 180},
                                        {Rotation::three_quarters, 270}})
NLOHMANN_JSON_SERIALIZE_ENUM(CameraState, {{CameraState::offline, "offline"},
                                           {CameraState::connecting, "connecting"},
                                           {CameraState::playing, "playing"},
                                           {CameraState::stalled, "stalled"},
                                           {CameraState::wrong_password, "wrong_password"},
                                           {CameraState::refused, "refused"},
                                           {CameraState::misconfigured, "misconfigured"},
                                           {CameraState::unsupported, "unsupported"}})
NLOHMANN_JSON_SERIALIZE_ENUM(CardKind, {{CardKind::text, "text"},
                                        {CardKind::label, "label"},
                                        {CardKind::badge, "badge"},
                                        {CardKind::placeholder, "placeholder"},
                                        {CardKind::clock, "clock"},
                                        {CardKind::card, "card"}})
NLOHMANN_JSON_SERIALIZE_ENUM(SourceState, {{SourceState::waiting, "waiting"},
                                           {SourceState::good, "good"},
                                           {SourceState::failed, "failed"}})
NLOHMANN_JSON_SERIALIZE_ENUM(ScriptOutput,
                             {{ScriptOutput::value, "value"}, {ScriptOutput::svg, "svg"}})
NLOHMANN_JSON_SERIALIZE_ENUM(TileState, {{TileState::offline, "offline"},
                                         {TileState::live, "live"},
                                         {TileState::connecting, "connecting"},
                                         {TileState::delayed, "delayed"},
                                         {TileState::stale, "stale"},
                                         {TileState::wrong_password, "wrong_password"},
                                         {TileState::unsupported, "unsupported"},
                                         {TileState::unknown_card, "unknown_card"},
                                         {TileState::no_camera, "no_camera"},
                                         {TileState::closed, "closed"}})
NLOHMANN_JSON_SERIALIZE_ENUM(ShowMode, {{ShowMode::headless, "headless"},
                                        {ShowMode::outputs, "outputs"},
                                        {ShowMode::one_window, "one_window"}})
NLOHMANN_JSON_SERIALIZE_ENUM(RenderPath, {{RenderPath::automatic, "automatic"},
                                          {RenderPath::copy, "copy"},
                                          {RenderPath::shader, "shader"}})
NLOHMANN_JSON_SERIALIZE_ENUM(Corner, {{Corner::bottom_left, "bottom_left"},
                                      {Corner::bottom_right, "bottom_right"},
                                      {Corner::top_left, "top_left"},
                                      {Corner::top_right, "top_right"}})
NLOHMANN_JSON_SERIALIZE_ENUM(TileFace, {{TileFace::placeholder, "placeholder"},
                                        {TileFace::live, "live"},
                                        {TileFace::dimmed, "dimmed"},
                                        {TileFace::card, "card"}})

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(PixelSize, width, height)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(PixelRect, x, y, width, height)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(UnitRect, x, y, width, height)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(SampleAspect, numerator, denominator)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(RingOffer, key)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(RingGone, key)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(PictureRequest, key, format, box, fit, crop)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(IngestCamera, id, main_url, sub_url, main_size, sub_size, user,
                                   password, udp, certificate_sha256, max_pixels, hardware,
                                   sample_aspect, color_range, color_matrix, pictures)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(IngestPlan, cameras)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(CameraHealth, id, state, since_ns, reason, stream, codec,
                                   decoder, size, last_picture_ns, decoded_fps, received_fps,
                                   kilobits_per_second, connects, failures)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(IngestHealth, cameras)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(DataLogin, name, user, password)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(DataPlan, file, state_folder, timezone, logins)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(SourceReport, id, state, reason, revision, updated_ms,
                                   fetched_ms, period, bytes, fetch_ms, failures)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ScriptJob, id, output, sources, files, size, font_px, language,
                                   timezone, theme)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ScriptDone, id, error, took_ms)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(CardSource, needed, state, problem, publisher, period,
                                   updated_ms, old_after_s, expire_after_s)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(CardItem, key, kind, size, font_px, text, state, since_ms,
                                   public_audience, over_picture, source)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(CardContent, key)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(CardFile, name)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(CardPlan, language, timezone, items, theme)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(WorkerHealth, problem)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(RenderDisplay, id, output, edid, size, rotation, preview)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(RenderSetup, mode, path, max_fps, displays)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(DrawTile, id, rect, picture, fit, crop, placeholder, label,
                                   label_corner, badge, hide_picture, blend, scroll_px_per_s,
                                   stale_after_ms, drop_after_ms, border_px, border_rgb)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(DrawDisplay, id, background_rgb, tiles)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(RenderScene, revision, wait_ms, expected, displays)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(RenderReady, renderer, path)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(SceneShown, revision, shown_ns, waited_ms, complete)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(OutputInfo, connector, edid, area, refresh_hz)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(DisplayHealth, id, output, shown_fps, last_shown_ns)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(TileHealth, display, id, face, shown_fps, picture_ns,
                                   picture_number)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(RenderHealth, revision, cycles_per_second, longest_gap_ms,
                                   outputs, displays, tiles)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(CaptureRequest, id, display, max_width)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Captured, id, error)

// A message that says only that it came.
static void to_json(Json& json, const ScriptReady& /*ready*/) {
    json = Json::object();
}
static void from_json(const Json& /*json*/, ScriptReady& /*ready*/) {}

namespace {

// The "type" word of each message.
template <class T>
constexpr const char* kType = nullptr;
template <>
constexpr const char* kType<RingOffer> = "ring_offer";
template <>
constexpr const char* kType<RingGone> = "ring_gone";
template <>
constexpr const char* kType<IngestPlan> = "ingest_plan";
template <>
constexpr const char* kType<IngestHealth> = "ingest_health";
template <>
constexpr const char* kType<CardPlan> = "card_plan";
template <>
constexpr const char* kType<DataPlan> = "data_plan";
template <>
constexpr const char* kType<SourceReport> = "source_report";
template <>
constexpr const char* kType<ScriptJob> = "script_job";
template <>
constexpr const char* kType<ScriptReady> = "script_ready";
template <>
constexpr const char* kType<ScriptDone> = "script_done";
template <>
constexpr const char* kType<CardContent> = "card_content";
template <>
constexpr const char* kType<CardFile> = "card_file";
template <>
constexpr const char* kType<WorkerHealth> = "worker_health";
template <>
constexpr const char* kType<RenderSetup> = "render_setup";
template <>
constexpr const char* kType<RenderScene> = "render_scene";
template <>
constexpr const char* kType<RenderReady> = "render_ready";
template <>
constexpr const char* kType<SceneShown> = "scene_shown";
template <>
constexpr const char* kType<RenderHealth> = "render_health";
template <>
constexpr const char* kType<CaptureRequest> = "capture_request";
template <>
constexpr const char* kType<Captured> = "captured";

template <class Variant>
std::string encode_variant(const Variant& message) {
    return std::visit(
        [](const auto& value) {
            Json body = value;
            body["type"] = kType<std::decay_t<decltype(value)>>;
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
        if (type != kType<T>) {
            return decode_as<Variant, I + 1>(type, body);
        }
        return Variant(body.get<T>());
    }
}

template <class Variant>
Result<Variant> decode_variant(std::string_view text) {
    // The library turns numbers with a fraction into whole ones unseen, and what does not fit is
    // undefined. The fractions of messages are shares and rates.
    constexpr double kMostRate = 1e9;
    bool usable = true;
    const auto look = [&usable](int /*depth*/, Json::parse_event_t event, const Json& value) {
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

}  // namespace

std::string encode(const ToIngest& message) {
    return encode_variant(message);
}
std::string encode(const FromIngest& message) {
    return encode_variant(message);
}
std::string encode(const ToData& message) {
    return encode_variant(message);
}
std::string encode(const FromData& message) {
    return encode_variant(message);
}
std::string encode(const ToScript& message) {
    return encode_variant(message);
}
std::string encode(const FromScript& message) {
    return encode_variant(message);
}
std::string encode(const ToCards& message) {
    return encode_variant(message);
}
std::string encode(const FromCards& message) {
    return encode_variant(message);
}
std::string encode(const ToRender& message) {
    return encode_variant(message);
}
std::string encode(const FromRender& message) {
    return encode_variant(message);
}

Result<ToIngest> decode_to_ingest(std::string_view text) {
    return decode_variant<ToIngest>(text);
}
Result<FromIngest> decode_from_ingest(std::string_view text) {
    return decode_variant<FromIngest>(text);
}
Result<ToData> decode_to_data(std::string_view text) {
    return decode_variant<ToData>(text);
}
Result<FromData> decode_from_data(std::string_view text) {
    return decode_variant<FromData>(text);
}
Result<ToScript> decode_to_script(std::string_view text) {
    return decode_variant<ToScript>(text);
}
Result<FromScript> decode_from_script(std::string_view text) {
    return decode_variant<FromScript>(text);
}
Result<ToCards> decode_to_cards(std::string_view text) {
    return decode_variant<ToCards>(text);
}
Result<FromCards> decode_from_cards(std::string_view text) {
    return decode_variant<FromCards>(text);
}
Result<ToRender> decode_to_render(std::string_view text) {
    return decode_variant<ToRender>(text);
}
Result<FromRender> decode_from_render(std::string_view text) {
    return decode_variant<FromRender>(text);
}

std::string_view to_string(CameraState state) {
    switch (state) {
        case CameraState::connecting:
            return "connecting";
        case CameraState::playing:
            return "playing";
        case CameraState::stalled:
            return "stalled";
        case CameraState::offline:
            return "offline";
        case CameraState::wrong_password:
            return "wrong_password";
        case CameraState::refused:
            return "refused";
        case CameraState::misconfigured:
            return "misconfigured";
        case CameraState::unsupported:
            return "unsupported";
    }
    return "offline";
}

std::string_view to_string(TileState state) {
    switch (state) {
        case TileState::live:
            return "live";
        case TileState::connecting:
            return "connecting";
        case TileState::delayed:
            return "delayed";
        case TileState::stale:
            return "stale";
        case TileState::offline:
            return "offline";
        case TileState::wrong_password:
            return "wrong_password";
        case TileState::unsupported:
            return "unsupported";
        case TileState::unknown_card:
            return "unknown_card";
        case TileState::no_camera:
            return "no_camera";
        case TileState::closed:
            return "closed";
    }
    return "offline";
}

std::string_view to_string(SourceState state) {
    switch (state) {
        case SourceState::waiting:
            return "waiting";
        case SourceState::good:
            return "good";
        case SourceState::failed:
            return "failed";
    }
    return "waiting";
}

std::string_view to_string(TileFace face) {
    switch (face) {
        case TileFace::live:
            return "live";
        case TileFace::dimmed:
            return "dimmed";
        case TileFace::placeholder:
            return "placeholder";
        case TileFace::card:
            return "card";
    }
    return "placeholder";
}

std::string_view to_string(RenderPath path) {
    switch (path) {
        case RenderPath::automatic:
            return "automatic";
        case RenderPath::copy:
            return "copy";
        case RenderPath::shader:
            return "shader";
    }
    return "automatic";
}

}  // namespace pendopo
