#include "engine/render/glfw_displays.h"

// Long because whatever touches GLFW, which is one global state, stays in this file.

#include <epoxy/glx.h>
#define GLFW_INCLUDE_NONE
#define GLFW_EXPOSE_NATIVE_X11
#define GLFW_EXPOSE_NATIVE_GLX
#include <GLFW/glfw3.h>
#include <GLFW/glfw3native.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

#include "engine/base/geometry.h"
#include "engine/render/output_binding.h"
#include "engine/render/present_feedback.h"
#include "engine/render/wall_keys.h"
#include "engine/render/x11_screen.h"

namespace pendopo {
namespace {

constexpr Milliseconds kLookPeriod{500};
// How often the monitors are told to be on; to sleep: a key that is pressed wakes them.
constexpr Seconds kScreenOnPeriod{20};
constexpr Milliseconds kScreenStandbyPeriod{500};
// Of the screen's free area: the rest is for the window's frame.
constexpr double kOneWindowShare = 0.95;

std::string glfw_problem() {
    const char* words = nullptr;
    glfwGetError(&words);
    return words == nullptr ? "no reason given" : words;
}

// GLFW is a global library: hints are set before each window.
void set_hints() {
    glfwDefaultWindowHints();
    glfwWindowHint(GLFW_CLIENT_API, GLFW_OPENGL_API);
    glfwWindowHint(GLFW_CONTEXT_CREATION_API, GLFW_NATIVE_CONTEXT_API);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_CONTEXT_ROBUSTNESS, GLFW_LOSE_CONTEXT_ON_RESET);
    glfwWindowHint(GLFW_ALPHA_BITS, 0);
    glfwWindowHint(GLFW_DEPTH_BITS, 0);
    glfwWindowHint(GLFW_STENCIL_BITS, 0);
    glfwWindowHint(GLFW_AUTO_ICONIFY, GLFW_FALSE);
    glfwWindowHint(GLFW_FOCUSED, GLFW_FALSE);
    glfwWindowHint(GLFW_FOCUS_ON_SHOW, GLFW_FALSE);
    glfwWindowHint(GLFW_CENTER_CURSOR, GLFW_FALSE);
}

OutputInfo describe(GLFWmonitor* monitor) {
    OutputInfo output;
    output.connector = glfwGetMonitorName(monitor);
    output.edid = read_edid(glfwGetX11Display(), glfwGetX11Monitor(monitor));
    glfwGetMonitorPos(monitor, &output.area.x, &output.area.y);
    if (const GLFWvidmode* mode = glfwGetVideoMode(monitor)) {
        output.area.width = mode->width;
        output.area.height = mode->height;
        output.refresh_hz = mode->refreshRate;
    }
    return output;
}

std::vector<GLFWmonitor*> current_monitors() {
    int count = 0;
    GLFWmonitor** monitors = glfwGetMonitors(&count);
    return {monitors, monitors + count};
}

// The output's own size: a display that hangs turned has its canvas upright.
PixelSize native_size(const RenderDisplay& display) {
    const bool turned =
        display.rotation == Rotation::quarter || display.rotation == Rotation::three_quarters;
    return turned ? PixelSize{display.size.height, display.size.width} : display.size;
}

}  // namespace

struct GlfwDisplays::Window {
    // The server lost what the window showed (the screen was resized, something lay over it).
    static void on_refresh(GLFWwindow* window) {
        static_cast<Window*>(glfwGetWindowUserPointer(window))->fresh = true;
    }
    static void on_key(GLFWwindow* window, int key, int /*scancode*/, int action, int modifiers) {
        static_cast<Window*>(glfwGetWindowUserPointer(window))
            ->keys->press(wall_key(key, action, modifiers), Monotonic::now());
    }
    // `into` outlives the window.
    void watch(KeyQueue& into) {
        keys = &into;
        glfwSetWindowUserPointer(window, this);
        glfwSetWindowRefreshCallback(window, on_refresh);
        glfwSetKeyCallback(window, on_key);
    }

    GLFWwindow* window = nullptr;
    GLFWmonitor* monitor = nullptr;  // null: the whole wall in one window
    OutputInfo output;
    std::vector<GlPresenter> presenters;  // one; in one window one a display
    bool fresh = true;                    // has to be shown whole
    bool given = false;                   // in this show()
    bool upright = true;                  // filled by plain copies
    std::optional<PresentFeedback> feedback{};
    Feedback told = Feedback::unknown;
    KeyQueue* keys = nullptr;
};

