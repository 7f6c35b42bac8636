#pragma once
// Where canvases are shown, and the GL context they are drawn with. Two implementations:
// glfw_displays (windows on the outputs, or one window) and egl_displays (none: headless).

#include <span>
#include <string>
#include <vector>

#include "engine/base/geometry.h"
#include "engine/ipc/render_messages.h"
#include "engine/render/gl_canvas.h"
#include "engine/render/pacing.h"

namespace pendopo {

// What one display shows this cycle, in the order of RenderSetup::displays.
struct ShownCanvas {
    const GlCanvas* canvas = nullptr;
    bool changed = false;                    // differs from what show() got last
    std::span<const PixelRect> damage = {};  // where it differs; empty: anywhere
};

// An implementation's create() makes the drawing context current; it is current again whenever a
// call returns. A display without an output is composed like any other and shown nowhere.
// Thread: bound to the thread that created it.
class Displays {
  public:
    virtual ~Displays() = default;

    // Handles what the window system has to say. A display that found an output is shown in the
    // next show(), though it did not change.
    virtual void poll_events() = 0;
    // Shows the changed canvases, all in this call; a canvas that did not change costs nothing. To
    // be called each cycle. Waits for no output: one that has not yet shown what it got last is
    // given what it missed once it has; `at_once`, where something has to be hidden, it gets it
    // now.
    virtual void show(std::span<const ShownCanvas> canvases, bool at_once) = 0;
    // Whether the next cycle may start.
    virtual Pace pace() = 0;
    // Something that show() got is still to be shown.
    virtual bool behind() const = 0;

    virtual std::vector<OutputInfo> outputs() const = 0;
    // Connector the display is shown on; empty when on none.
    virtual std::string output_of(size_t display) const = 0;

    // Lets the monitors of these displays (in the order of the setup) sleep, where that can be
    // done; their pictures are black. Cheap when nothing changes.
    virtual void set_standby(const std::vector<bool>& displays) = 0;
    // Whether the display's monitor sleeps.
    virtual ScreenPower screen_of(size_t display) const = 0;

    // The keys pressed since it was last asked, by the words of wall_keys.h.
    virtual std::vector<std::string> take_keys() = 0;
};

}  // namespace pendopo
