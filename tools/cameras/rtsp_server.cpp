#include "tools/cameras/rtsp_server.h"

#include <fmt/format.h>
#include <gst/app/gstappsrc.h>
#include <gst/rtsp-server/rtsp-server.h>

#include <algorithm>

#include "tools/cameras/camera_auth.h"
#include "tools/cameras/feeder.h"

namespace pendopo {
namespace {

// A stream that nobody takes (described, never played) keeps at most this; then it waits for a
// keyframe.
constexpr guint64 kMostQueued = 8 << 20;

// Access units of the loop as buffers without a copy; each keeps the loop alive.
class AppsrcSink final : public UnitSink {
  public:
    explicit AppsrcSink(GstElement* appsrc) : appsrc_(GST_APP_SRC(appsrc)) {}
    ~AppsrcSink() override { gst_object_unref(appsrc_); }

    void push(const EncodedLoop& loop, const AccessUnit& unit, int64_t behind_us) override {
        skipping_ |= gst_app_src_get_current_level_bytes(appsrc_) > kMostQueued;
        if (skipping_ && unit.keyframe == 0) {
            return;
        }
        skipping_ = false;
        auto* owner = new std::shared_ptr<const uint8_t>(loop.owner());
        const auto bytes = loop.bytes(unit);
        GstBuffer* buffer = gst_buffer_new_wrapped_full(
            GST_MEMORY_FLAG_READONLY, const_cast<uint8_t*>(bytes.data()), bytes.size(), 0,
            bytes.size(), owner,
            [](gpointer data) { delete static_cast<std::shared_ptr<const uint8_t>*>(data); });
        GST_BUFFER_PTS(buffer) = running_time(behind_us, loop.reorder_delay() > 0);
        if (unit.keyframe == 0) {
            GST_BUFFER_FLAG_SET(buffer, GST_BUFFER_FLAG_DELTA_UNIT);
        }
        gst_app_src_push_buffer(appsrc_, buffer);
    }

  private:
    // The presentation time on the pipeline's clock. What a start sends at once belongs to times
    // before the pipeline ran: those follow each other by a millisecond from zero.
    GstClockTime running_time(int64_t behind_us, bool reordered) {
        GstClockTime now = 0;
        if (GstClock* clock = gst_element_get_clock(GST_ELEMENT(appsrc_))) {
            const GstClockTime base = gst_element_get_base_time(GST_ELEMENT(appsrc_));
            now = gst_clock_get_time(clock);
            // While a pipeline starts it has its clock first and its base time a moment later. A
            // time without that base would be the machine's uptime, and the sink would wait for it.
            now = base != GST_CLOCK_TIME_NONE && base != 0 && now > base ? now - base : 0;
            gst_object_unref(clock);
        }
        const int64_t wanted = std::max<int64_t>(0, static_cast<int64_t>(now) - behind_us * 1000);
        if (reordered) {
            return static_cast<GstClockTime>(wanted);
        }
        last_ = std::max(static_cast<GstClockTime>(wanted), last_ + GST_MSECOND);
        return last_;
    }

