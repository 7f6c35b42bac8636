// Alarms and hold over time, as tables.

#include <gtest/gtest.h>

#include "engine/wall/text_rules.h"
#include "tests/wall/wall_model_of.h"

namespace pendopo {
namespace {

class AlarmTest : public testing::Test {
  protected:
    std::string give(const Command& command, int64_t second) {
        const auto after = apply(state_, command, kSiti, *model_, wall_at(second));
        if (!after) {
            return after.error().message();
        }
        state_ = *after;
        return "";
    }
    // What fills the left display at that second, after time has passed.
    std::string left(int64_t second) {
        state_ = pass(state_, *model_, wall_at(second));
        const auto now = resolve(state_, *model_, {}, wall_at(second)).displays[0];
        return now.alarm_camera.empty() ? now.layout : now.alarm_camera;
    }

    std::shared_ptr<WallModel> model_ = sample_model();
    WallState state_ = new_state();
};

TEST_F(AlarmTest, ShowsWithTextAndBorderAndEndsByItself) {
    EXPECT_EQ(give(RaiseAlarm{"banjir", "Air naik"}, 0), "");
    EXPECT_EQ(left(119), "dua");
    const auto decision = resolve(state_, *model_, {}, wall_at(119)).displays[0];
    ASSERT_TRUE(decision.alarm);
    EXPECT_EQ(decision.alarm->text, "Air naik");
    EXPECT_EQ(decision.winner.reason, "Alarm: banjir");
    EXPECT_EQ(left(120), "satu");
}

TEST_F(AlarmTest, RaisingItAgainProlongsIt) {
    give(RaiseAlarm{"banjir"}, 0);
    give(RaiseAlarm{"banjir", "Masih"}, 100);
    EXPECT_EQ(state_.claims.size(), 1U);
    EXPECT_EQ(left(219), "dua");
    EXPECT_EQ(left(220), "satu");
}

TEST_F(AlarmTest, RaisingItAgainAndAgainFillsNotTheChanges) {
    give(Hold{}, 0);
    for (int i = 1; i <= 100; ++i) {
        EXPECT_EQ(give(RaiseAlarm{"banjir", i % 2 == 0 ? "" : "Air naik " + std::to_string(i)}, i),
                  "");
    }
    ASSERT_EQ(state_.changes.size(), 2U);
    EXPECT_EQ(state_.changes[0].what, to_json(Hold{}));
    EXPECT_EQ(state_.changes[1].what, to_json(RaiseAlarm{"banjir"}));
    EXPECT_EQ(state_.changes[1].revision, state_.revision);
    EXPECT_EQ(give(EndAlarm{"banjir"}, 200), "");
    EXPECT_EQ(state_.changes.size(), 3U);
}

TEST(WallText, ALongOneIsCutAtACharacter) {
    std::string fits;
    for (int i = 0; i < 280; ++i) {
        fits += "é";
    }
    EXPECT_EQ(shortened_text(fits), fits);
    EXPECT_EQ(shortened_text(fits + "x"), fits.substr(0, 279 * 2) + "…");
    EXPECT_EQ(wrong_text(shortened_text(fits + fits)), "");
    EXPECT_EQ(shortened_text(std::string(270, 'a') + std::string(9, ' ') + "bcd"),
              std::string(270, 'a') + "…");
    EXPECT_EQ(shortened_text(""), "");
}

TEST_F(AlarmTest, EndedTooSoonItStaysItsLeastTime) {
    give(RaiseAlarm{"banjir"}, 0);
    give(EndAlarm{"banjir"}, 3);
    EXPECT_EQ(left(9), "dua");
    EXPECT_EQ(left(10), "satu");
    give(RaiseAlarm{"banjir"}, 100);
    give(EndAlarm{"banjir"}, 150);
    EXPECT_EQ(left(150), "satu");
    const WallState before = state_;
    EXPECT_EQ(give(EndAlarm{"banjir"}, 151), "") << "ending what has ended is no mistake";
    EXPECT_EQ(state_, before);
}

TEST_F(AlarmTest, CoolsDownAndHasACap) {
    model_->schedule.alarms[0].most_per_hour = 2;
    give(RaiseAlarm{"banjir"}, 0);
    left(120);
    EXPECT_EQ(give(RaiseAlarm{"banjir"}, 138),
              "alarm \"banjir\" cools down; it may be raised again in 42 s");
    EXPECT_EQ(give(RaiseAlarm{"banjir"}, 180), "");
    left(300);
    EXPECT_EQ(give(RaiseAlarm{"banjir"}, 400),
              "alarm \"banjir\" was raised 2 times within the hour, its most; it may be raised "
              "again in 3200 s");
    EXPECT_EQ(give(RaiseAlarm{"banjir"}, 3600), "");
    EXPECT_EQ(state_.alarms["banjir"].raised.size(), 2U);
}

TEST_F(AlarmTest, AClockSetBackKeepsNoAlarmQuiet) {
    give(RaiseAlarm{"banjir"}, 10'000);
    left(10'120);
    EXPECT_EQ(give(RaiseAlarm{"banjir"}, 0), "");
}

TEST_F(AlarmTest, StaysUntilItIsAcknowledged) {
    give(RaiseAlarm{"tamu"}, 0);
    EXPECT_EQ(left(1'000), "gerbang");
    EXPECT_FALSE(resolve(state_, *model_, {}, wall_at(1'000)).look_again);
    give(EndAlarm{"tamu"}, 1'001);
    EXPECT_EQ(left(1'002), "gerbang") << "nobody has seen it";
    give(AcknowledgeAlarm{"tamu"}, 1'003);
    EXPECT_EQ(left(1'003), "satu");
    EXPECT_EQ(state_.alarms["tamu"].acknowledged_by, "siti");
    EXPECT_EQ(give(RaiseAlarm{"tamu"}, 1'062),
              "alarm \"tamu\" cools down; it may be raised again in 1 s");
    EXPECT_EQ(give(RaiseAlarm{"tamu"}, 1'063), "");
    EXPECT_EQ(state_.alarms["tamu"].acknowledged_by, "");
    give(AcknowledgeAlarm{"tamu"}, 1'070);
    EXPECT_EQ(left(1'182), "gerbang") << "seen, but not yet over";
    EXPECT_EQ(left(1'183), "satu");
}

TEST_F(AlarmTest, OfSecondsZeroStaysUntilEnded) {
    model_->schedule.alarms[0].seconds = 0;
    give(RaiseAlarm{"banjir"}, 0);
    EXPECT_EQ(left(100'000), "dua");
    give(EndAlarm{"banjir"}, 100'001);
    EXPECT_EQ(left(100'001), "satu");
}

TEST_F(AlarmTest, OperatorsPassAlarmsAndEmergenciesPassOperators) {
    give(ActivateLayout{"satu"}, 0);
    give(RaiseAlarm{"banjir"}, 1);
    EXPECT_EQ(left(2), "satu");
    give(RaiseAlarm{"gempa"}, 3);
    EXPECT_EQ(left(4), "tur");
    give(EndAlarm{"gempa"}, 20);
    give(FollowSchedule{}, 21);
    EXPECT_EQ(left(21), "dua");
}

TEST_F(AlarmTest, WithoutItsLayoutItStillHasItsBorder) {
    model_->schedule.alarms[0].layout = "hilang";
    give(RaiseAlarm{"banjir"}, 0);
    EXPECT_EQ(left(1), "satu");
    EXPECT_TRUE(resolve(state_, *model_, {}, wall_at(1)).displays[0].alarm);
}

TEST_F(AlarmTest, HoldKeepsAlarmsAsTheyWereButNoEmergency) {
    give(RaiseAlarm{"banjir"}, 0);
    give(Hold{}, 10);
    EXPECT_EQ(state_.hold, (HoldMark{wall_at(10), "siti"}));
    give(RaiseAlarm{"tamu"}, 20);
    EXPECT_EQ(left(20), "dua") << "began after the hold";
    EXPECT_EQ(left(500), "dua") << "in force when the hold began";
    give(RaiseAlarm{"gempa"}, 510);
    EXPECT_EQ(left(511), "tur");
    EXPECT_EQ(left(630), "dua");
    give(Resume{}, 640);
    EXPECT_EQ(left(640), "gerbang");
    EXPECT_EQ(state_.claims.size(), 1U);
}

TEST_F(AlarmTest, HoldFreezesTheTimeOfWhatHappensByItself) {
    Automatic automatic;
    automatic.next_change = wall_at(100);
    give(Hold{}, 50);
    auto decision = resolve(state_, *model_, automatic, wall_at(90));
    EXPECT_EQ(decision.automatic_now, wall_at(50));
    EXPECT_FALSE(decision.look_again);
    give(Resume{}, 95);
    decision = resolve(state_, *model_, automatic, wall_at(95));
    EXPECT_EQ(decision.automatic_now, wall_at(95));
    EXPECT_EQ(decision.look_again, wall_at(100));
}

}  // namespace
}  // namespace pendopo
