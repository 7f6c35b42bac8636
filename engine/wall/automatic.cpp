#include "engine/wall/automatic.h"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/wall/schedule_days.h"

namespace pendopo {
namespace {

using std::chrono::seconds;

// Every process counts the turns of the standing tour from here, so that a restart changes nothing:
// a Monday, at midnight where the wall hangs.
constexpr CalendarDate kTourEpoch{2001, 1, 1};

// An entry or a calendar's event that is in force.
struct InForce {
    std::string id;
    std::string name;
    std::string layout;
    std::string tour;
    std::string display;
    Occurrence when;
    bool off = false;
};

class Plan {
  public:
    Plan(const ScheduleConfig& schedule, const std::string& zone)
        : schedule_(schedule), days_(schedule, zone) {}

    // Entries in their order, then events by begin.
    std::vector<InForce> in_force(WallTime at) const {
        std::vector<InForce> found;
        for (const ScheduleEntry& entry : schedule_.entries) {
            if (const auto when = days_.in_force(entry, at)) {
                found.push_back({entry.id, entry.name, entry.layout, entry.tour, entry.display,
                                 *when, entry.off});
            }
        }
        for (const CalendarEvent& event : schedule_.events) {
            if (event.begin <= at && at < event.end) {
                found.push_back({event.id,
                                 event.name,
                                 event.layout,
                                 "",
                                 event.display,
                                 {event.begin, event.end}});
            }
        }
        return found;
    }

    // The next instant after `at` at which something begins or ends.
    std::optional<WallTime> next_boundary(WallTime at) const {
        std::optional<WallTime> next;
        for (const ScheduleEntry& entry : schedule_.entries) {
            if (const auto when = days_.in_force(entry, at)) {
                earlier(next, when->end);
            }
            if (const auto when = days_.next(entry, at)) {
                earlier(next, when->begin);
            }
        }
        for (const CalendarEvent& event : schedule_.events) {
            for (const WallTime edge : {event.begin, event.end}) {
                if (edge > at) {
                    earlier(next, edge);
                }
            }
        }
        return next;
    }

    static void earlier(std::optional<WallTime>& next, WallTime at) {
        if (!next || at < *next) {
            next = at;
        }
    }

    const TourConfig* tour(const std::string& id) const {
        const auto found = std::ranges::find(schedule_.tours, id, &TourConfig::id);
        return found == schedule_.tours.end() || found->steps.empty() ? nullptr : &*found;
    }
    const TourConfig* standing_tour() const {
        return schedule_.tour.empty() ? nullptr : tour(schedule_.tour);
    }
    WallTime tour_epoch() const { return days_.zone().first(kTourEpoch, 0); }

