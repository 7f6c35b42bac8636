#include "engine/app/camera_reports.h"

#include <chrono>
#include <cmath>

namespace pendopo {
namespace {

constexpr Seconds kLateForSure{1};
constexpr Milliseconds kToldAnew{1000};

}  // namespace

Lateness lateness(const Lateness& before, const CameraHealth& health, Milliseconds limit,
                  MonotonicTime now) {
    const bool plays = health.state == CameraState::playing ||
                       health.state == CameraState::masked ||
                       health.state == CameraState::waiting_for_keyframe;
    if (limit.count() == 0 || !plays) {
        return {};
    }
    if (!health.late_ms) {
        return before;
    }
    const Milliseconds late(*health.late_ms);
    if (before.delayed) {
        if (2 * late < limit) {
            return {};
        }
        Lateness after = before;
        if (std::chrono::abs(late - after.by) >= kToldAnew) {
            after.by = late;
        }
        return after;
    }
    if (late <= limit) {
        return {};
    }
    const MonotonicTime since = before.since == MonotonicTime{} ? now : before.since;
    return {now - since >= kLateForSure, since, late};
}

CameraReport next_report(const CameraReport& before, const CameraHealth& health,
                         const CameraConfig* camera, MonotonicTime now) {
    const auto milliseconds = [](double seconds) {
        return Milliseconds(std::lround(seconds * 1000));
    };
    CameraReport after{health, now, {}, {}, {}};
    if (camera != nullptr) {
        after.late = lateness(before.late, health, milliseconds(camera->delayed_after_s), now);
        after.frozen_after = milliseconds(camera->frozen_after_s);
    }
    if (!health.degraded.empty()) {
        const bool known = before.degraded_since != MonotonicTime{};
        after.degraded_since = known ? before.degraded_since : now;
    }
    return after;
}

bool is_news(const CameraReport& before, const CameraReport& after) {
    return before.health.id.empty() || before.health.state != after.health.state ||
           before.late.delayed != after.late.delayed ||
           (after.late.delayed && before.late.by != after.late.by) ||
           before.health.degraded != after.health.degraded ||
           before.health.unchanged_since_ns != after.health.unchanged_since_ns;
}

}  // namespace pendopo
