#include "engine/app/keyboard_commands.h"

#include <gtest/gtest.h>

#include <string>

namespace pendopo {
namespace {

SceneDisplay scene_display(const std::string& id, const std::vector<std::string>& tiles) {
    SceneDisplay display;
    display.id = id;
    for (const std::string& tile : tiles) {
        display.tiles.emplace_back().id = tile;
    }
    return display;
}

// Fourteen layouts; of the second one the first display is empty.
std::vector<WallLayout> layouts() {
    std::vector<WallLayout> all;
    for (int i = 1; i <= 14; ++i) {
        WallLayout layout;
        layout.id = "l" + std::to_string(i);
        layout.scene.displays = {
            scene_display("kiri", i == 2 ? std::vector<std::string>{}
                                         : std::vector<std::string>{"kiri/0", "kiri/1"}),
            scene_display("kanan", {"kanan/0"})};
        all.push_back(std::move(layout));
    }
    return all;
}

WallDecision decision(const std::string& layout, const std::string& enlarged_right = "") {
    WallDecision decided;
    for (const char* id : {"kiri", "kanan"}) {
        DisplayDecision display;
        display.display = id;
        display.layout = layout;
        decided.displays.push_back(display);
    }
    decided.displays[1].tile = enlarged_right;
    return decided;
}

WallState held() {
    WallState state;
    state.hold = HoldMark{WallTime(Seconds(5)), "siti"};
    return state;
}

TEST(KeyboardCommands, EveryKeyInEveryStateOfTheWall) {
    const std::optional<Command> nothing;
    const WallState free;
    const WallDecision shown = decision("l1");
    const WallDecision enlarged = decision("l1", "kanan/0");
    const struct {
        const char* key;
        const WallState& state;
        const WallDecision& decision;
        std::optional<Command> command;
    } kRows[] = {
        {"f1", free, shown, ActivateLayout{"l1"}},
        {"f12", free, shown, ActivateLayout{"l12"}},
        {"1", free, shown, ActivateLayout{"l1"}},
        {"9", free, shown, ActivateLayout{"l9"}},
        {"f0", free, shown, nothing},
        {"f13", free, shown, nothing},
        {"12", free, shown, nothing},
        {"space", free, shown, NextLayout{}},
        {"right", free, shown, NextLayout{}},
        {"left", free, shown, PreviousLayout{}},
        {"p", free, shown, Hold{}},
        {"r", free, shown, nothing},
        {"p", held(), shown, nothing},
        {"r", held(), shown, Resume{}},
        {"enter", free, shown, EnlargeTile{"kiri", "kiri/0"}},
        {"enter", free, decision("l2"), EnlargeTile{"kanan", "kanan/0"}},
        {"enter", free, decision("gone"), nothing},
        {"enter", free, enlarged, RestoreTile{}},
        {"escape", free, enlarged, RestoreTile{}},
        {"0", free, enlarged, RestoreTile{}},
        {"escape", free, shown, nothing},
        {"0", free, shown, nothing},
        {"", free, shown, nothing},
        {"f", free, shown, nothing},
        {"f1x", free, shown, nothing},
        {"-1", free, shown, nothing},
        {"F1", free, shown, nothing},
        {"q", free, shown, nothing},
    };
    for (const auto& row : kRows) {
        EXPECT_EQ(keyboard_command(row.key, row.state, row.decision, layouts()), row.command)
            << row.key;
        WallState locked = row.state;
        locked.keyboard_locked = true;
        EXPECT_EQ(keyboard_command(row.key, locked, row.decision, layouts()), nothing) << row.key;
    }
}

TEST(KeyboardCommands, AWallWithoutLayoutsHasNothingToSwitch) {
    const WallState free;
    for (const char* key : {"f1", "1", "space", "right", "left", "enter"}) {
        EXPECT_EQ(keyboard_command(key, free, decision(""), {}), std::nullopt) << key;
    }
    const std::vector<WallLayout> one{layouts().front()};
    for (const char* key : {"f2", "2", "space", "right", "left"}) {
        EXPECT_EQ(keyboard_command(key, free, decision("l1"), one), std::nullopt) << key;
    }
}

}  // namespace
}  // namespace pendopo
