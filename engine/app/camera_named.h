#pragma once
// A camera by the name that somebody gave.

#include <algorithm>
#include <string>
#include <vector>

#include "config/problems.h"
#include "engine/base/result.h"
#include "engine/wall/wall.h"

namespace pendopo {

// Errors: not_found, with what may have been meant. Of the model, for as long as that is there.
inline Result<const CameraConfig*> camera_named(const WallModel& model, const std::string& id) {
    const auto& cameras = model.cameras.cameras;
    const auto found = std::ranges::find(cameras, id, &CameraConfig::id);
    if (found != cameras.end()) {
        return &*found;
    }
    std::vector<std::string> ids;
    for (const CameraConfig& camera : cameras) {
        ids.push_back(camera.id);
    }
    return fail(ErrorCode::not_found, unknown_name("camera", id, ids));
}

}  // namespace pendopo