Result<std::unique_ptr<GlfwDisplays>> GlfwDisplays::create(const RenderSetup& setup, Log log) {
    std::unique_ptr<GlfwDisplays> made(new GlfwDisplays(setup, std::move(log)));
    if (glfwInit() != GLFW_TRUE) {
        return fail(ErrorCode::unreachable, "displays: no X display: " + glfw_problem());
    }
    made->initialised_ = true;
    probe_outputs(glfwGetX11Display());
    glfwPollEvents();
    set_hints();
    glfwWindowHint(GLFW_VISIBLE, GLFW_FALSE);
    made->drawing_ = glfwCreateWindow(16, 16, "pendopo drawing", nullptr, nullptr);
    if (made->drawing_ == nullptr) {
        return fail(ErrorCode::unsupported,
                    "displays: no OpenGL 3.3 core context: " + glfw_problem());
    }
    glfwMakeContextCurrent(made->drawing_);
    made->caps_ = read_gl_caps();
    // Software rasterisers copy pixels to the screen on the CPU: copying only what changed halves a
    // wall's cost.
    made->parts_ = made->caps_.software &&
                   epoxy_has_glx_extension(glfwGetX11Display(), DefaultScreen(glfwGetX11Display()),
                                           "GLX_MESA_copy_sub_buffer");
    if (setup.mode == ShowMode::one_window) {
        if (Result<void> opened = made->open_one_window(); !opened) {
            return fail(opened.error());
        }
    } else {
        made->windows_.resize(setup.displays.size());
        made->pacing_ = Pacing(setup.displays.size());
    }
    made->read_outputs();
    made->bind();
    return made;
}

GlfwDisplays::GlfwDisplays(const RenderSetup& setup, Log log)
    : setup_(setup), log_(std::move(log)), pacing_(1) {}

GlfwDisplays::~GlfwDisplays() {
    for (std::unique_ptr<Window>& window : windows_) {
        close(window);
    }
    if (initialised_) {
        glfwTerminate();
    }
}

void GlfwDisplays::read_outputs() {
    monitors_ = current_monitors();
    outputs_.clear();
    for (GLFWmonitor* monitor : monitors_) {
        outputs_.push_back(describe(monitor));
    }
    for (const std::string& edid : ambiguous_edids(setup_.displays, outputs_)) {
        if (ambiguous_edids_.insert(edid).second) {
            log_.warn("EDID \"{}\" is not unique; displays that name it are bound by \"output\"",
                      edid);
        }
    }
}

bool GlfwDisplays::outputs_changed() {
    const bool lost = std::any_of(windows_.begin(), windows_.end(), [](const auto& window) {
        return window && window->monitor != nullptr &&
               glfwGetWindowMonitor(window->window) != window->monitor;
    });
    if (lost || current_monitors() != monitors_) {
        return true;
    }
    const MonotonicTime now = Monotonic::now();
    if (now < next_look_) {
        return false;
    }
    next_look_ = now + kLookPeriod;
    // An output that is driven but not listed: the server has not noticed its monitor yet. Asked
    // once per count, as one that is driven without a monitor stays so.
    const int driven = count_driven_outputs(glfwGetX11Display());
    if (driven > static_cast<int>(monitors_.size()) && driven != driven_outputs_) {
        probe_outputs(glfwGetX11Display());
        glfwPollEvents();
        driven_outputs_ = driven;
        return current_monitors() != monitors_;
    }
    driven_outputs_ = driven > static_cast<int>(monitors_.size()) ? driven : -1;
    for (size_t i = 0; i < monitors_.size(); ++i) {
        OutputInfo look = outputs_[i];
        glfwGetMonitorPos(monitors_[i], &look.area.x, &look.area.y);
        if (const GLFWvidmode* mode = glfwGetVideoMode(monitors_[i])) {
            look.area.width = mode->width;
            look.area.height = mode->height;
        }
        if (look != outputs_[i]) {
            return true;
        }
    }
    return false;
}

void GlfwDisplays::poll_events() {
    glfwPollEvents();
    if (Monotonic::now() >= next_screen_) {
        keep_screen();
    }
    if (outputs_changed()) {
        read_outputs();
        bind();
    }
}

void GlfwDisplays::set_standby(const std::vector<bool>& displays) {
    const bool standby = setup_.mode == ShowMode::outputs && !displays.empty() &&
                         std::ranges::all_of(displays, std::identity());
    if (std::exchange(standby_, standby) != standby) {
        log_.info("monitors: {}", standby ? "to standby, by plan" : "on");
        next_screen_ = {};
    }
}

