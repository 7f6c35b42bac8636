#include <fmt/format.h>
#include <gio/gio.h>
#include <gst/gst.h>

#include <cstdlib>
#include <mutex>
#include <string>

#include "decoders/gst_replies.h"
#include "decoders/gst_source.h"

namespace pendopo {
namespace {

struct Plugin {
    const char* name;
    const char* package;  // Debian's
};
// By what a GstSource uses of them.
constexpr Plugin kPlugins[] = {
    {"coreelements", "libgstreamer1.0-0"},            // fakesink, and queues within rtspsrc
    {"app", "gstreamer1.0-plugins-base"},             // appsink
    {"rtsp", "gstreamer1.0-plugins-good"},            // rtspsrc
    {"rtpmanager", "gstreamer1.0-plugins-good"},      // the session, the jitter buffer
    {"rtp", "gstreamer1.0-plugins-good"},             // depayloaders
    {"udp", "gstreamer1.0-plugins-good"},             // udpsrc, udpsink
    {"srtp", "gstreamer1.0-plugins-bad"},             // srtpdec, srtpenc
    {"videoparsersbad", "gstreamer1.0-plugins-bad"},  // mpeg4videoparse and its like
};

Result<void> load_plugins() {
    for (const auto& [name, package] : kPlugins) {
        const std::string file = std::string(PENDOPO_GST_PLUGINS "/libgst") + name + ".so";
        GstPlugin* plugin = gst_plugin_load_file(file.c_str(), nullptr);
        if (plugin == nullptr) {
            return fail(ErrorCode::unsupported,
                        fmt::format("gstreamer: the plugin \"{}\" cannot be loaded; install the "
                                    "package {} and start the wall again",
                                    name, package));
        }
        gst_object_unref(plugin);
    }
    return {};
}

}  // namespace

Result<void> start_gstreamer(GstPlugins plugins) {
    static std::once_flag once;
    if (plugins == GstPlugins::own) {
        // Neither a registry nor what the environment names is looked at.
        ::setenv("GST_REGISTRY_DISABLE", "yes", 1);
        ::setenv("GST_DEBUG_NO_COLOR", "1", 1);
        ::unsetenv("GST_DEBUG");  // its lines would carry addresses and logins
        // No desktop's proxies and no mounts: they would be asked over D-Bus.
        ::setenv("GIO_USE_PROXY_RESOLVER", "dummy", 1);
        ::setenv("GIO_USE_VFS", "local", 1);
    }
    gst_init(nullptr, nullptr);
    gst_debug_set_active(FALSE);
    // Before its plugin is loaded: rtspsrc looks once for what wants to extend it.
    std::call_once(once, register_reply_listening);
    if (plugins == GstPlugins::own) {
        if (Result<void> loaded = load_plugins(); !loaded) {
            return loaded;
        }
        // Modules, too, and the system's authorities, which are kept.
        g_proxy_resolver_get_default();
        g_object_unref(g_tls_backend_get_default_database(g_tls_backend_get_default()));
    }
    return {};
}

}  // namespace pendopo
