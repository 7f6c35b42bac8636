#pragma once
// A private X server with real RandR outputs and no monitor: Xorg with the dummy driver, and DPMS
// (xorg_dpms.c). Outputs are named DUMMY0, DUMMY1, … and stand side by side, left to right, all of
// one size. The server picks a free display number itself; everything it writes lies in a folder
// that goes with it.

#include <string>
#include <vector>

#include "engine/base/geometry.h"
#include "engine/base/result.h"
#include "tests/support/child_process.h"
#include "tests/support/temp_dir.h"

namespace pendopo::test {

// A copy of part of the screen, 4 bytes a pixel: blue, green, red, unused.
struct Screenshot {
    int width = 0;
    int height = 0;
    std::vector<uint8_t> bgra;

    // 0xRRGGBB of one pixel.
    uint32_t rgb(int x, int y) const;
};

// Thread: bound.
class XorgServer {
  public:
    // Starts it and waits until the outputs stand. Errors: not_found without Xorg or xrandr,
    // refused with the end of the server's log, timed_out after 15 s.
    // `number`, e.g. ":7", asks for that number instead of a free one.
    static Result<XorgServer> start(int outputs = 4, PixelSize size = {1920, 1080},
                                    const std::string& number = "");

    const std::string& display() const { return display_; }  // ":7", for DISPLAY
    static std::string output_name(int output) { return "DUMMY" + std::to_string(output); }
    PixelRect output_rect(int output) const;

    // As if its cable were pulled, or plugged in again at its old place.
    Result<void> turn_output_off(int output);
    Result<void> turn_output_on(int output);

    // As if its monitor came back with less than it had: another mode at its place.
    Result<void> set_mode(int output, PixelSize size);

    // What the screen shows now in `rect`, which is cut at the screen's edges.
    Result<Screenshot> screenshot(const PixelRect& rect) const;
    Result<Screenshot> screenshot_of_output(int output) const;

    // Ends the server while its clients run.
    void kill() { process_.kill_tree(); }

  private:
    XorgServer(TempDir folder, ChildProcess process, std::string display, PixelSize size)
        : folder_(std::move(folder)),
          process_(std::move(process)),
          display_(std::move(display)),
          size_(size) {}

    Result<void> xrandr(std::vector<std::string> words) const;

    TempDir folder_;
    ChildProcess process_;
    std::string display_;
    PixelSize size_;  // of every output
};

}  // namespace pendopo::test