void GlfwDisplays::keep_screen() {
    _XDisplay* display = glfwGetX11Display();
    next_screen_ =
        Monotonic::now() + (standby_ ? Nanoseconds(kScreenStandbyPeriod) : kScreenOnPeriod);
    if (!standby_) {
        keep_screen_on(display);
    } else if (screen_power(display) == ScreenPower::on) {
        keep_screen_on_standby(display);
    }
    screen_ = screen_power(display);
}

void GlfwDisplays::bind() {
    if (setup_.mode == ShowMode::one_window) {
        return;
    }
    const std::vector<std::optional<size_t>> bound =
        bind_outputs(setup_.displays, outputs_, ambiguous_edids_);
    // First close what has to go, so that an output is free before another display takes it.
    for (size_t i = 0; i < windows_.size(); ++i) {
        if (!windows_[i]) {
            continue;
        }
        const bool stays = bound[i] && monitors_[*bound[i]] == windows_[i]->monitor &&
                           glfwGetWindowMonitor(windows_[i]->window) == windows_[i]->monitor;
        if (!stays) {
            log_.warn("display {}: leaves output {}", setup_.displays[i].id,
                      windows_[i]->output.connector);
            pacing_.close(i);
            close(windows_[i]);
        } else if (outputs_[*bound[i]] != windows_[i]->output) {
            follow_output(i);
        }
    }
    for (size_t i = 0; i < windows_.size(); ++i) {
        if (!windows_[i] && bound[i]) {
            windows_[i] = open_full_screen(i, *bound[i]);
            ask_for_feedback(i, outputs_[*bound[i]].refresh_hz);
        }
    }
    // Setting a mode may have moved or resized outputs; that is not a change to react to.
    read_outputs();
    for (std::unique_ptr<Window>& window : windows_) {
        const auto now = window ? std::find(monitors_.begin(), monitors_.end(), window->monitor)
                                : monitors_.end();
        if (now != monitors_.end()) {
            window->output = outputs_[static_cast<size_t>(now - monitors_.begin())];
        }
    }
}

std::unique_ptr<GlfwDisplays::Window> GlfwDisplays::open_full_screen(size_t display,
                                                                     size_t output) {
    const RenderDisplay& config = setup_.displays[display];
    const PixelSize size = native_size(config);
    auto window = std::make_unique<Window>();
    window->monitor = monitors_[output];
    window->output = outputs_[output];
    set_hints();
    // The output's own rate: otherwise GLFW looks for the fastest mode of that size.
    glfwWindowHint(GLFW_REFRESH_RATE, outputs_[output].refresh_hz);
    window->window = glfwCreateWindow(size.width, size.height, ("pendopo " + config.id).c_str(),
                                      window->monitor, drawing_);
    if (window->window == nullptr) {
        log_.error("display {}: no window on output {}: {}", config.id, window->output.connector,
                   glfw_problem());
        return nullptr;
    }
    window->watch(keys_);
    glfwSetInputMode(window->window, GLFW_CURSOR, GLFW_CURSOR_HIDDEN);
    glfwMakeContextCurrent(window->window);
    glfwSwapInterval(0);
    Result<GlPresenter> presenter = GlPresenter::create(config.rotation, config.tuning);
    glfwMakeContextCurrent(drawing_);
    if (!presenter) {
        log_.error("display {}: {}", config.id, presenter.error().message());
        close(window);
        return nullptr;
    }
    window->presenters.push_back(std::move(*presenter));
    window->upright = config.rotation == Rotation::none;
    log_.info("display {}: on output {} at {},{} {}x{}", config.id, window->output.connector,
              window->output.area.x, window->output.area.y, size.width, size.height);
    return window;
}

// The output was moved on the desktop or given another mode: its own mode again, and the window
// over it.
void GlfwDisplays::follow_output(size_t display) {
    Window& window = *windows_[display];
    const PixelSize size = native_size(setup_.displays[display]);
    log_.info("display {}: output {} was moved or changed", setup_.displays[display].id,
              window.output.connector);
    glfwSetWindowMonitor(window.window, window.monitor, 0, 0, size.width, size.height,
                         window.output.refresh_hz);
    window.fresh = true;
}

