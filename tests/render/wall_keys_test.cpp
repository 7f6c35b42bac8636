#include "engine/render/wall_keys.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace pendopo {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

TEST(WallKeys, EachHasItsWord) {
    const struct {
        int key;
        const char* word;
    } kRows[] = {
        {GLFW_KEY_F1, "f1"},         {GLFW_KEY_F9, "f9"},       {GLFW_KEY_F12, "f12"},
        {GLFW_KEY_0, "0"},           {GLFW_KEY_1, "1"},         {GLFW_KEY_9, "9"},
        {GLFW_KEY_KP_0, "0"},        {GLFW_KEY_KP_7, "7"},      {GLFW_KEY_SPACE, "space"},
        {GLFW_KEY_RIGHT, "right"},   {GLFW_KEY_LEFT, "left"},   {GLFW_KEY_P, "p"},
        {GLFW_KEY_R, "r"},           {GLFW_KEY_ENTER, "enter"}, {GLFW_KEY_KP_ENTER, "enter"},
        {GLFW_KEY_ESCAPE, "escape"}, {GLFW_KEY_F13, ""},        {GLFW_KEY_A, ""},
        {GLFW_KEY_TAB, ""},          {GLFW_KEY_KP_DECIMAL, ""}, {GLFW_KEY_UNKNOWN, ""},
        {GLFW_KEY_PRINT_SCREEN, ""}, {GLFW_KEY_H, "h"},
    };
    for (const auto& row : kRows) {
        EXPECT_EQ(wall_key(row.key, GLFW_PRESS, 0), row.word) << row.key;
    }
}

// Of all the keys there are, the list and nothing else: 12 + 10 + 8 words.
TEST(WallKeys, NothingElseIsNamed) {
    std::set<std::string_view> words;
    for (int key = -1; key <= GLFW_KEY_LAST + 1; ++key) {
        words.insert(wall_key(key, GLFW_PRESS, 0));
        for (const int modifier : {GLFW_MOD_SHIFT, GLFW_MOD_CONTROL, GLFW_MOD_ALT, GLFW_MOD_SUPER,
                                   GLFW_MOD_CONTROL | GLFW_MOD_CAPS_LOCK}) {
            EXPECT_EQ(wall_key(key, GLFW_PRESS, modifier), "") << key << " with " << modifier;
        }
        EXPECT_EQ(wall_key(key, GLFW_REPEAT, 0), "") << key;
        EXPECT_EQ(wall_key(key, GLFW_RELEASE, 0), "") << key;
    }
    words.erase("");
    EXPECT_THAT(words, SizeIs(30));
    EXPECT_EQ(wall_key(GLFW_KEY_P, GLFW_PRESS, GLFW_MOD_CAPS_LOCK | GLFW_MOD_NUM_LOCK), "p");
}

TEST(KeyQueue, ABouncingContactIsOnePress) {
    KeyQueue keys;
    const MonotonicTime start{Seconds(9)};
    keys.press("space", start);
    keys.press("space", start + Milliseconds(30));
    keys.press("p", start + Milliseconds(40));
    keys.press("", start + Milliseconds(50));
    EXPECT_THAT(keys.take(), ElementsAre("space", "p"));
    EXPECT_THAT(keys.take(), IsEmpty());
    keys.press("p", start + Milliseconds(41) + KeyQueue::kBounce);
    EXPECT_THAT(keys.take(), ElementsAre("p"));
}

TEST(KeyQueue, ABookOnTheKeyboardFillsNothing) {
    KeyQueue keys;
    for (int i = 0; i < 1000; ++i) {
        keys.press(i % 2 == 0 ? "1" : "2", MonotonicTime(Seconds(9) + Milliseconds(i)));
    }
    EXPECT_THAT(keys.take(), SizeIs(KeyQueue::kMostWaiting));
}

}  // namespace
}  // namespace pendopo
