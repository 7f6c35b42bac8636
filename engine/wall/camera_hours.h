#pragma once
// Which cameras are off because of their hours. Pure, but for CameraHours' memory.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "config/day_times.h"
#include "engine/base/clock.h"
#include "engine/wall/schedule_days.h"

namespace pendopo {

struct WallModel;

struct HoursNow {
    bool on = true;
    std::optional<WallTime> since;  // none: for longer than a week
    std::optional<WallTime> next;   // when it changes; none: not within a week
    bool operator==(const HoursNow&) const = default;
};

// Of hours of which any may hold; without hours it is always on. A time of day that a change of the
// clocks skips begins when the clocks have changed; one that comes twice begins the first time and
// ends the second.
HoursNow hours_at(const std::vector<DayTimes>& hours, const ScheduleDays& days, WallTime at);

// The cameras of a model that are off now, worked out anew only when that may have changed: a wall
// has a thousand cameras and is asked many times a second. Thread: bound to its owner.
class CameraHours {
  public:
    struct Off {
        std::optional<WallTime> since;
        std::optional<WallTime> until;
        bool operator==(const Off&) const = default;
    };
    using OffByCamera = std::map<std::string, Off, std::less<>>;

    void look(const std::shared_ptr<const WallModel>& model, WallTime now);
    const OffByCamera& off() const { return off_; }
    // When look() may next say another thing, after the last `now`; none: never.
    const std::optional<WallTime>& next() const { return next_; }

  private:
    std::shared_ptr<const WallModel> model_;
    WallTime looked_at_;
    std::optional<WallTime> next_;
    OffByCamera off_;
};

}  // namespace pendopo
