// A module that the X server of tests (xorg_server.h) loads beside its dummy driver, whose monitors
// cannot sleep: with it the server has DPMS as one with real monitors has. What they are asked for
// is the server's own to keep and to tell.

#include <xorg-server.h>
// Of the server; xorg-server.h comes first.
#include <string.h>
#include <xf86.h>
#include <xf86Crtc.h>

// xf86Priv.h is not installed.
extern DriverPtr *xf86DriverList;
extern int xf86NumDrivers;
extern int xf86NumScreens;

static Bool (*probe)(DriverPtr, int);
static xf86ScreenInitProc *screen_init;

static Bool screen_init_with_dpms(ScreenPtr screen, int argc, char **argv) {
    return screen_init(screen, argc, argv) && xf86DPMSInit(screen, xf86DPMSSet, 0);
}

static Bool probe_with_dpms(DriverPtr driver, int flags) {
    const Bool found = probe(driver, flags);
    for (int i = 0; i < xf86NumScreens; ++i) {
        screen_init = xf86Screens[i]->ScreenInit;
        xf86Screens[i]->ScreenInit = screen_init_with_dpms;
    }
    return found;
}

// The driver was loaded before: its device stands first in the configuration.
static void *set_up(void *module, void *options, int *error_major, int *error_minor) {
    (void)options;
    (void)error_major;
    (void)error_minor;
    for (int i = 0; i < xf86NumDrivers; ++i) {
        if (xf86DriverList[i] != NULL && strcmp(xf86DriverList[i]->driverName, "dummy") == 0) {
            probe = xf86DriverList[i]->Probe;
            xf86DriverList[i]->Probe = probe_with_dpms;
        }
    }
    return module;
}

static XF86ModuleVersionInfo version = {.modname = "dummydpms",
                                        .vendor = "tests",
                                        ._modinfo1_ = MODINFOSTRING1,
                                        ._modinfo2_ = MODINFOSTRING2,
                                        .xf86version = XORG_VERSION_CURRENT,
                                        .majorversion = 1,
                                        .abiclass = ABI_CLASS_VIDEODRV,
                                        .abiversion = ABI_VIDEODRV_VERSION,
                                        .moduleclass = MOD_CLASS_VIDEODRV};
// The server looks for this name; of a driver's name it leaves out underscores.
_X_EXPORT XF86ModuleData dummydpmsModuleData = {&version, set_up, NULL};
