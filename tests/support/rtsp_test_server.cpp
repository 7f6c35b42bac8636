#include "tests/support/rtsp_test_server.h"

#include <gst/rtsp-server/rtsp-server.h>

#include <atomic>
#include <future>
#include <mutex>
#include <thread>

namespace pendopo {
namespace {

std::string pipeline(const TestStream& stream) {
    const std::string caps = "video/x-raw,format=I420,width=" + std::to_string(stream.width) +
                             ",height=" + std::to_string(stream.height) +
                             ",framerate=" + std::to_string(stream.fps) + "/1";
    const std::string gop = std::to_string(stream.gop);
    std::string encoder;
    if (stream.encoder == "h265") {
        encoder = "x265enc tune=zerolatency speed-preset=ultrafast key-int-max=" + gop +
                  " option-string=pools=1:frame-threads=1 ! h265parse config-interval=-1 ! "
                  "rtph265pay name=pay0 pt=96";
    } else if (stream.encoder == "mjpeg") {
        encoder = "jpegenc quality=90 ! rtpjpegpay name=pay0 pt=26";
    } else if (stream.encoder == "h263") {
        encoder = "avenc_h263 gop-size=" + gop + " ! rtph263pay name=pay0 pt=34";
    } else if (stream.encoder == "vp8" || stream.encoder == "vp9") {
        encoder = stream.encoder + "enc deadline=1 cpu-used=8 keyframe-max-dist=" + gop + " ! rtp" +
                  stream.encoder + "pay name=pay0 pt=96";
    } else {
        encoder = "x264enc tune=zerolatency speed-preset=ultrafast threads=1 key-int-max=" + gop +
                  " bitrate=" + std::to_string(stream.kbit_per_s) +
                  " ! h264parse config-interval=-1 ! rtph264pay name=pay0 pt=96";
    }
    return "( videotestsrc is-live=true pattern=" + stream.pattern + " ! " + caps + " ! " +
           encoder + " " + stream.extra_payloads + " )";
}

}  // namespace

struct RtspTestServer::State {
    GMainContext* context = g_main_context_new();
    GMainLoop* loop = g_main_loop_new(context, FALSE);
    GstRTSPServer* server = nullptr;
    GSource* accepting = nullptr;
    TestLogin login;
    std::string scheme = "rtsp";
    int port = 0;
    std::atomic<int> connections{0};
    std::atomic<int> open{0};
    std::atomic<int> plays{0};
    std::atomic<int> teardowns{0};
    std::atomic<int> failed_logins{0};
    std::thread thread;

