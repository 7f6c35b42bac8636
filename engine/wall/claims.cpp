#include "engine/wall/claims.h"

#include <algorithm>

namespace pendopo {

bool is_choice(const Claim& claim) {
    return is<ClaimLayout>(claim) || is<ClaimTile>(claim);
}

const WallLayout* find_layout(const WallModel& model, const std::string& id) {
    const auto found = std::ranges::find(model.layouts, id, &WallLayout::id);
    return found == model.layouts.end() ? nullptr : &*found;
}

const WallLayout* first_layout(const WallModel& model) {
    if (const WallLayout* first = find_layout(model, model.config.first_layout)) {
        return first;
    }
    return model.layouts.empty() ? nullptr : &model.layouts.front();
}

const SceneDisplay* find_display(const Scene& scene, const std::string& id) {
    const auto found = std::ranges::find(scene.displays, id, &SceneDisplay::id);
    return found == scene.displays.end() ? nullptr : &*found;
}

const SceneTile* find_tile(const SceneDisplay& display, const std::string& id) {
    const auto found = std::ranges::find(display.tiles, id, &SceneTile::id);
    return found == display.tiles.end() ? nullptr : &*found;
}

bool has_camera(const WallModel& model, const std::string& id) {
    const auto& cameras = model.cameras.cameras;
    return std::ranges::find(cameras, id, &CameraConfig::id) != cameras.end();
}

const AlarmConfig* find_alarm(const WallModel& model, const std::string& id) {
    const auto& alarms = model.schedule.alarms;
    const auto found = std::ranges::find(alarms, id, &AlarmConfig::id);
    return found == alarms.end() ? nullptr : &*found;
}

std::optional<WallTime> ends_at(const Claim& claim, const WallState& state,
                                const WallModel& model) {
    const auto* alarm = std::get_if<ClaimAlarm>(&claim.what);
    if (alarm == nullptr || !claim.until) {
        return claim.until;
    }
    if (state.hold && claim.priority == ClaimClass::alarm && claim.since <= state.hold->since &&
        *claim.until > state.hold->since) {
        return std::nullopt;
    }
    const AlarmConfig* config = find_alarm(model, alarm->alarm);
    if (config != nullptr && config->needs_acknowledgement) {
        const auto record = state.alarms.find(alarm->alarm);
        if (record == state.alarms.end() || record->second.acknowledged_by.empty()) {
            return std::nullopt;
        }
    }
    return claim.until;
}

bool is_held_back(const Claim& claim, const WallState& state) {
    return state.hold && claim.priority == ClaimClass::alarm && claim.since > state.hold->since;
}

std::string local(const WallModel& model, std::string_view indonesian, std::string_view english) {
    return std::string(model.config.language == "en" ? english : indonesian);
}

}  // namespace pendopo
