#include "engine/render/wall_keys.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <array>
#include <utility>

namespace pendopo {
namespace {

constexpr std::array<std::string_view, 12> kFunctionKeys{"f1", "f2", "f3", "f4",  "f5",  "f6",
                                                         "f7", "f8", "f9", "f10", "f11", "f12"};
constexpr std::array<std::string_view, 10> kDigits{"0", "1", "2", "3", "4",
                                                   "5", "6", "7", "8", "9"};
struct KeyWord {
    int key;
    std::string_view word;
};
constexpr KeyWord kOthers[] = {
    {GLFW_KEY_SPACE, "space"},   {GLFW_KEY_RIGHT, "right"},
    {GLFW_KEY_LEFT, "left"},     {GLFW_KEY_P, "p"},
    {GLFW_KEY_R, "r"},           {GLFW_KEY_H, kHideKey},
    {GLFW_KEY_ENTER, "enter"},   {GLFW_KEY_KP_ENTER, "enter"},
    {GLFW_KEY_ESCAPE, "escape"},
};
constexpr int kCombined = GLFW_MOD_SHIFT | GLFW_MOD_CONTROL | GLFW_MOD_ALT | GLFW_MOD_SUPER;

// The word at `key` of a row of neighbours that begins with `first`.
template <size_t N>
std::string_view in_row(const std::array<std::string_view, N>& row, int key, int first) {
    return key >= first && key < first + static_cast<int>(N) ? row[static_cast<size_t>(key - first)]
                                                             : std::string_view();
}

}  // namespace

std::string_view wall_key(int key, int action, int modifiers) {
    if (action != GLFW_PRESS || (modifiers & kCombined) != 0) {
        return {};
    }
    for (const std::string_view word :
         {in_row(kFunctionKeys, key, GLFW_KEY_F1), in_row(kDigits, key, GLFW_KEY_0),
          in_row(kDigits, key, GLFW_KEY_KP_0)}) {
        if (!word.empty()) {
            return word;
        }
    }
    for (const KeyWord& other : kOthers) {
        if (other.key == key) {
            return other.word;
        }
    }
    return {};
}

void KeyQueue::press(std::string_view word, MonotonicTime now) {
    const bool bounced = word == last_ && now - last_at_ < kBounce;
    const bool full = waiting_.size() >= kMostWaiting && word != kHideKey;
    if (word.empty() || bounced || full) {
        return;
    }
    last_ = word;
    last_at_ = now;
    waiting_.emplace_back(word);
}

std::vector<std::string> KeyQueue::take() {
    return std::exchange(waiting_, {});
}

}  // namespace pendopo
