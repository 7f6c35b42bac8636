#include "engine/control/control_report.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

WallTime at(int seconds) {
    return WallTime(Seconds(seconds));
}

Claim claim(std::string id, ClaimClass priority, ClaimWhat what, std::string display = "") {
    Claim result;
    result.id = std::move(id);
    result.priority = priority;
    result.what = std::move(what);
    result.display = std::move(display);
    result.by = "siti";
    result.from = "cli";
    result.since = at(100);
    return result;
}

TEST(ControlReport, NothingAskedIsAnEmptyReport) {
    WallState state;
    state.epoch = "e";
    const ControlStatus report = control_report(state, {}, {}, {});
    EXPECT_EQ(report.tag, "e-1");
    EXPECT_FALSE(report.hold || report.message || report.rehearsal || report.trial || report.undo);
    EXPECT_TRUE(report.displays.empty() && report.claims.empty() && report.changes.empty());
}

TEST(ControlReport, EveryKindOfClaimHasItsWords) {
    WallDecision decision;
    decision.claims = {
        claim("1", ClaimClass::emergency, ClaimAlarm{"banjir", "", "kali", "Air", {}}),
        claim("2", ClaimClass::operate, ClaimTile{"kiri/fill/0"}, "kiri"),
        claim("3", ClaimClass::operate, ClaimMessage{"Rapat", MessageLevel::warning}, "kiri"),
        claim("4", ClaimClass::operate, ClaimMessage{"Rapat", MessageLevel::warning}, "kanan"),
        claim("5", ClaimClass::operate, ClaimHiddenCameras{"lobi"}),
        claim("6", ClaimClass::operate, ClaimIdentify{}),
        claim("7", ClaimClass::operate, ClaimTestPattern{}),
        claim("8", ClaimClass::operate, ClaimWake{}, "kiri"),
        claim("schedule/tutup/kiri", ClaimClass::schedule, ClaimStandby{}, "kiri"),
        claim("default", ClaimClass::standard, ClaimLayout{"ringkasan"})};
    decision.claims[1].until = at(160);
    decision.displays.resize(2);
    decision.displays[0] = {"kiri", "ringkasan", decision.claims[1], "kiri/fill/0",
                            "",     {},          decision.claims[2], true,
                            true};
    decision.displays[1] = {"kanan",
                            "ringkasan",
                            decision.claims[0],
                            "",
                            "kali",
                            ClaimAlarm{"banjir", "", "kali", "Air", {}},
                            decision.claims[3],
                            false,
                            false};
    decision.hidden_cameras = {"lobi"};
    const ControlStatus report = control_report({}, decision, {}, {});
    const std::pair<const char*, const char*> words[] = {
        {"alarm", "banjir"},      {"tile", "kiri/fill/0"},
        {"message", "Rapat"},     {"message", "Rapat"},
        {"hide_cameras", "lobi"}, {"identify", ""},
        {"test_pattern", ""},     {"wake", ""},
        {"standby", ""},          {"layout", "ringkasan"}};
    ASSERT_EQ(report.claims.size(), std::size(words));
    for (size_t i = 0; i < std::size(words); ++i) {
        EXPECT_EQ(report.claims[i].kind, words[i].first);
        EXPECT_EQ(report.claims[i].what, words[i].second);
    }
    EXPECT_EQ(report.claims[0].priority, "emergency");
    EXPECT_EQ(report.claims[1].until_ms, 160'000);
    EXPECT_FALSE(report.claims[0].until_ms);
    ASSERT_EQ(report.displays.size(), 2u);
    EXPECT_EQ(report.displays[0].tile, "kiri/fill/0");
    EXPECT_EQ(report.displays[0].priority, "operator");
    EXPECT_TRUE(report.displays[0].identify);
    EXPECT_TRUE(report.displays[0].test_pattern);
    EXPECT_FALSE(report.displays[1].test_pattern);
    EXPECT_EQ(report.displays[1].alarm, "banjir");
    ASSERT_TRUE(report.message);
    EXPECT_EQ(report.message->level, "warning");
    EXPECT_EQ(report.message->displays, (std::vector<std::string>{"kiri", "kanan"}));
    EXPECT_EQ(report.hidden_cameras, std::vector<std::string>{"lobi"});
}

TEST(ControlReport, WhatIsKeptOfTheStateIsSaidNewestFirst) {
    WallState state;
    state.epoch = "e";
    state.revision = 9;
    state.hold = HoldMark{at(5), "siti"};
    state.rehearsal = Rehearsal{"pasar", "kiri", "siti", at(6)};
    state.trial = Trial{{}, at(7), "siti"};
    state.undo = {{{}, "hold", "siti", at(1)}, {{}, "take", "budi", at(2)}};
    state.changes = {{8, "a", "siti", "cli", at(1)}, {9, "b", "budi", "mqtt", at(2)}};
    state.alarms["banjir"].acknowledged_by = "budi";
    state.keyboard_locked = true;
    WallModel model;
    AlarmConfig alarm;
    alarm.id = "banjir";
    alarm.name = "Banjir";
    alarm.text = "Air naik";
    alarm.needs_acknowledgement = true;
    model.schedule.alarms = {alarm};
    const std::vector<PlannedChange> planned(30, PlannedChange{at(50), "", "pasar", "", "Pagi"});
    const ControlStatus report = control_report(state, {}, model, planned);
    EXPECT_EQ(report.tag, "e-9");
    EXPECT_EQ(report.hold->since_ms, 5'000);
    EXPECT_EQ(report.rehearsal->display, "kiri");
    EXPECT_EQ(report.trial->until_ms, 7'000);
    EXPECT_EQ(report.undo->what, "take");
    EXPECT_EQ(report.changes[0].what, "b");
    EXPECT_EQ(report.alarms[0].acknowledged_by, "budi");
    EXPECT_FALSE(report.alarms[0].active);
    EXPECT_EQ(report.alarms[0].text, "Air naik");
    EXPECT_EQ(report.planned.size(), 20u);
    EXPECT_TRUE(report.keyboard_locked);
}

}  // namespace
}  // namespace pendopo
