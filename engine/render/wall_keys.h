#pragma once
// The keys of the wall box's keyboard that operate the wall, and no others: whatever else is typed
// beside a wall (a password meant for another screen, say) is never even named.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/clock.h"

namespace pendopo {

// The word of a key that went down: "f1" … "f12", "0" … "9" (also of the number pad), "space",
// "right", "left", "p", "r", "h", "enter", "escape". Empty for every other key, with Ctrl, Alt,
// Shift or Super held, and for a key that is held down (`action` repeats) or let go. GLFW's
// numbers. Pure.
std::string_view wall_key(int key, int action, int modifiers);

// Hides every camera: obeyed by the renderer itself, at once, and never dropped.
inline constexpr std::string_view kHideKey = "h";

// What was pressed and not told on yet. A contact that bounces, or a book on the keyboard, is one
// press. Thread: bound(render).
class KeyQueue {
  public:
    static constexpr Milliseconds kBounce{150};  // the same key again within this is the same press
    static constexpr size_t kMostWaiting = 8;    // further ones are dropped

    void press(std::string_view word, MonotonicTime now);
    std::vector<std::string> take();

  private:
    std::vector<std::string> waiting_;
    std::string last_;
    MonotonicTime last_at_{};
};

}  // namespace pendopo
