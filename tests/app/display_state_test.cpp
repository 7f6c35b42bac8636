#include "engine/app/display_state.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

const MonotonicTime kNow = from_ns(1'000'000'000'000);

DisplayConfig display(const std::string& id, const std::string& output,
                      const std::string& edid = "") {
    DisplayConfig config;
    config.id = id;
    config.output = output;
    config.edid = edid;
    return config;
}

DisplayHealth report(const std::string& id, const std::string& output) {
    DisplayHealth health;
    health.id = id;
    health.output = output;
    return health;
}

TEST(HiddenDisplays, SayWhatIsMissingAndWhatToDo) {
    RenderHealth health;
    health.displays = {report("kiri", "DP-1"), report("tengah", ""), report("kanan", ""),
                       report("luar", "")};
    const std::string advice =
        "; check its cable and power, or correct wall.json (`pendopo displays list` shows what is "
        "connected)";
    const std::vector<DisplayConfig> displays = {display("kiri", "DP-1"), display("tengah", "DP-9"),
                                                 display("kanan", "DP-2", "SAM:1:2"),
                                                 display("luar", "")};
    const auto hidden = hidden_displays(displays, {}, health, {}, kNow);
    EXPECT_EQ(hidden,
              (std::vector<HiddenDisplay>{
                  {"display \"tengah\" is not shown: there is no output \"DP-9\"" + advice, kNow},
                  {"display \"kanan\" is not shown: no monitor with EDID \"SAM:1:2\" is connected" +
                       advice,
                   kNow},
                  {"display \"luar\" is not shown: no output is left for it" + advice, kNow}}));

    // One that is hidden still is hidden since then.
    health.displays[0].output = "";
    const auto later = hidden_displays(displays, {}, health, hidden, kNow + Seconds(5));
    ASSERT_EQ(later.size(), 4u);
    EXPECT_EQ(later[0].since, kNow + Seconds(5));
    EXPECT_EQ(later[1], hidden[0]);

    // One that is off by plan may lose its output: its monitor sleeps.
    const auto at_night = hidden_displays(displays, {"tengah", "kanan"}, health, {}, kNow);
    ASSERT_EQ(at_night.size(), 2u);
    EXPECT_TRUE(at_night[0].text.starts_with("display \"kiri\"")) << at_night[0].text;
    EXPECT_TRUE(at_night[1].text.starts_with("display \"luar\"")) << at_night[1].text;
}

TEST(AwakeAlthoughOff, SaysWhyItsMonitorDoesNotSleep) {
    DisplayHealth health = report("kiri", "DP-1");
    const auto says = [&](ScreenPower screen, bool all_off) {
        health.screen = screen;
        return awake_although_off(health, all_off);
    };
    EXPECT_TRUE(says(ScreenPower::standby, true).empty());
    EXPECT_EQ(says(ScreenPower::on, false).en,
              "It shows black, its monitor stays on: other displays are on, and an X server lets "
              "all monitors sleep or none.");
    EXPECT_EQ(says(ScreenPower::unknown, true).id,
              "Layar hitam, monitornya tetap menyala: server X tidak dapat menidurkannya.");
    EXPECT_EQ(says(ScreenPower::on, true),
              (LocalText{"Monitornya masih menyala.", "Its monitor is still on."}));
    health.output = "";
    EXPECT_TRUE(says(ScreenPower::on, false).empty()) << "it is asleep, or its cable is out";
}

TEST(HiddenDisplays, AreNotJudgedBeforeTheRendererSaidSomething) {
    EXPECT_TRUE(hidden_displays({display("kiri", "DP-1")}, {}, {}, {}, kNow).empty());
}

TEST(NoRenderer, IsToldUnlessItIsHeardOrStartsForTheFirstTime) {
    const std::string advice =
        ", look at the log, and whether the X server and the graphics driver run";
    EXPECT_EQ(no_renderer(Heard::just_now, 3, "exit status 1"), "");
    EXPECT_EQ(no_renderer(Heard::not_yet, 0, ""), "");
    EXPECT_EQ(no_renderer(Heard::not_yet, 3, "exit status 1"),
              "nothing is shown: the renderer is being started (the one before: exit status 1)");
    EXPECT_EQ(no_renderer(Heard::not_running, 3, "exit status 1"),
              "nothing is shown: the renderer does not run (the one before: exit status 1); it is "
              "tried again" +
                  advice);
    EXPECT_EQ(
        no_renderer(Heard::too_long_ago, 0, ""),
        "nobody knows what is shown: the renderer says nothing; it is replaced soon" + advice);
}