Result<void> GlfwDisplays::open_one_window() {
    std::vector<PixelRect> previews;
    for (const RenderDisplay& display : setup_.displays) {
        previews.push_back(display.preview);
    }
    PixelRect free{0, 0, 1280, 720};  // where no monitor says more
    if (GLFWmonitor* monitor = glfwGetPrimaryMonitor()) {
        glfwGetMonitorWorkarea(monitor, &free.x, &free.y, &free.width, &free.height);
    }
    const auto most = [](int pixels) {
        return std::max(1, static_cast<int>(pixels * kOneWindowShare));
    };
    PixelRect whole = place_previews(previews, most(free.width)).back();
    if (whole.height > most(free.height)) {
        whole =
            place_previews(previews, std::max(1, whole.width * most(free.height) / whole.height))
                .back();
    }
    auto window = std::make_unique<Window>();
    set_hints();
    window->window = glfwCreateWindow(std::max(1, whole.width), std::max(1, whole.height),
                                      "Pendopo", nullptr, drawing_);
    if (window->window == nullptr) {
        return fail(ErrorCode::unsupported, "displays: no window: " + glfw_problem());
    }
    window->watch(keys_);
    glfwMakeContextCurrent(window->window);
    glfwSwapInterval(0);
    for (size_t i = 0; i < setup_.displays.size(); ++i) {
        Result<GlPresenter> presenter = GlPresenter::create(Rotation::none);
        if (!presenter) {
            return fail(presenter.error());
        }
        window->presenters.push_back(std::move(*presenter));
    }
    glfwMakeContextCurrent(drawing_);
    windows_.push_back(std::move(window));
    ask_for_feedback(0, 0);
    return {};
}

void GlfwDisplays::close(std::unique_ptr<Window>& window) {
    if (window && window->window != nullptr) {
        window->feedback.reset();
        glfwMakeContextCurrent(window->window);
        window->presenters.clear();  // its framebuffers belong to this context
        glfwMakeContextCurrent(drawing_);
        glfwDestroyWindow(window->window);
    }
    window.reset();
}

void GlfwDisplays::ask_for_feedback(size_t window, int refresh_hz) {
    if (windows_[window]) {
        windows_[window]->feedback = PresentFeedback::create(
            glfwGetX11Display(), glfwGetX11Window(windows_[window]->window));
        if (windows_[window]->feedback) {
            pacing_.open(window, refresh_hz);
        } else {
            log_.warn("the X server has no Present: a timer keeps the rate, and pictures may tear");
        }
    }
}

void GlfwDisplays::read_feedback() {
    for (size_t i = 0; i < windows_.size(); ++i) {
        if (!windows_[i] || !windows_[i]->feedback) {
            continue;
        }
        while (const auto answer = windows_[i]->feedback->take()) {
            pacing_.answered(i, answer->number, answer->vblank);
        }
        follow_feedback(i);
    }
}

// What is given to an output that answers waits for its vertical blank, and does not tear; it does
// not wait where nothing is given before that. What another is given may wait for ever.
void GlfwDisplays::follow_feedback(size_t i) {
    Window& window = *windows_[i];
    const Feedback feedback = pacing_.feedback(i, Monotonic::now());
    if (std::exchange(window.told, feedback) == feedback) {
        return;
    }
    const std::string name = window.monitor != nullptr ? window.output.connector : "window";
    if (feedback == Feedback::answers) {
        log_.info("output {}: says when it shows", name);
    } else {
        log_.warn("output {}: does not say when it shows; no other waits for it", name);
    }
    glfwMakeContextCurrent(window.window);
    glfwSwapInterval(feedback == Feedback::answers ? 1 : 0);
    glfwMakeContextCurrent(drawing_);
}

Pace GlfwDisplays::pace() {
    read_feedback();
    return pacing_.pace(Monotonic::now());
}

bool GlfwDisplays::behind() const {
    const MonotonicTime now = Monotonic::now();
    for (size_t i = 0; i < windows_.size(); ++i) {
        if (windows_[i] && windows_[i]->fresh && pacing_.may_show(i, now)) {
            return true;
        }
    }
    return false;
}

std::string GlfwDisplays::output_of(size_t display) const {
    const bool windows_are_displays = setup_.mode == ShowMode::outputs;
    return windows_are_displays && windows_[display] ? windows_[display]->output.connector : "";
}

