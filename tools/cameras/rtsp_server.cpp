#include "tools/cameras/rtsp_server.h"

#include <fmt/format.h>
#include <gst/app/gstappsrc.h>
#include <gst/rtsp-server/rtsp-server.h>

#include <algorithm>
#include <map>

#include "tools/cameras/camera_auth.h"
#include "tools/cameras/feeder.h"
#include "tools/cameras/rtsp_connections.h"

namespace pendopo {
namespace {

// A stream that nobody takes (described, never played) keeps at most this; then it waits for a
// keyframe.
constexpr guint64 kMostQueued = 8 << 20;

// How long a DESCRIBE waits for a loop. Viewers give up after ten seconds or more.
constexpr Seconds kLoopPatience{8};

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
        default:  // not simulated
            break;
    }
    return "";
}

// What the callbacks of one mounted stream need; lives as long as the server.
struct MountedStream {
    std::shared_ptr<LoopSlot> slot;
    int fps;
    int camera;
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
    auto sink = std::make_unique<AppsrcSink>(appsrc);
    LoopPointer loop = stream->slot->loop();
    if (loop == nullptr) {
        return;  // on_pre_request lets nobody so far; without pictures it cannot be described
    }
    const int ticket = stream->feeder->add(
        LoopCursor(std::move(loop), stream->fps, stream->camera), std::move(sink),
        {.mode = [stream] { return stream->book->mode(stream->id); },
         .loop = [stream] { return stream->slot->loop(); }});
    g_signal_connect_data(
        media, "unprepared", G_CALLBACK(on_unprepared), new RunningFeed{stream->feeder, ticket},
        [](gpointer data, GClosure*) { delete static_cast<RunningFeed*>(data); },
        static_cast<GConnectFlags>(0));
}

std::string path_of(const GstRTSPContext* context) {
    return context->uri != nullptr && context->uri->abspath != nullptr ? context->uri->abspath : "";
}

// What the callbacks of every client need.
struct ClientDesk {
    CameraBook book;
    std::map<std::string, std::shared_ptr<LoopSlot>, std::less<>> slots;  // "a/main"
};

// On the client's own thread, which may wait; everybody else's goes on.
GstRTSPStatusCode on_pre_request(GstRTSPClient*, GstRTSPContext* context, ClientDesk* desk) {
    const std::string path = path_of(context);
    if (desk->book.mode(CameraBook::id_in(path)) == CameraMode::off) {
        desk->book.refused(path);
        return GST_RTSP_STS_SERVICE_UNAVAILABLE;
    }
    const auto slot = desk->slots.find(CameraBook::stream_in(path));
    const bool there = slot == desk->slots.end() ||  // which is refused later, as not found
                       slot->second->wait(kLoopPatience) != nullptr;
    return there ? GST_RTSP_STS_OK : GST_RTSP_STS_SERVICE_UNAVAILABLE;
}
void on_describe(GstRTSPClient*, GstRTSPContext* context, ClientDesk* desk) {
    desk->book.described(path_of(context));
}
void on_play(GstRTSPClient* client, GstRTSPContext* context, ClientDesk* desk) {
    desk->book.playing(client, path_of(context));
}
void on_teardown(GstRTSPClient* client, GstRTSPContext* context, ClientDesk* desk) {
    desk->book.stopped(client, path_of(context));
}
void on_closed(GstRTSPClient* client, ClientDesk* desk) {
    desk->book.closed(client);
}
void on_client_connected(GstRTSPServer*, GstRTSPClient* client, ClientDesk* desk) {
    g_signal_connect(client, "pre-describe-request", G_CALLBACK(on_pre_request), desk);
    g_signal_connect(client, "pre-setup-request", G_CALLBACK(on_pre_request), desk);
    g_signal_connect(client, "describe-request", G_CALLBACK(on_describe), desk);
    g_signal_connect(client, "play-request", G_CALLBACK(on_play), desk);
    g_signal_connect(client, "teardown-request", G_CALLBACK(on_teardown), desk);
    g_signal_connect(client, "closed", G_CALLBACK(on_closed), desk);
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
        : desk{CameraBook(ids_of(cameras)), {}}, log(std::move(made_log)) {}
    ~State() {
        for (const auto& [path, slot] : desk.slots) {
            slot->close();
        }
        connections->end_all();
        g_object_unref(server);
        gst_rtsp_thread_pool_cleanup();  // joins the client threads
    }

    void mount(const SimulatedCamera& camera, const SimulatedStream& stream, const char* which,
               const std::shared_ptr<LoopSlot>& slot) {
        const std::string path = fmt::format("{}/{}", camera.id, which);
        desk.slots.emplace(path, slot);
        streams.push_back(std::make_unique<MountedStream>(
            MountedStream{slot, stream.fps, camera.number, camera.id, &feeder, &desk.book}));
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
        gst_rtsp_mount_points_add_factory(mounts, ("/" + path).c_str(), factory);
        g_object_unref(mounts);
    }

    ClientDesk desk;
    Log log;
    std::vector<std::unique_ptr<MountedStream>> streams;
    Feeder feeder;
    GstRTSPServer* server = gst_rtsp_server_new();
    std::unique_ptr<RtspConnections> connections;
};

RtspServer::RtspServer(std::unique_ptr<State> state) : state_(std::move(state)) {}
RtspServer::~RtspServer() = default;

std::unique_ptr<RtspServer> RtspServer::create(UniqueFd listener,
                                               const std::vector<ServedCamera>& cameras, Log log) {
    auto state = std::make_unique<State>(cameras, std::move(log));
    // A thread each, as one may wait for its loop; RtspConnections bounds their number.
    GstRTSPThreadPool* pool = gst_rtsp_server_get_thread_pool(state->server);
    gst_rtsp_thread_pool_set_max_threads(pool, -1);
    g_object_unref(pool);
    std::vector<SimulatedCamera> values;
    for (const ServedCamera& served : cameras) {
        if (served.main) {
            state->mount(served.camera, *served.camera.main, "main", served.main);
        }
        state->mount(served.camera, served.camera.sub, "sub", served.sub);
        values.push_back(served.camera);
    }
    ClientDesk* desk = &state->desk;
    GstRTSPAuth* auth =
        camera_auth_new(values, [desk](std::string_view path) { desk->book.login_failed(path); });
    gst_rtsp_server_set_auth(state->server, auth);
    g_object_unref(auth);
    g_signal_connect(state->server, "client-connected", G_CALLBACK(on_client_connected), desk);
    state->connections = std::make_unique<RtspConnections>(std::move(listener), state->server);
    return std::unique_ptr<RtspServer>(new RtspServer(std::move(state)));
}

CameraBook& RtspServer::book() {
    return state_->desk.book;
}

bool RtspServer::set_mode(const std::string& id, CameraMode mode) {
    CameraBook& book = state_->desk.book;
    if (!book.knows(id)) {
        return false;
    }
    book.set_mode(id, mode);
    state_->log.info("mode id={} mode={}", id, to_string(mode));
    if (mode == CameraMode::off) {
        state_->connections->cut(book.clients_of(id));
    }
    return true;
}

}  // namespace pendopo
