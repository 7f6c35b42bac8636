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
    const std::vector<DisplayConfig> displays = {
        display("kiri", "DP-1"), display("tengah", "DP-9"), display("kanan", "DP-2", "SAM:1:2"),
        display("luar", "")};
    const auto hidden = hidden_displays(displays, health, {}, kNow);
    EXPECT_EQ(hidden,
              (std::vector<HiddenDisplay>{
                  {"display \"tengah\" is not shown: there is no output \"DP-9\"" + advice, kNow},
                  {"display \"kanan\" is not shown: no monitor with EDID \"SAM:1:2\" is connected" +
                       advice,
                   kNow},
                  {"display \"luar\" is not shown: no output is left for it" + advice, kNow}}));

    // One that is hidden still is hidden since then.
    health.displays[0].output = "";
    const auto later = hidden_displays(displays, health, hidden, kNow + Seconds(5));
    ASSERT_EQ(later.size(), 4u);
    EXPECT_EQ(later[0].since, kNow + Seconds(5));
    EXPECT_EQ(later[1], hidden[0]);
}

TEST(HiddenDisplays, AreNotJudgedBeforeTheRendererSaidSomething) {
    EXPECT_TRUE(hidden_displays({display("kiri", "DP-1")}, {}, {}, kNow).empty());
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

}  // namespace
}  // namespace pendopo
