#include "tests/support/monitor_edid.h"

#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <X11/extensions/Xrandr.h>
#include <fmt/format.h>

#include <memory>

namespace pendopo::test {

std::array<uint8_t, 128> dell_edid(uint8_t serial) {
    return {0x00,   0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x10, 0xAC,  // DEL
            0xC4,   0xA0,  // product, low byte first
            serial, 0x00, 0x00, 0x00};
}

Result<void> set_edid(const std::string& display, const std::string& output,
                      std::span<const uint8_t> edid) {
    const std::unique_ptr<Display, int (*)(Display*)> server(XOpenDisplay(display.c_str()),
                                                             &XCloseDisplay);
    if (server == nullptr) {
        return fail(ErrorCode::not_found, fmt::format("no X server at {}", display));
    }
    const std::unique_ptr<XRRScreenResources, void (*)(XRRScreenResources*)> resources(
        XRRGetScreenResourcesCurrent(server.get(), DefaultRootWindow(server.get())),
        &XRRFreeScreenResources);
    for (int i = 0; i < resources->noutput; ++i) {
        const RROutput id = resources->outputs[i];
        const std::unique_ptr<XRROutputInfo, void (*)(XRROutputInfo*)> info(
            XRRGetOutputInfo(server.get(), resources.get(), id), &XRRFreeOutputInfo);
        if (info == nullptr || info->name != output) {
            continue;
        }
        const Atom property = XInternAtom(server.get(), "EDID", 0);
        if (edid.empty()) {
            XRRDeleteOutputProperty(server.get(), id, property);
        } else {
            XRRChangeOutputProperty(server.get(), id, property, XA_INTEGER, 8, PropModeReplace,
                                    edid.data(), static_cast<int>(edid.size()));
        }
        return {};
    }
    return fail(ErrorCode::not_found, fmt::format("no output {}", output));
}

}  // namespace pendopo::test