    GstAppSrc* appsrc_;
    bool skipping_ = false;
    GstClockTime last_ = 0;
};

const char* caps_and_payloader(Codec codec) {
    switch (codec) {
        case Codec::h264:
            return "video/x-h264,stream-format=byte-stream,alignment=au\" ! h264parse ! "
                   "rtph264pay name=pay0 pt=96 config-interval=-1 aggregate-mode=zero-latency";
        case Codec::h265:
            return "video/x-h265,stream-format=byte-stream,alignment=au\" ! h265parse ! "
                   "rtph265pay name=pay0 pt=96 config-interval=-1 aggregate-mode=zero-latency";
        case Codec::mjpeg:
            return "image/jpeg\" ! jpegparse ! rtpjpegpay name=pay0 pt=26";
    }
    return "";
}

// What the callbacks of one mounted stream need; lives as long as the server.
struct MountedStream {
    LoopPointer loop;
    LoopClock clock;
    std::string id;
    Feeder* feeder;
    CameraBook* book;
};

struct RunningFeed {
    Feeder* feeder;
    int ticket;
};

void on_unprepared(GstRTSPMedia*, RunningFeed* feed) {
    feed->feeder->remove(feed->ticket);
}

void on_media_configure(GstRTSPMediaFactory*, GstRTSPMedia* media, MountedStream* stream) {
    GstElement* bin = gst_rtsp_media_get_element(media);
    GstElement* appsrc = gst_bin_get_by_name_recurse_up(GST_BIN(bin), "source");
    gst_object_unref(bin);
    const int ticket = stream->feeder->add(LoopCursor(stream->loop, stream->clock),
                                           std::make_unique<AppsrcSink>(appsrc),
                                           [stream] { return stream->book->mode(stream->id); });
    g_signal_connect_data(
        media, "unprepared", G_CALLBACK(on_unprepared), new RunningFeed{stream->feeder, ticket},
        [](gpointer data, GClosure*) { delete static_cast<RunningFeed*>(data); },
        static_cast<GConnectFlags>(0));
}

std::string path_of(const GstRTSPContext* context) {
    return context->uri != nullptr && context->uri->abspath != nullptr ? context->uri->abspath : "";
}

GstRTSPStatusCode on_pre_request(GstRTSPClient*, GstRTSPContext* context, CameraBook* book) {
    const std::string path = path_of(context);
    if (book->mode(CameraBook::id_in(path)) == CameraMode::off) {
        book->refused(path);
        return GST_RTSP_STS_SERVICE_UNAVAILABLE;
    }
    return GST_RTSP_STS_OK;
}
void on_describe(GstRTSPClient*, GstRTSPContext* context, CameraBook* book) {
    book->described(path_of(context));
}
void on_play(GstRTSPClient* client, GstRTSPContext* context, CameraBook* book) {
    book->playing(client, path_of(context));
}
void on_teardown(GstRTSPClient* client, GstRTSPContext* context, CameraBook* book) {
    book->stopped(client, path_of(context));
}
void on_closed(GstRTSPClient* client, CameraBook* book) {
    book->closed(client);
}
void on_client_connected(GstRTSPServer*, GstRTSPClient* client, CameraBook* book) {
    g_signal_connect(client, "pre-describe-request", G_CALLBACK(on_pre_request), book);
    g_signal_connect(client, "pre-setup-request", G_CALLBACK(on_pre_request), book);
    g_signal_connect(client, "describe-request", G_CALLBACK(on_describe), book);
    g_signal_connect(client, "play-request", G_CALLBACK(on_play), book);
    g_signal_connect(client, "teardown-request", G_CALLBACK(on_teardown), book);
    g_signal_connect(client, "closed", G_CALLBACK(on_closed), book);
}

std::vector<std::string> ids_of(const std::vector<ServedCamera>& cameras) {
    std::vector<std::string> ids;
    for (const ServedCamera& served : cameras) {
        ids.push_back(served.camera.id);
    }
    return ids;
}

}  // namespace

struct RtspServer::State {
    State(const std::vector<ServedCamera>& cameras, Log made_log)
        : book(ids_of(cameras)), log(std::move(made_log)) {}
    ~State() {
        if (source != 0) {
            g_source_remove(source);
        }
        if (server != nullptr) {
            gst_rtsp_server_client_filter(
                server, [](auto*, auto*, gpointer) { return GST_RTSP_FILTER_REMOVE; }, nullptr);
            g_object_unref(server);
            gst_rtsp_thread_pool_cleanup();  // joins the client threads
        }
    }

