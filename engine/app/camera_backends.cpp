#include "engine/app/camera_backends.h"

namespace pendopo {
namespace {

constexpr std::chrono::minutes kAskAgain{10};

bool unreached(CameraState state) {
    return state == CameraState::offline || state == CameraState::connecting ||
           state == CameraState::misconfigured;
}

}  // namespace

Backend CameraBackends::of(const CameraConfig& camera) const {
    if (camera.backend == CameraBackend::gstreamer) {
        return Backend::gstreamer;
    }
    const auto moved = moved_.find(camera.id);
    return moved != moved_.end() && moved->second.camera == camera ? Backend::gstreamer
                                                                   : Backend::own;
}

bool CameraBackends::heard(const CameraConfig& camera, const CameraHealth& health,
                           MonotonicTime now) {
    if (camera.backend == CameraBackend::gstreamer) {
        return false;
    }
    if (of(camera) == Backend::own) {
        if (health.unspoken) {
            moved_.insert_or_assign(camera.id, Moved{camera, now});
        }
        return health.unspoken;
    }
    Moved& moved = moved_.at(camera.id);
    if (!unreached(health.state)) {
        moved.reached = now;
    } else if (now - moved.reached >= kAskAgain) {
        moved_.erase(camera.id);
        return true;
    }
    return false;
}

void CameraBackends::resume(const CameraConfig& camera, Backend backend, MonotonicTime now) {
    if (backend == Backend::gstreamer) {
        moved_.insert_or_assign(camera.id, Moved{camera, now});
    }
}

}  // namespace pendopo
