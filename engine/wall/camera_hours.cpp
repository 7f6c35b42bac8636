#include "engine/wall/camera_hours.h"

#include <algorithm>

#include "engine/wall/wall.h"

namespace pendopo {
namespace {

// Weekly rules repeat within it, whatever a change of the clocks or the date line adds.
constexpr int kDaysAround = 9;
// Rules that do not, as those of holidays, are looked at again.
constexpr std::chrono::hours kLookAgain{24};

}  // namespace

HoursNow hours_at(const std::vector<DayTimes>& hours, const ScheduleDays& days, WallTime at) {
    if (hours.empty()) {
        return {};
    }
    std::vector<Occurrence> found;
    const CalendarDate today = days.zone().local(at).date;
    for (const DayTimes& times : hours) {
        for (int day = -kDaysAround; day <= kDaysAround; ++day) {
            if (const auto occurrence = days.usual(times, plus_days(today, day))) {
                found.push_back(*occurrence);
            }
        }
    }
    // What touches or overlaps is one stretch.
    std::ranges::sort(found, {}, &Occurrence::begin);
    std::vector<Occurrence> stretches;
    for (const Occurrence& each : found) {
        if (!stretches.empty() && each.begin <= stretches.back().end) {
            stretches.back().end = std::max(stretches.back().end, each.end);
        } else {
            stretches.push_back(each);
        }
    }
    HoursNow now;
    now.on = false;
    for (const Occurrence& stretch : stretches) {
        if (stretch.end <= at) {
            now.since = stretch.end;
        } else if (stretch.begin <= at) {
            return {true, stretch.begin, stretch.end};
        } else {
            now.next = stretch.begin;
            break;
        }
    }
    return now;
}

void CameraHours::look(const std::shared_ptr<const WallModel>& model, WallTime now) {
    const bool as_before = model_ == model && now >= looked_at_ && (!next_ || now < *next_);
    if (as_before) {
        return;
    }
    model_ = model;
    looked_at_ = now;
    next_.reset();
    off_.clear();
    std::optional<ScheduleDays> days;
    std::map<std::vector<DayTimes>, HoursNow> known;  // most cameras have the same
    for (const CameraConfig& camera : model->cameras.cameras) {
        if (camera.hours.empty()) {
            continue;
        }
        if (!days) {
            days.emplace(model->schedule, model->config.timezone);
        }
        auto at = known.find(camera.hours);
        if (at == known.end()) {
            at = known.emplace(camera.hours, hours_at(camera.hours, *days, now)).first;
        }
        const HoursNow& hours = at->second;
        const WallTime next = std::min(hours.next.value_or(now + kLookAgain), now + kLookAgain);
        next_ = next_ ? std::min(*next_, next) : next;
        if (!hours.on) {
            off_.emplace(camera.id, Off{hours.since, hours.next});
        }
    }
}

}  // namespace pendopo