  private:
    const ScheduleConfig& schedule_;
    ScheduleDays days_;
};

// The step of a tour that began at `begin`, and how long that step lasts.
struct Turn {
    size_t step = 0;
    WallTime begin;
    WallTime end;
};

Turn turn_of(const TourConfig& tour, WallTime begin, WallTime at) {
    seconds round(0);
    for (const TourConfig::Step& step : tour.steps) {
        round += seconds(std::max(step.seconds, 1));
    }
    const auto past = std::chrono::floor<seconds>(at - begin);
    const int64_t rounds = past.count() >= 0 ? past.count() / round.count()
                                             : (past.count() - round.count() + 1) / round.count();
    Turn turn{0, begin + rounds * round, {}};
    for (;; ++turn.step) {
        turn.end = turn.begin + seconds(std::max(tour.steps[turn.step].seconds, 1));
        if (at < turn.end || turn.step + 1 == tour.steps.size()) {
            return turn;
        }
        turn.begin = turn.end;
    }
}

std::string step_name(const TourConfig& tour, const Turn& turn) {
    return std::to_string(turn.step + 1) + "/" + std::to_string(tour.steps.size());
}

struct Words {
    const char* schedule;
    const char* tour;
};

Words words_in(const std::string& language) {
    return language == "en" ? Words{"Schedule: ", "Tour: "} : Words{"Jadwal: ", "Tur: "};
}

Claim claim_of_tour(const TourConfig& tour, const Turn& turn, const Words& words) {
    Claim claim;
    claim.id = "tour/" + tour.id + "/" + std::to_string(turn.step + 1);
    claim.priority = ClaimClass::tour;
    claim.what = ClaimLayout{tour.steps[turn.step].layout};
    claim.by = "tour";
    claim.from = "wall";
    claim.since = turn.begin;
    claim.until = turn.end;
    claim.reason = words.tour + tour.name + " (" + step_name(tour, turn) + ")";
    return claim;
}

Claim claim_of_schedule(const InForce& entry, const Words& words) {
    Claim claim;
    claim.id = "schedule/" + entry.id;
    claim.priority = ClaimClass::schedule;
    claim.what = ClaimLayout{entry.layout};
    claim.display = entry.display;
    claim.by = "schedule";
    claim.from = "wall";
    claim.since = entry.when.begin;
    claim.until = entry.when.end;
    claim.reason = words.schedule + entry.name;
    return claim;
}

// Without a layout, or a step of its tour, it claims nothing to be shown.
std::optional<Claim> claim_of(const InForce& entry, const TourConfig* tour, WallTime at,
                              const Words& words) {
    if (entry.off) {
        return std::nullopt;
    }
    Claim claim = claim_of_schedule(entry, words);
    if (!entry.tour.empty()) {
        if (tour == nullptr) {
            return std::nullopt;
        }
        const Turn turn = turn_of(*tour, entry.when.begin, at);
        claim.id += "/" + std::to_string(turn.step + 1);
        claim.what = ClaimLayout{tour->steps[turn.step].layout};
        claim.reason += " (" + step_name(*tour, turn) + ")";
    }
    return claim;
}

// The claims at an instant, and the next one at which they may be others.
Automatic look(const Plan& plan, WallTime at, const Words& words) {
    Automatic result;
    result.next_change = plan.next_boundary(at);
    if (const TourConfig* tour = plan.standing_tour()) {
        const Turn turn = turn_of(*tour, plan.tour_epoch(), at);
        result.claims.push_back(claim_of_tour(*tour, turn, words));
        Plan::earlier(result.next_change, turn.end);
    }
    for (const InForce& entry : plan.in_force(at)) {
        const TourConfig* tour = entry.tour.empty() ? nullptr : plan.tour(entry.tour);
        if (auto claim = claim_of(entry, tour, at, words)) {
            result.claims.push_back(std::move(*claim));
        }
        if (tour != nullptr) {
            Plan::earlier(result.next_change, turn_of(*tour, entry.when.begin, at).end);
        }
    }
    return result;
}

// What shows on a display, of what is in force: the last that is for it or the whole wall.
const InForce* shown_on(const std::vector<InForce>& in_force, const std::string& display) {
    const auto found = std::find_if(in_force.rbegin(), in_force.rend(), [&](const InForce& entry) {
        return entry.display.empty() || entry.display == display;
    });
    return found == in_force.rend() ? nullptr : &*found;
}

bool is_off(const InForce* shown) {
    return shown != nullptr && shown->off;
}

// When the display, which is off, is on again. Entries that touch are one time; the bound is for
// those that leave no time between them.
std::optional<WallTime> on_again(const Plan& plan, const std::string& display, WallTime now) {
    constexpr int kMostLooks = 16;
    std::optional<WallTime> at = plan.next_boundary(now);
    for (int i = 0; i < kMostLooks && at; ++i) {
        const std::vector<InForce> then = plan.in_force(*at);
        if (!is_off(shown_on(then, display))) {
            return at;
        }
        at = plan.next_boundary(*at);
    }
    return std::nullopt;
}

bool same(const InForce* one, const InForce* other) {
    return one == nullptr || other == nullptr ? one == other
                                              : one->id == other->id && one->when == other->when;
}

}  // namespace

Automatic automatic_claims(const ScheduleConfig& schedule, const std::string& timezone,
                           WallTime now, const std::string& language) {
    const Plan plan(schedule, timezone);
    const Words words = words_in(language);
    Automatic result = look(plan, now, words);
    // Where an entry that overlaps itself ends, nothing changes: look further. The bound only
    // spares time; looking again too early is harmless.
    for (int i = 0; i < 100 && result.next_change; ++i) {
        Automatic then = look(plan, *result.next_change, words);
        if (then.claims != result.claims) {
            break;
        }
        result.next_change = then.next_change;
    }
    return result;
}

Automatic standby_claims(const ScheduleConfig& schedule, const std::string& timezone,
                         const std::vector<std::string>& displays, WallTime now,
                         const std::string& language) {
    Automatic result;
    if (std::ranges::none_of(schedule.entries, &ScheduleEntry::off)) {
        return result;
    }
    const Plan plan(schedule, timezone);
    const std::vector<InForce> in_force = plan.in_force(now);
    result.next_change = plan.next_boundary(now);
    for (const std::string& display : displays) {
        const InForce* shown = shown_on(in_force, display);
        if (is_off(shown)) {
            Claim claim = claim_of_schedule(*shown, words_in(language));
            claim.id += "/" + display;
            claim.what = ClaimStandby{};
            claim.display = display;
            claim.until = on_again(plan, display, now);
            result.claims.push_back(std::move(claim));
        }
    }
    return result;
}

std::vector<PlannedChange> planned_changes(const ScheduleConfig& schedule,
                                           const std::string& timezone, WallTime now, size_t most) {
    const Plan plan(schedule, timezone);
    const TourConfig* tour = plan.standing_tour();
    std::set<std::string> displays{""};  // first, as the whole wall
    for (const ScheduleEntry& entry : schedule.entries) {
        displays.insert(entry.display);
    }
    for (const CalendarEvent& event : schedule.events) {
        displays.insert(event.display);
    }

    std::vector<PlannedChange> changes;
    std::vector<InForce> before = plan.in_force(now);
    std::optional<WallTime> at = plan.next_boundary(now);
    while (at && *at <= now + std::chrono::hours(24) && changes.size() < most) {
        std::vector<InForce> after = plan.in_force(*at);
        const InForce* wall = shown_on(after, "");
        const bool wall_changes = !same(shown_on(before, ""), wall);
        for (const std::string& display : displays) {
            const InForce* shown = shown_on(after, display);
            const bool told = !display.empty() && wall_changes && same(shown, wall);
            if (same(shown_on(before, display), shown) || told || changes.size() == most) {
                continue;
            }
            if (shown != nullptr) {
                changes.push_back(
                    {*at, display, shown->layout, shown->tour, shown->name, shown->off});
            } else if (tour != nullptr) {
                changes.push_back({*at, display, "", tour->id, tour->name});
            } else {
                changes.push_back({*at, display, "", "", ""});
            }
        }
        before = std::move(after);
        at = plan.next_boundary(*at);
    }
    return changes;
}

}  // namespace pendopo
