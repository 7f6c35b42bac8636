#pragma once
// What ingest workers said of cameras last, with what only several reports together can tell: since
// when pictures come late or worse, so that no word flaps. Pure.

#include <map>
#include <string>

#include "config/camera_config.h"
#include "engine/base/clock.h"
#include "engine/ipc/messages.h"

namespace pendopo {

// Whether pictures come late. They do when a second's reports say more than the limit, and do no
// more when one says less than half of it; a report that does not know changes nothing.
struct Lateness {
    bool delayed = false;
    MonotonicTime since{};  // of `delayed`; else since when it is above the limit, if it is
    Milliseconds by{0};     // of `delayed`, told anew when it is another by a second
    bool operator==(const Lateness&) const = default;
};
// `limit`: 0: never delayed.
Lateness lateness(const Lateness& before, const CameraHealth& health, Milliseconds limit,
                  MonotonicTime now);

struct CameraReport {
    CameraHealth health;
    MonotonicTime at{};  // when it came
    Lateness late;
    MonotonicTime degraded_since{};  // the clock's start: it is not
    Nanoseconds frozen_after{0};     // as its configuration says; 0: never
};
using CameraReports = std::map<std::string, CameraReport>;  // by camera id

// The report after another (one without an id: none). `camera`: null when it is in no file.
CameraReport next_report(const CameraReport& before, const CameraHealth& health,
                         const CameraConfig* camera, MonotonicTime now);
// What a tile says of the camera may be another thing by it.
bool is_news(const CameraReport& before, const CameraReport& after);

}  // namespace pendopo
