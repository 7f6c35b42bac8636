#include "tests/support/xorg_server.h"

#include <fmt/format.h>

#include <algorithm>

#include "tests/support/wait_until.h"
#include "tools/bench/x_screen.h"

namespace pendopo::test {
namespace {

constexpr Seconds kStartPatience(15);
constexpr Seconds kXrandrPatience(10);

// A mode line needs plausible timings only; nothing is sent over a wire. `Virtual` is the largest
// screen all outputs together may cover. The memory suffices for 4 bytes a pixel of 8 x 4K. The
// second device is none: it has xorg_dpms.c loaded after the driver.
std::string configuration(int outputs, PixelSize size) {
    const int total_width = size.width + 200, total_height = size.height + 50;
    const double clock_mhz = total_width * total_height * 60.0 / 1e6;
    return fmt::format(
        R"(Section "ServerFlags"
    Option "AutoAddDevices" "false"
    Option "AutoEnableDevices" "false"
EndSection
Section "Device"
    Identifier "card"
    Driver "dummy"
    VideoRam 256000
EndSection
Section "Monitor"
    Identifier "monitor"
    HorizSync 5-1000
    VertRefresh 5-200
    Modeline "{0}x{1}" {2:.2f} {0} {3} {4} {5} {1} {6} {7} {8}
EndSection
Section "Screen"
    Identifier "screen"
    Device "card"
    Monitor "monitor"
    DefaultDepth 24
    SubSection "Display"
        Depth 24
        Modes "{0}x{1}"
        Virtual {9} {10}
    EndSubSection
EndSection
Section "Device"
    Identifier "dpms"
    Driver "dummydpms"
EndSection
Section "ServerLayout"
    Identifier "layout"
    Screen "screen"
    Inactive "dpms"
EndSection
)",
        size.width, size.height, clock_mhz, size.width + 50, size.width + 100, total_width,
        size.height + 10, size.height + 20, total_height,
        std::max(size.width, size.height) * outputs, std::max(size.width, size.height) * 2);
}

std::string last_lines_of(const std::string& text) {
    return text.substr(text.size() - std::min<size_t>(text.size(), 600));
}

}  // namespace

uint32_t Screenshot::rgb(int x, int y) const {
    const uint8_t* pixel = &bgra.at((static_cast<size_t>(y) * width + x) * 4);
    return static_cast<uint32_t>(pixel[2] << 16 | pixel[1] << 8 | pixel[0]);
}

Result<XorgServer> XorgServer::start(int outputs, PixelSize size, const std::string& number) {
    TempDir folder;
    const auto config = folder.write("xorg.conf", configuration(outputs, size));
    const auto number_file = folder.path() / "display";
    const auto log = folder.path() / "Xorg.log";
    const std::string modules = PENDOPO_XORG_MODULES ",/usr/lib/xorg/modules";
    std::vector<std::string> command = {
        "Xorg",     "-displayfd", "1", "-config",    config, "-modulepath", modules,
        "-noreset", "-logfile",   log, "+extension", "GLX",  "+extension",  "RANDR"};
    if (!number.empty()) {
        command.push_back(number);
    }
    auto process = ChildProcess::spawn(
        {.command = command, .output = number_file, .error_output = folder.path() / "stderr"});
    if (!process) {
        return fail(process.error());
    }
    // It writes its display number and a newline once it takes clients.
    const auto answers = [&] { return text_of(number_file).ends_with('\n'); };
    if (!wait_until([&] { return answers() || !process->running(); }, kStartPatience)) {
        return fail(ErrorCode::timed_out, "Xorg took no clients within 15 s");
    }
    if (!answers()) {
        return fail(ErrorCode::refused, "Xorg ended: " + last_lines_of(text_of(log)) +
                                            last_lines_of(text_of(folder.path() / "stderr")));
    }
    std::string display = text_of(number_file);
    display.pop_back();
    XorgServer server(std::move(folder), std::move(*process), ":" + display, size);
    const std::string mode = fmt::format("{}x{}", size.width, size.height);
    for (int output = 1; output < outputs; ++output) {
        if (auto added = server.xrandr({"--addmode", output_name(output), mode}); !added) {
            return fail(added.error());
        }
        if (auto on = server.turn_output_on(output); !on) {
            return fail(on.error());
        }
    }
    return server;
}

PixelRect XorgServer::output_rect(int output) const {
    return {output * size_.width, 0, size_.width, size_.height};
}

Result<void> XorgServer::turn_output_off(int output) {
    return xrandr({"--output", output_name(output), "--off"});
}

Result<void> XorgServer::turn_output_on(int output) {
    const PixelRect rect = output_rect(output);
    return xrandr({"--output", output_name(output), "--mode",
                   fmt::format("{}x{}", size_.width, size_.height), "--pos",
                   fmt::format("{}x{}", rect.x, rect.y)});
}

Result<void> XorgServer::set_mode(int output, PixelSize size) {
    const PixelRect rect = output_rect(output);
    const std::string mode = fmt::format("{}x{}", size.width, size.height);
    std::vector<std::string> words{"--newmode", mode, "25"};
    for (const int more : {0, 50, 100, 150}) {
        words.push_back(std::to_string(size.width + more));
    }
    for (const int more : {0, 10, 20, 30}) {
        words.push_back(std::to_string(size.height + more));
    }
    if (auto made = xrandr(words); !made) {
        return made;
    }
    if (auto added = xrandr({"--addmode", output_name(output), mode}); !added) {
        return added;
    }
    return xrandr({"--output", output_name(output), "--mode", mode, "--pos",
                   fmt::format("{}x{}", rect.x, rect.y)});
}

Result<Screenshot> XorgServer::screenshot(const PixelRect& rect) const {
    auto screen = XScreen::open(display_);
    if (!screen) {
        return fail(screen.error());
    }
    const auto view = screen->read(rect);
    if (!view) {
        return fail(view.error());
    }
    Screenshot copy{.width = view->width, .height = view->height, .bgra = {}};
    copy.bgra.assign(view->bgra, view->bgra + static_cast<size_t>(view->stride) * view->height);
    return copy;
}

Result<Screenshot> XorgServer::screenshot_of_output(int output) const {
    return screenshot(output_rect(output));
}

Result<void> XorgServer::xrandr(std::vector<std::string> words) const {
    words.insert(words.begin(), {"xrandr", "--display", display_});
    const auto said = run_to_end({.command = words}, kXrandrPatience);
    return said ? Result<void>() : fail(said.error());
}

}  // namespace pendopo::test