void GlfwDisplays::show(std::span<const ShownCanvas> canvases, bool at_once) {
    const MonotonicTime now = Monotonic::now();
    const auto canvases_of = [&](size_t window) {
        return setup_.mode == ShowMode::one_window ? canvases : canvases.subspan(window, 1);
    };
    bool any = false;
    for (size_t i = 0; i < windows_.size(); ++i) {
        if (windows_[i]) {
            Window& window = *windows_[i];
            const bool wanted =
                window.fresh || std::ranges::any_of(canvases_of(i), &ShownCanvas::changed);
            window.given = wanted && (at_once || pacing_.may_show(i, now));
            window.fresh = window.fresh || (wanted && !window.given);
            any = any || window.given;
        }
    }
    // A rasteriser's copies wait for no vertical blank, and a server without a card takes what is
    // asked in the second half of a frame for the one after the next: it is asked before they come.
    if (caps_.software) {
        ask(now);
    }
    if (any) {
        const GlFence drawn(caps_);
        for (size_t i = 0; i < windows_.size(); ++i) {
            if (windows_[i] && windows_[i]->given) {
                glfwMakeContextCurrent(windows_[i]->window);
                drawn.wait();
                give(*windows_[i], canvases_of(i));
            }
        }
        glfwMakeContextCurrent(drawing_);
    }
    if (!caps_.software) {
        ask(now);
    }
}

void GlfwDisplays::ask(MonotonicTime now) {
    for (size_t i = 0; i < windows_.size(); ++i) {
        if (windows_[i] && pacing_.wants_answer(i, windows_[i]->given, now)) {
            windows_[i]->feedback->ask(pacing_.asked(i, now));
        }
    }
}

void GlfwDisplays::give(Window& window, std::span<const ShownCanvas> canvases) {
    if (setup_.mode == ShowMode::outputs && can_show_parts(window, canvases[0])) {
        show_parts(window, canvases[0]);
    } else {
        present(window, canvases);
        swap(window);
    }
}

bool GlfwDisplays::can_show_parts(const Window& window, const ShownCanvas& canvas) const {
    PixelSize size;
    glfwGetFramebufferSize(window.window, &size.width, &size.height);
    return parts_ && !window.fresh && !canvas.damage.empty() && size == canvas.canvas->size() &&
           window.upright;
}

// Unlike a swap, this leaves the back buffer as it is, so the parts not copied stay right.
void GlfwDisplays::show_parts(Window& window, const ShownCanvas& canvas) {
    for (const PixelRect& part : canvas.damage) {
        window.presenters[0].present_part(*canvas.canvas, part);
    }
    for (const PixelRect& part : canvas.damage) {
        glXCopySubBufferMESA(glfwGetX11Display(), glfwGetGLXWindow(window.window), part.x,
                             canvas.canvas->size().height - part.bottom(), part.width, part.height);
    }
}

void GlfwDisplays::present(Window& window, std::span<const ShownCanvas> canvases) {
    PixelSize size;
    glfwGetFramebufferSize(window.window, &size.width, &size.height);
    if (size.empty()) {
        return;
    }
    if (window.monitor != nullptr) {
        window.presenters[0].present(*canvases[0].canvas, {0, 0, size.width, size.height}, size);
        return;
    }
    std::vector<PixelRect> previews;
    for (const RenderDisplay& display : setup_.displays) {
        previews.push_back(display.preview);
    }
    clear_framebuffer(size);
    const std::vector<PixelRect> places = place_previews(previews, size.width);
    for (size_t i = 0; i < canvases.size(); ++i) {
        window.presenters[i].present(*canvases[i].canvas, places[i], size);
    }
}

void GlfwDisplays::swap(Window& window) {
    if (parts_ && window.upright) {
        // A swap would leave the back buffer undefined, and the next frame copies only parts.
        PixelSize size;
        glfwGetFramebufferSize(window.window, &size.width, &size.height);
        glXCopySubBufferMESA(glfwGetX11Display(), glfwGetGLXWindow(window.window), 0, 0, size.width,
                             size.height);
    } else {
        glfwSwapBuffers(window.window);
    }
    window.fresh = false;
}

Result<std::vector<OutputInfo>> list_outputs() {
    if (glfwInit() != GLFW_TRUE) {
        return fail(ErrorCode::unsupported, "displays: no X display: " + glfw_problem());
    }
    probe_outputs(glfwGetX11Display());
    glfwPollEvents();
    std::vector<OutputInfo> outputs;
    for (GLFWmonitor* monitor : current_monitors()) {
        outputs.push_back(describe(monitor));
    }
    glfwTerminate();
    return outputs;
}

}  // namespace pendopo
