#include "engine/render/x11_screen.h"

#include <X11/Xlib.h>
#include <X11/extensions/Xrandr.h>
#include <X11/extensions/dpms.h>

#include <cstdint>
#include <span>

#include "engine/render/edid.h"

namespace pendopo {
namespace {

bool has_dpms(Display* display) {
    int event = 0;
    int error = 0;
    return DPMSQueryExtension(display, &event, &error) != 0 && DPMSCapable(display) != 0;
}

}  // namespace

void keep_screen_on(Display* display) {
    XSetScreenSaver(display, 0, 0, DontPreferBlanking, DefaultExposures);
    if (has_dpms(display)) {
        DPMSDisable(display);  // also turns on what is off
    }
    XFlush(display);
}

void keep_screen_on_standby(Display* display) {
    XSetScreenSaver(display, 0, 0, DontPreferBlanking, DefaultExposures);
    if (has_dpms(display)) {
        DPMSSetTimeouts(display, 0, 0, 0);
        DPMSEnable(display);
        DPMSForceLevel(display, DPMSModeOff);
    }
    XFlush(display);
}

ScreenPower screen_power(Display* display) {
    CARD16 level = DPMSModeOn;
    BOOL enabled = False;
    if (!has_dpms(display) || DPMSInfo(display, &level, &enabled) == 0) {
        return ScreenPower::unknown;
    }
    return enabled != 0 && level != DPMSModeOn ? ScreenPower::standby : ScreenPower::on;
}

void probe_outputs(Display* display) {
    XRRFreeScreenResources(XRRGetScreenResources(display, DefaultRootWindow(display)));
    XSync(display, False);
}

int count_driven_outputs(Display* display) {
    XRRScreenResources* resources =
        XRRGetScreenResourcesCurrent(display, DefaultRootWindow(display));
    int driven = 0;
    for (int i = 0; i < resources->ncrtc; ++i) {
        XRRCrtcInfo* crtc = XRRGetCrtcInfo(display, resources, resources->crtcs[i]);
        if (crtc != nullptr) {
            driven += crtc->mode != 0 ? crtc->noutput : 0;
            XRRFreeCrtcInfo(crtc);
        }
    }
    XRRFreeScreenResources(resources);
    return driven;
}

std::string read_edid(Display* display, unsigned long output) {
    constexpr long kLongestEdid = 512 / 4;  // in units of 4 bytes
    const Atom property = XInternAtom(display, "EDID", True);
    if (property == 0) {
        return {};
    }
    unsigned char* bytes = nullptr;
    unsigned long count = 0;
    unsigned long left = 0;
    Atom type = 0;
    int format = 0;
    std::string described;
    if (XRRGetOutputProperty(display, output, property, 0, kLongestEdid, False, False,
                             AnyPropertyType, &type, &format, &count, &left, &bytes) == Success &&
        format == 8) {
        described = describe_edid({static_cast<const uint8_t*>(bytes), count});
    }
    if (bytes != nullptr) {
        XFree(bytes);
    }
    return described;
}

}  // namespace pendopo
