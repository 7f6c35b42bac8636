#include "tests/support/x_cables.h"

#include <X11/Xlib.h>
#include <X11/extensions/Xrandr.h>
#include <X11/extensions/dpms.h>

#include <memory>
#include <utility>

namespace pendopo::test {
namespace {

using Server = std::unique_ptr<Display, int (*)(Display*)>;
using Resources = std::unique_ptr<XRRScreenResources, void (*)(XRRScreenResources*)>;

Result<Server> open_server(const std::string& display) {
    Server server(XOpenDisplay(display.c_str()), &XCloseDisplay);
    if (server == nullptr) {
        return fail(ErrorCode::not_found, "no X server at " + display);
    }
    return server;
}

Resources resources_of(const Server& server) {
    return {XRRGetScreenResourcesCurrent(server.get(), DefaultRootWindow(server.get())),
            &XRRFreeScreenResources};
}

}  // namespace

Result<void> XCables::pull(const std::vector<std::string>& outputs) {
    const auto server = open_server(display_);
    if (!server) {
        return fail(server.error());
    }
    const Resources resources = resources_of(*server);
    for (const std::string& name : outputs) {
        for (int i = 0; i < resources->ncrtc; ++i) {
            const RRCrtc crtc = resources->crtcs[i];
            const std::unique_ptr<XRRCrtcInfo, void (*)(XRRCrtcInfo*)> info(
                XRRGetCrtcInfo(server->get(), resources.get(), crtc), &XRRFreeCrtcInfo);
            if (info == nullptr || info->noutput != 1) {
                continue;
            }
            const std::unique_ptr<XRROutputInfo, void (*)(XRROutputInfo*)> output(
                XRRGetOutputInfo(server->get(), resources.get(), info->outputs[0]),
                &XRRFreeOutputInfo);
            if (output != nullptr && output->name == name) {
                pulled_[name] = {crtc, info->mode, info->x, info->y, info->rotation};
            }
        }
        if (!pulled_.contains(name)) {
            return fail(ErrorCode::not_found, "no output " + name + " is on");
        }
        if (XRRSetCrtcConfig(server->get(), resources.get(), pulled_[name].crtc, CurrentTime, 0, 0,
                             None, RR_Rotate_0, nullptr, 0) != RRSetConfigSuccess) {
            return fail(ErrorCode::refused, name + " cannot be turned off");
        }
    }
    XSync(server->get(), False);
    return {};
}

Result<void> XCables::plug_in(const std::vector<std::string>& outputs) {
    const auto server = open_server(display_);
    if (!server) {
        return fail(server.error());
    }
    const Resources resources = resources_of(*server);
    for (const std::string& name : outputs) {
        RROutput found = None;
        for (int i = 0; i < resources->noutput; ++i) {
            const std::unique_ptr<XRROutputInfo, void (*)(XRROutputInfo*)> output(
                XRRGetOutputInfo(server->get(), resources.get(), resources->outputs[i]),
                &XRRFreeOutputInfo);
            found = output != nullptr && output->name == name ? resources->outputs[i] : found;
        }
        const auto place = pulled_.find(name);
        if (found == None || place == pulled_.end()) {
            return fail(ErrorCode::not_found, "no output " + name + " was pulled");
        }
        const Place& at = place->second;
        if (XRRSetCrtcConfig(server->get(), resources.get(), at.crtc, CurrentTime, at.x, at.y,
                             at.mode, at.rotation, &found, 1) != RRSetConfigSuccess) {
            return fail(ErrorCode::refused, name + " cannot be turned on");
        }
        pulled_.erase(place);
    }
    XSync(server->get(), False);
    return {};
}

Result<void> set_screen_saver(const std::string& display, int seconds) {
    const auto server = open_server(display);
    if (!server) {
        return fail(server.error());
    }
    XSetScreenSaver(server->get(), seconds, seconds, PreferBlanking, AllowExposures);
    XSync(server->get(), False);
    return {};
}

Result<std::string> monitors(const std::string& display) {
    const auto server = open_server(display);
    if (!server) {
        return fail(server.error());
    }
    int event = 0;
    int error = 0;
    CARD16 level = DPMSModeOn;
    BOOL enabled = False;
    if (DPMSQueryExtension(server->get(), &event, &error) == 0 || DPMSCapable(server->get()) == 0 ||
        DPMSInfo(server->get(), &level, &enabled) == 0) {
        return std::string("none");
    }
    constexpr const char* kWords[] = {"on", "standby", "suspend", "off"};
    return std::string(enabled == 0 ? "on" : kWords[level & 3]);
}

Result<void> wake_monitors(const std::string& display) {
    const auto server = open_server(display);
    if (!server) {
        return fail(server.error());
    }
    DPMSForceLevel(server->get(), DPMSModeOn);
    XSync(server->get(), False);
    return {};
}

Result<int> screen_saver(const std::string& display) {
    const auto server = open_server(display);
    if (!server) {
        return fail(server.error());
    }
    int after = 0;
    int interval = 0;
    int blanking = 0;
    int exposures = 0;
    XGetScreenSaver(server->get(), &after, &interval, &blanking, &exposures);
    return after;
}

}  // namespace pendopo::test
