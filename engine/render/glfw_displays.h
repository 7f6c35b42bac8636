#pragma once
// Displays on X outputs: one full-screen window on each bound output, or the whole wall scaled in
// one window. Outputs come and go: a window lives exactly as long as its output, the others are not
// touched.

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/log.h"
#include "engine/base/result.h"
#include "engine/render/displays.h"
#include "engine/render/gl_context.h"
#include "engine/render/gl_presenter.h"
#include "engine/render/pacing.h"
#include "engine/render/wall_keys.h"

struct GLFWmonitor;
struct GLFWwindow;

namespace pendopo {

// Thread: bound to the thread that created it; one at a time in a process (GLFW is global).
class GlfwDisplays final : public Displays {
  public:
    // Errors: unsupported, when no X display can be opened or OpenGL 3.3 core is missing. No output
    // at all is not an error: they are shown when they come.
    static Result<std::unique_ptr<GlfwDisplays>> create(const RenderSetup& setup, Log log);
    ~GlfwDisplays() override;
    GlfwDisplays(const GlfwDisplays&) = delete;
    GlfwDisplays& operator=(const GlfwDisplays&) = delete;

    void poll_events() override;
    void show(std::span<const ShownCanvas> canvases, bool at_once) override;
    Pace pace() override;
    bool behind() const override;
    std::vector<OutputInfo> outputs() const override { return outputs_; }
    std::string output_of(size_t display) const override;
    void set_standby(const std::vector<bool>& displays) override;
    ScreenPower screen_of(size_t /*display*/) const override { return screen_; }
    std::vector<std::string> take_keys() override { return keys_.take(); }

  private:
    struct Window;
    GlfwDisplays(const RenderSetup& setup, Log log);
    void keep_screen();
    void read_outputs();
    bool outputs_changed();
    void bind();
    std::unique_ptr<Window> open_full_screen(size_t display, size_t output);
    void follow_output(size_t display);
    Result<void> open_one_window();
    void close(std::unique_ptr<Window>& window);
    void ask_for_feedback(size_t window, int refresh_hz);
    void read_feedback();
    void follow_feedback(size_t window);
    void ask(MonotonicTime now);
    void give(Window& window, std::span<const ShownCanvas> canvases);
    bool can_show_parts(const Window& window, const ShownCanvas& canvas) const;
    void show_parts(Window& window, const ShownCanvas& canvas);
    void present(Window& window, std::span<const ShownCanvas> canvases);
    void swap(Window& window);

    const RenderSetup setup_;
    Log log_;
    GlCaps caps_;
    bool initialised_ = false;
    GLFWwindow* drawing_ = nullptr;  // never seen; its context draws, all others share with it
    std::vector<GLFWmonitor*> monitors_;
    std::vector<OutputInfo> outputs_;               // of monitors_, same order
    std::set<std::string> ambiguous_edids_;         // seen since the start
    std::vector<std::unique_ptr<Window>> windows_;  // per display; or one for the whole wall
    Pacing pacing_;                                 // of windows_, same order
    bool parts_ = false;         // whether parts of a window can be brought up to date
    MonotonicTime next_look_{};  // at what GLFW does not report
    int driven_outputs_ = -1;    // when the server was last asked to look for monitors
    bool standby_ = false;       // all displays are: an X server's monitors sleep together
    ScreenPower screen_ = ScreenPower::unknown;
    MonotonicTime next_screen_{};  // when the monitors are told again
    KeyQueue keys_;                // pressed while a window had the keyboard
};

// The outputs there are, for `pendopo displays list`. Errors: unsupported (no X display).
Result<std::vector<OutputInfo>> list_outputs();

}  // namespace pendopo
