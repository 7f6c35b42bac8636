#include "engine/app/camera_backends.h"

namespace pendopo {

Backend CameraBackends::of(const CameraConfig& camera) const {
    if (camera.backend == CameraBackend::gstreamer) {
        return Backend::gstreamer;
    }
    const auto moved = moved_.find(camera.id);
    return moved != moved_.end() && moved->second == camera ? Backend::gstreamer : Backend::own;
}

bool CameraBackends::heard(const CameraConfig& camera, const CameraHealth& health) {
    if (!health.unspoken || of(camera) == Backend::gstreamer) {
        return false;
    }
    moved_.insert_or_assign(camera.id, camera);
    return true;
}

void CameraBackends::resume(const CameraConfig& camera, Backend backend) {
    if (backend == Backend::gstreamer) {
        moved_.insert_or_assign(camera.id, camera);
    }
}

}  // namespace pendopo
