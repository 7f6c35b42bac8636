#pragma once
// Reads what an X screen shows, quickly: through shared memory, only the asked rectangle, without a
// copy. 1920 x 60 pixels take about 0.1 ms. Opening the first one makes Xlib's errors of the whole
// process harmless: a bad request or a dead server is an error here, not the end of the process.

#include <cstdint>
#include <memory>
#include <string>

#include "engine/base/geometry.h"
#include "engine/base/result.h"

namespace pendopo {

// Pixels of the last read(): blue, green, red, unused; rows `stride` bytes apart.
struct ScreenView {
    const uint8_t* bgra = nullptr;
    int width = 0;
    int height = 0;
    int stride = 0;
};

// Thread: bound.
class XScreen {
  public:
    // `display` as in DISPLAY. Errors: unreachable; unsupported without shared memory or 32 bits a
    // pixel.
    static Result<XScreen> open(const std::string& display);

    XScreen(XScreen&&) noexcept;
    XScreen& operator=(XScreen&&) noexcept;
    ~XScreen();

    // Of the whole screen, all outputs, now.
    Result<PixelSize> size();

    // What `rect` shows, cut at the screen's edges; valid until the next read. Errors: invalid when
    // nothing of it is on the screen, io when the server is gone.
    Result<ScreenView> read(const PixelRect& rect);

  private:
    struct Connection;
    Result<ScreenView> read_within(const PixelRect& rect, PixelSize screen);
    explicit XScreen(std::unique_ptr<Connection> connection);

    std::unique_ptr<Connection> connection_;
};

}  // namespace pendopo
