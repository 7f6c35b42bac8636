#pragma once
// What apply() and resolve() both need to know of claims. Pure; used inside this folder only.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/wall/wall.h"
#include "engine/wall/wall_state.h"

namespace pendopo {

// Whether a claim is what operators chose to see: a layout or an enlarged tile, not an alarm.
bool is_choice(const Claim& claim);

template <class What>
bool is(const Claim& claim) {
    return std::holds_alternative<What>(claim.what);
}

const WallLayout* find_layout(const WallModel& model, const std::string& id);
// wall.json's first layout, else the first file; null: there is no layout at all.
const WallLayout* first_layout(const WallModel& model);
const SceneDisplay* find_display(const Scene& scene, const std::string& id);
const SceneTile* find_tile(const SceneDisplay& display, const std::string& id);
bool has_camera(const WallModel& model, const std::string& id);
const AlarmConfig* find_alarm(const WallModel& model, const std::string& id);

// When time ends the claim; none: time does not, so that an alarm awaits acknowledgement or the
// wall is held.
std::optional<WallTime> ends_at(const Claim& claim, const WallState& state, const WallModel& model);
// Whether a hold keeps the claim from showing: an alarm, no emergency, that began after it.
bool is_held_back(const Claim& claim, const WallState& state);

// Two texts of one meaning, in the wall's language.
std::string local(const WallModel& model, std::string_view indonesian, std::string_view english);

}  // namespace pendopo
