#include "engine/app/display_state.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

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
    EXPECT_EQ(hidden_displays({display("kiri", "DP-1"), display("tengah", "DP-9"),
                               display("kanan", "DP-2", "SAM:1:2"), display("luar", "")},
                              health),
              (std::vector<std::string>{
                  "display \"tengah\" is not shown: there is no output \"DP-9\"" + advice,
                  "display \"kanan\" is not shown: no monitor with EDID \"SAM:1:2\" is connected" +
                      advice,
                  "display \"luar\" is not shown: no output is left for it" + advice}));
}

TEST(HiddenDisplays, AreNotJudgedBeforeTheRendererSaidSomething) {
    EXPECT_TRUE(hidden_displays({display("kiri", "DP-1")}, {}).empty());
}

}  // namespace
}  // namespace pendopo
