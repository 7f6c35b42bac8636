#pragma once
// Headless: a GL context without any window system (EGL), on a graphics card where there is one.
// Everything is drawn and can be captured; nothing is shown.

#include <memory>

#include "engine/base/result.h"
#include "engine/render/displays.h"

namespace pendopo {

// Thread: bound to the thread that created it.
class EglDisplays final : public Displays {
  public:
    // Errors: unsupported, when EGL or OpenGL 3.3 core is missing.
    static Result<std::unique_ptr<EglDisplays>> create();
    ~EglDisplays() override;
    EglDisplays(const EglDisplays&) = delete;
    EglDisplays& operator=(const EglDisplays&) = delete;

    void poll_events() override {}
    void show(std::span<const ShownCanvas> canvases, bool at_once) override;
    Pace pace() override { return Pace::timer; }
    bool behind() const override { return false; }
    std::vector<OutputInfo> outputs() const override { return {}; }
    std::string output_of(size_t) const override { return {}; }
    void set_standby(const std::vector<bool>&) override {}
    ScreenPower screen_of(size_t) const override { return ScreenPower::unknown; }
    std::vector<std::string> take_keys() override { return {}; }

  private:
    EglDisplays() = default;
    // Of an EGLDisplay; its context is current then.
    static Result<std::unique_ptr<EglDisplays>> open(void* display);
    void* display_ = nullptr;
    void* context_ = nullptr;
};

}  // namespace pendopo