    static State& of(gpointer self) { return *static_cast<State*>(self); }
    static void on_client(GstRTSPServer*, GstRTSPClient* client, gpointer self) {
        ++of(self).connections;
        ++of(self).open;
        g_signal_connect(client, "closed", G_CALLBACK(on_closed), self);
        g_signal_connect(client, "play-request", G_CALLBACK(on_play), self);
        g_signal_connect(client, "teardown-request", G_CALLBACK(on_teardown), self);
    }
    static void on_closed(GstRTSPClient*, gpointer self) { --of(self).open; }
    static void on_play(GstRTSPClient*, GstRTSPContext*, gpointer self) { ++of(self).plays; }
    static void on_teardown(GstRTSPClient*, GstRTSPContext*, gpointer self) {
        ++of(self).teardowns;
    }
};

namespace {

// Counts requests that carry a login which the server then refuses.
struct CountingAuth {
    GstRTSPAuth parent;
    std::atomic<int>* failed;
};
struct CountingAuthClass {
    GstRTSPAuthClass parent;
};
G_DEFINE_TYPE(CountingAuth, counting_auth, GST_TYPE_RTSP_AUTH)
gboolean counting_authenticate(GstRTSPAuth* auth, GstRTSPContext* context) {
    const gboolean good =
        GST_RTSP_AUTH_CLASS(counting_auth_parent_class)->authenticate(auth, context);
    gchar* header = nullptr;
    const bool tried = gst_rtsp_message_get_header(context->request, GST_RTSP_HDR_AUTHORIZATION,
                                                   &header, 0) == GST_RTSP_OK;
    if (tried && context->token == nullptr) {
        ++*reinterpret_cast<CountingAuth*>(auth)->failed;
    }
    return good;
}
void counting_auth_class_init(CountingAuthClass* type) {
    type->parent.authenticate = counting_authenticate;
}
void counting_auth_init(CountingAuth*) {}

}  // namespace

RtspTestServer::RtspTestServer(const TestLogin& login, int port, const TestCertificate* tls)
    : state_(std::make_unique<State>()) {
    gst_init(nullptr, nullptr);
    State& state = *state_;
    state.login = login;
    state.server = gst_rtsp_server_new();
    gst_rtsp_server_set_address(state.server, "127.0.0.1");
    gst_rtsp_server_set_service(state.server, std::to_string(port).c_str());
    g_signal_connect(state.server, "client-connected", G_CALLBACK(State::on_client), &state);
    if (!login.user.empty()) {
        auto* auth = static_cast<GstRTSPAuth*>(g_object_new(counting_auth_get_type(), nullptr));
        reinterpret_cast<CountingAuth*>(auth)->failed = &state.failed_logins;
        gst_rtsp_auth_set_supported_methods(auth, GST_RTSP_AUTH_DIGEST);
        GstRTSPToken* token =
            gst_rtsp_token_new(GST_RTSP_TOKEN_MEDIA_FACTORY_ROLE, G_TYPE_STRING, "user", nullptr);
        gst_rtsp_auth_add_digest(auth, login.user.c_str(), login.password.c_str(), token);
        gst_rtsp_token_unref(token);
        if (tls != nullptr) {
            const std::string pem = tls->certificate + tls->key;
            GTlsCertificate* certificate =
                g_tls_certificate_new_from_pem(pem.data(), gssize(pem.size()), nullptr);
            gst_rtsp_auth_set_tls_certificate(auth, certificate);
            g_object_unref(certificate);
            state.scheme = "rtsps";
        }
        gst_rtsp_server_set_auth(state.server, auth);
        g_object_unref(auth);
    }
    // No threads of the server's own: everything happens in our loop.
    GstRTSPThreadPool* pool = gst_rtsp_server_get_thread_pool(state.server);
    gst_rtsp_thread_pool_set_max_threads(pool, 0);
    g_object_unref(pool);
    state.accepting = gst_rtsp_server_create_source(state.server, nullptr, nullptr);
    g_source_attach(state.accepting, state.context);
    state.port = gst_rtsp_server_get_bound_port(state.server);
    state.thread = std::thread([&state] {
        g_main_context_push_thread_default(state.context);
        g_main_loop_run(state.loop);
        g_main_context_pop_thread_default(state.context);
    });
}

RtspTestServer::~RtspTestServer() {
    State& state = *state_;
    // In the loop's thread, where the clients live.
    g_main_context_invoke(
        state.context,
        [](gpointer self) -> gboolean {
            const auto drop = [](GstRTSPServer*, GstRTSPClient*, gpointer) {
                return GST_RTSP_FILTER_REMOVE;
            };
            gst_rtsp_server_client_filter(State::of(self).server, drop, nullptr);
            g_main_loop_quit(State::of(self).loop);
            return G_SOURCE_REMOVE;
        },
        &state);
    state.thread.join();
    g_source_destroy(state.accepting);
    g_source_unref(state.accepting);
    g_object_unref(state.server);
    g_main_loop_unref(state.loop);
    g_main_context_unref(state.context);
}

void RtspTestServer::add(const std::string& mount, const TestStream& stream) {
    GstRTSPMediaFactory* factory = gst_rtsp_media_factory_new();
    gst_rtsp_media_factory_set_launch(factory, pipeline(stream).c_str());
    gst_rtsp_media_factory_set_shared(factory, TRUE);
    gst_rtsp_media_factory_set_latency(factory, 0);
    if (stream.delivery == TestDelivery::multicast) {
        GstRTSPAddressPool* pool = gst_rtsp_address_pool_new();
        gst_rtsp_address_pool_add_range(pool, "239.255.77.1", "239.255.77.9", 15'000, 15'099, 1);
        gst_rtsp_media_factory_set_address_pool(factory, pool);
        g_object_unref(pool);
        gst_rtsp_media_factory_set_protocols(factory, GST_RTSP_LOWER_TRANS_UDP_MCAST);
        gst_rtsp_media_factory_set_multicast_iface(factory, "lo");
    } else if (stream.delivery == TestDelivery::srtp) {
        gst_rtsp_media_factory_set_profiles(factory, GST_RTSP_PROFILE_SAVP);
    }
    if (!state_->login.user.empty()) {
        gst_rtsp_media_factory_add_role(factory, "user", GST_RTSP_PERM_MEDIA_FACTORY_ACCESS,
                                        G_TYPE_BOOLEAN, TRUE, GST_RTSP_PERM_MEDIA_FACTORY_CONSTRUCT,
                                        G_TYPE_BOOLEAN, TRUE, nullptr);
    }
    GstRTSPMountPoints* mounts = gst_rtsp_server_get_mount_points(state_->server);
    gst_rtsp_mount_points_add_factory(mounts, ("/" + mount).c_str(), factory);
    g_object_unref(mounts);
}

std::string RtspTestServer::url(const std::string& mount) const {
    return state_->scheme + "://127.0.0.1:" + std::to_string(state_->port) + "/" + mount;
}
int RtspTestServer::port() const {
    return state_->port;
}
int RtspTestServer::connections() const {
    return state_->connections;
}
int RtspTestServer::open_connections() const {
    return state_->open;
}
int RtspTestServer::plays() const {
    return state_->plays;
}
int RtspTestServer::teardowns() const {
    return state_->teardowns;
}
int RtspTestServer::failed_logins() const {
    return state_->failed_logins;
}

}  // namespace pendopo
