#include "engine/app/plan_ahead.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace pendopo {
namespace {

// 2026-11-26, a Thursday, in UTC.
WallTime at(int hour, int minute, int second = 0) {
    return WallTime(Seconds(1'795'651'200 + hour * 3600 + minute * 60 + second));
}

std::shared_ptr<WallModel> model_with(const std::string& layout) {
    auto model = std::make_shared<WallModel>();
    model->config.timezone = "UTC";
    ScheduleEntry entry;
    entry.id = layout;
    entry.name = layout;
    entry.layout = layout;
    entry.from_minute = 8 * 60;
    entry.to_minute = 9 * 60;
    model->schedule.entries = {entry};
    return model;
}

TEST(PlanAhead, SaysAtAnyTimeWhatTheScheduleSays) {
    const std::shared_ptr<const WallModel> model = model_with("pagi");
    PlanAhead ahead;
    // Also where a change is due between two looks, and where the clock is set back.
    for (const WallTime now : {at(7, 59, 30), at(7, 59, 59), at(8, 0), at(8, 0, 1), at(8, 59, 59),
                               at(9, 0), at(12, 0), at(7, 30), at(7, 30, 1)}) {
        const auto planned = ahead.look(model, now);
        EXPECT_EQ(std::vector<PlannedChange>(planned.begin(), planned.end()),
                  planned_changes(model->schedule, "UTC", now, 20));
        ASSERT_FALSE(planned.empty());
        EXPECT_GT(planned.front().at, now);
    }
}

TEST(PlanAhead, AChangedScheduleCountsAtOnce) {
    PlanAhead ahead;
    EXPECT_EQ(ahead.look(model_with("pagi"), at(7, 0)).front().layout, "pagi");
    EXPECT_EQ(ahead.look(model_with("siang"), at(7, 0)).front().layout, "siang");
    EXPECT_TRUE(ahead.look(std::make_shared<WallModel>(), at(7, 0)).empty());
}

}  // namespace
}  // namespace pendopo