TEST(HiddenDisplays, SayThatAnEdidIsNotUnique) {
    RenderHealth health;
    health.displays = {report("kiri", ""), report("kanan", "")};
    health.outputs = {{"DP-2", "GSM:5B7F:1", {}, 60}, {"DP-3", "GSM:5B7F:1", {}, 60}};
    const auto lines =
        hidden_displays({display("kiri", "DP-1", "GSM:5B7F:1"), display("kanan", "", "GSM:5B7F:1")},
                        {}, health, {}, kNow);
    ASSERT_EQ(lines.size(), 2u);
    EXPECT_NE(
        lines[0].text.find("there is no output \"DP-1\", and EDID \"GSM:5B7F:1\" is not unique;"),
        std::string::npos)
        << lines[0].text;
    EXPECT_NE(lines[1].text.find("EDID \"GSM:5B7F:1\" is not unique, and it names no \"output\";"),
              std::string::npos)
        << lines[1].text;
}

TEST(EdidWarnings, NameWhoSharesIt) {
    const auto english = [](const std::vector<LocalText>& warnings) {
        std::vector<std::string> texts;
        std::ranges::transform(warnings, std::back_inserter(texts), &LocalText::en);
        return texts;
    };
    const auto kiri = display("kiri", "DP-1", "GSM:5B7F:1");
    EXPECT_TRUE(edid_warnings({kiri, display("kanan", "DP-2", "GSM:5B7F:2")}, {}).empty());
    EXPECT_TRUE(edid_warnings({display("kiri", "DP-1"), display("kanan", "DP-2")}, {}).empty());
    EXPECT_EQ(english(edid_warnings({kiri, display("kanan", "DP-2", "GSM:5B7F:1")}, {})),
              (std::vector<std::string>{
                  "EDID \"GSM:5B7F:1\" is not unique: named by displays kiri, kanan; each is bound "
                  "by \"output\""}));
    const std::vector<OutputInfo> outputs = {{"DP-1", "GSM:5B7F:1", {}, 60},
                                             {"DP-2", "GSM:5B7F:1", {}, 60},
                                             {"DP-3", "DEL:A0C4:0", {}, 60},
                                             {"DP-4", "DEL:A0C4:0", {}, 60}};
    EXPECT_EQ(
        english(edid_warnings({kiri, display("kanan", "DP-2")}, outputs)),
        (std::vector<std::string>{
            "EDID \"GSM:5B7F:1\" is not unique: carried by outputs DP-1, DP-2; display kiri is "
            "bound by \"output\""}))
        << "nobody names the other one";
    EXPECT_EQ(
        english(edid_warnings({display("kiri", "", "GSM:5B7F:1")}, outputs)),
        (std::vector<std::string>{
            "EDID \"GSM:5B7F:1\" is not unique: carried by outputs DP-1, DP-2; display kiri is "
            "bound by \"output\", and waits without one: name it"}));
}

TEST(DisplayState, AGraphicsCardThatIsNotUsedIsSaid) {
    const std::string line = idle_graphics_card("llvmpipe (LLVM 15.0.6, 256 bits)", true);
    EXPECT_NE(line.find("the CPU draws (llvmpipe (LLVM 15.0.6, 256 bits))"), std::string::npos);
    EXPECT_NE(line.find("drivernya tidak bekerja"), std::string::npos);
    EXPECT_EQ(idle_graphics_card("llvmpipe", false), "") << "there is none";
    EXPECT_EQ(idle_graphics_card("NVIDIA T400/PCIe/SSE2", true), "");
    EXPECT_EQ(idle_graphics_card("", true), "") << "not known yet";
}

}  // namespace
}  // namespace pendopo