    void mount(const SimulatedCamera& camera, const SimulatedStream& stream, const char* which,
               LoopPointer loop, int loop_seconds) {
        streams.push_back(
            std::make_unique<MountedStream>(MountedStream{std::move(loop),
                                                          {stream.fps, loop_seconds, camera.number},
                                                          camera.id,
                                                          &feeder,
                                                          &book}));
        GstRTSPMediaFactory* factory = gst_rtsp_media_factory_new();
        const std::string launch = fmt::format(
            "( appsrc name=source is-live=true format=time block=false max-bytes=0 "
            "caps=\"{} )",
            caps_and_payloader(stream.codec));
        gst_rtsp_media_factory_set_launch(factory, launch.c_str());
        gst_rtsp_media_factory_set_shared(factory, TRUE);
        gst_rtsp_media_factory_set_latency(factory, 0);
        if (camera.login) {
            gst_rtsp_media_factory_add_role(
                factory, "viewer", GST_RTSP_PERM_MEDIA_FACTORY_ACCESS, G_TYPE_BOOLEAN, TRUE,
                GST_RTSP_PERM_MEDIA_FACTORY_CONSTRUCT, G_TYPE_BOOLEAN, TRUE, nullptr);
        }
        g_signal_connect(factory, "media-configure", G_CALLBACK(on_media_configure),
                         streams.back().get());
        GstRTSPMountPoints* mounts = gst_rtsp_server_get_mount_points(server);
        gst_rtsp_mount_points_add_factory(mounts, fmt::format("/{}/{}", camera.id, which).c_str(),
                                          factory);
        g_object_unref(mounts);
    }

    CameraBook book;
    Log log;
    std::vector<std::unique_ptr<MountedStream>> streams;
    Feeder feeder;
    GstRTSPServer* server = nullptr;
    guint source = 0;
};

RtspServer::RtspServer(std::unique_ptr<State> state) : state_(std::move(state)) {}
RtspServer::~RtspServer() = default;

Result<std::unique_ptr<RtspServer>> RtspServer::create(const std::string& address, int port,
                                                       std::vector<ServedCamera> cameras,
                                                       int loop_seconds, Log log) {
    auto state = std::make_unique<State>(cameras, std::move(log));
    state->server = gst_rtsp_server_new();
    gst_rtsp_server_set_address(state->server, address.c_str());
    gst_rtsp_server_set_service(state->server, std::to_string(port).c_str());
    gst_rtsp_server_set_backlog(state->server, 128);  // a whole wall may connect at once
    GstRTSPThreadPool* pool = gst_rtsp_server_get_thread_pool(state->server);
    gst_rtsp_thread_pool_set_max_threads(pool, 4);
    g_object_unref(pool);
    std::vector<SimulatedCamera> values;
    for (ServedCamera& served : cameras) {
        if (served.main) {
            state->mount(served.camera, *served.camera.main, "main", std::move(served.main),
                         loop_seconds);
        }
        state->mount(served.camera, served.camera.sub, "sub", std::move(served.sub), loop_seconds);
        values.push_back(std::move(served.camera));
    }
    CameraBook* book = &state->book;
    GstRTSPAuth* auth =
        camera_auth_new(values, [book](std::string_view path) { book->login_failed(path); });
    gst_rtsp_server_set_auth(state->server, auth);
    g_object_unref(auth);
    g_signal_connect(state->server, "client-connected", G_CALLBACK(on_client_connected), book);
    state->source = gst_rtsp_server_attach(state->server, nullptr);
    if (state->source == 0) {
        return fail(ErrorCode::io,
                    fmt::format("{}:{}: cannot listen; is the port taken? choose another with "
                                "--port",
                                address, port));
    }
    return std::unique_ptr<RtspServer>(new RtspServer(std::move(state)));
}

int RtspServer::port() const {
    return gst_rtsp_server_get_bound_port(state_->server);
}

CameraBook& RtspServer::book() {
    return state_->book;
}

bool RtspServer::set_mode(const std::string& id, CameraMode mode) {
    if (!state_->book.knows(id)) {
        return false;
    }
    state_->book.set_mode(id, mode);
    state_->log.info("mode id={} mode={}", id, to_string(mode));
    if (mode == CameraMode::off) {
        auto clients = state_->book.clients_of(id);
        GList* none = gst_rtsp_server_client_filter(
            state_->server,
            [](GstRTSPServer*, GstRTSPClient* client, gpointer data) {
                const auto& cut = *static_cast<std::set<CameraBook::Client>*>(data);
                return cut.contains(client) ? GST_RTSP_FILTER_REMOVE : GST_RTSP_FILTER_KEEP;
            },
            &clients);
        g_list_free_full(none, g_object_unref);
    }
    return true;
}

}  // namespace pendopo
