#include "engine/ipc/render_messages.h"

#include "engine/ipc/message_codec.h"

namespace pendopo {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(DisplayTuning, red, green, blue, gamma)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(RenderDisplay, id, output, edid, size, rotation, preview, tuning)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(RenderSetup, mode, path, software, max_fps, displays)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(DrawTile, id, rect, picture, fit, crop, placeholder, label,
                                   label_corner, badge, hide_picture, blend, scroll_px_per_s,
                                   stale_after_ms, drop_after_ms, border_px, border_rgb)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(DrawDisplay, id, background_rgb, tiles, closed, standby)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(RenderScene, revision, wait_ms, expected, displays)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(RenderReady, renderer, path)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(SceneShown, revision, shown_ns, waited_ms, complete)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(OutputInfo, connector, edid, area, refresh_hz)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(DisplayHealth, id, output, shown_fps, last_shown_ns, screen)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(TileHealth, display, id, face, shown_fps, picture_ns, made_ns,
                                   media_clock, picture_number, stale_after_ms)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(RefusedPicture, display, tile, camera, card)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(RenderHealth, revision, cycles_per_second, longest_gap_ms,
                                   outputs, displays, tiles, refused)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(DisplayReading, id, mean, contrast, brightest, expected,
                                   checksum, shown)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(TileReading, display, id, checksum, stands_ms)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ProofReading, number, revision, cycles, displays, tiles)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(CaptureRequest, id, display, max_width, audience)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(RehearsedDisplay, place, scene)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(RehearseScene, id, wait_ms, expected, displays, audience)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Captured, id, error)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(KeyPressed, key)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(HideKey, pressed_ns)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(PictureRules, displays, cameras, cards, all_cameras_hidden,
                                   hidden_cameras, heard_key_ns)

template <>
constexpr const char* kMessageType<RenderSetup> = "render_setup";
template <>
constexpr const char* kMessageType<RenderScene> = "render_scene";
template <>
constexpr const char* kMessageType<RenderReady> = "render_ready";
template <>
constexpr const char* kMessageType<SceneShown> = "scene_shown";
template <>
constexpr const char* kMessageType<RenderHealth> = "render_health";
template <>
constexpr const char* kMessageType<ProofReading> = "proof_reading";
template <>
constexpr const char* kMessageType<CaptureRequest> = "capture_request";
template <>
constexpr const char* kMessageType<RehearseScene> = "rehearse_scene";
template <>
constexpr const char* kMessageType<Captured> = "captured";
template <>
constexpr const char* kMessageType<KeyPressed> = "key_pressed";
template <>
constexpr const char* kMessageType<HideKey> = "hide_key";
template <>
constexpr const char* kMessageType<PictureRules> = "picture_rules";

std::string encode(const ToRender& message) {
    return encode_message(message);
}
std::string encode(const FromRender& message) {
    return encode_message(message);
}
Result<ToRender> decode_to_render(std::string_view text) {
    return decode_message<ToRender>(text);
}
Result<FromRender> decode_from_render(std::string_view text) {
    return decode_message<FromRender>(text);
}

}  // namespace pendopo
