#pragma once
// What people are told of displays that are not shown, and of what was kept off them. Pure. Thread:
// reentrant.

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "config/wall_config.h"
#include "engine/app/tile_state.h"
#include "engine/base/clock.h"
#include "engine/ipc/messages.h"

namespace pendopo {

struct HiddenDisplay {
    std::string text;
    MonotonicTime since{};
    bool operator==(const HiddenDisplay&) const = default;
};

// One line per display that no output shows and that is not `off`, in the order of wall.json.
// `health` is the renderer's newest report; a display it says nothing of is not judged. `before`:
// what this said last; what stands there goes on since then.
std::vector<HiddenDisplay> hidden_displays(const std::vector<DisplayConfig>& displays,
                                           const std::set<std::string>& off,
                                           const RenderHealth& health,
                                           const std::vector<HiddenDisplay>& before,
                                           MonotonicTime now);

// What is to be said of the monitor of a display that is off; empty: it sleeps, or nothing is known
// of it. `health`: the renderer's of that display. `all_off`: no display is on.
LocalText awake_although_off(const DisplayHealth& health, bool all_off);

// Why no display shows anything that is known of; empty: the renderer is heard, or it starts for
// the first time. `restarts` and `last_exit` are its worker's.
std::string no_renderer(Heard renderer, uint64_t restarts, const std::string& last_exit);

// What is to be said of a renderer that draws with the CPU beside a graphics card, as after an
// update of its driver; empty: nothing. `renderer`: GL_RENDERER.
std::string idle_graphics_card(std::string_view renderer, bool has_card);

// One line for each picture that the renderer kept off a display whose scene asked for it: control
// was wrong, and nobody saw it.
std::vector<std::string> refused_pictures(const std::vector<RefusedPicture>& refused);

// What is to be said of EDIDs that do not say which monitor is meant, as several displays name them
// or several of `outputs` (empty: not known) have them.
std::vector<LocalText> edid_warnings(const std::vector<DisplayConfig>& displays,
                                     const std::vector<OutputInfo>& outputs);

}  // namespace pendopo
