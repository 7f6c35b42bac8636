#include "decoders/gst_connection.h"

#include <fmt/format.h>
#include <gst/app/gstappsink.h>

#include <span>
#include <string_view>
#include <thread>
#include <utility>

#include "decoders/gst_trust.h"
#include "decoders/net_interface.h"
#include "decoders/rtp_unpacker.h"
#include "decoders/rtsp_address.h"
#include "decoders/rtsp_message.h"
#include "decoders/rtsp_refusal.h"

namespace pendopo {
namespace {

// How long a packet that is missing is waited for.
constexpr Milliseconds kReorder{50};
constexpr Milliseconds kFarewell{100};  // TEARDOWN, at most
constexpr int kUdpBuffer = 4 << 20;     // bytes; the kernel gives what it may

template <class Duration>
guint64 in_us(Duration duration) {
    return static_cast<guint64>(std::chrono::microseconds(duration).count());
}

bool within_tls(const std::string& url) {
    return url.starts_with("rtsps");
}

}  // namespace

GstConnection::GstConnection(const SourceOptions& options, GstRTSPLowerTrans way)
    : options_(options),
      way_(way),
      replies_(options.url, !options.user.empty(), options.stream.basic || within_tls(options.url),
               options.stream.redirect_hosts) {}

GstConnection::~GstConnection() {
    end();
}

void GstConnection::end() {
    if (pipeline_) {
        gst_element_set_state(pipeline_.get(), GST_STATE_NULL);
    }
}

std::shared_ptr<const GstEnding> end_apart(std::shared_ptr<GstConnection> connection,
                                           std::shared_ptr<std::atomic<int>> underway) {
    auto ending = std::make_shared<GstEnding>();
    ++*underway;
    std::thread([ending, connection = std::move(connection),
                 underway = std::move(underway)]() mutable {
        connection->end();
        connection.reset();
        --*underway;
        ending->set_over();
    }).detach();
    return ending;
}

Result<void> GstConnection::start() {
    pipeline_.reset(GST_ELEMENT(gst_object_ref_sink(gst_pipeline_new(nullptr))));
    listen_to_next_rtspsrc(this);
    GstElement* source = gst_element_factory_make("rtspsrc", nullptr);
    listen_to_next_rtspsrc(nullptr);
    if (source == nullptr) {
        return fail(ErrorCode::unsupported,
                    "gstreamer: rtspsrc is not there; install gstreamer1.0-plugins-good");
    }
    gst_bin_add(GST_BIN(pipeline_.get()), source);
    configure(source);
    GstBus* bus = gst_element_get_bus(pipeline_.get());
    gst_bus_set_sync_handler(
        bus,
        [](GstBus*, GstMessage* message, gpointer self) {
            of(self).on_message(message);
            gst_message_unref(message);
            return GST_BUS_DROP;
        },
        this, nullptr);
    gst_object_unref(bus);
    if (gst_element_set_state(pipeline_.get(), GST_STATE_PLAYING) == GST_STATE_CHANGE_FAILURE) {
        return fail(inbox_.ended().value_or(
            Error(ErrorCode::invalid, "gstreamer: the address cannot be opened")));
    }
    return {};
}

void GstConnection::configure(GstElement* source) {
    const std::string location = with_login(options_.url, options_.user, options_.password);
    g_object_set(source, "location", location.c_str(), "protocols", way_, "latency",
                 static_cast<guint>(kReorder.count()), "do-retransmission", FALSE, "timeout",
                 in_us(kFirstUdpPacket), "tcp-timeout", in_us(options_.open_timeout),
                 "teardown-timeout", static_cast<guint64>(kFarewell.count()) * GST_MSECOND,
                 "udp-buffer-size", kUdpBuffer, "udp-reconnect", FALSE, "user-agent", "Pendopo",
                 nullptr);
    // RTP's own times, not a clock that follows them; nothing is held back to fill a buffer.
    gst_util_set_object_arg(G_OBJECT(source), "buffer-mode", "none");
    // A group is joined where the camera is.
    const Result<RtspUrl> url = RtspUrl::parse(options_.url);
    if (const std::string towards = interface_towards(url ? url->host : ""); !towards.empty()) {
        g_object_set(source, "multicast-iface", towards.c_str(), nullptr);
    }
    if (!options_.user.empty()) {
        g_object_set(source, "user-id", options_.user.c_str(), "user-pw", options_.password.c_str(),
                     nullptr);
    }
    if (!options_.stream.certificate_sha256.empty()) {
        g_object_set(source, "tls-database", no_authorities().get(), nullptr);
    }
    g_signal_connect(source, "accept-certificate",
                     G_CALLBACK(+[](GstElement*, GTlsConnection*, GTlsCertificate* certificate,
                                    GTlsCertificateFlags wrong, gpointer self) -> gboolean {
                         return of(self).accept(certificate, wrong) ? TRUE : FALSE;
                     }),
                     this);
    g_signal_connect(source, "select-stream",
                     G_CALLBACK(+[](GstElement*, guint, GstCaps* caps, gpointer self) -> gboolean {
                         return of(self).select(caps) ? TRUE : FALSE;
                     }),
                     this);
    g_signal_connect(
        source, "pad-added",
        G_CALLBACK(+[](GstElement*, GstPad* pad, gpointer self) { of(self).on_pad(pad); }), this);
}

void GstConnection::on_reply(const GstRTSPMessage& request, GstRTSPMessage& reply) {
    const std::lock_guard lock(mutex_);
    std::optional<Error> refused = replies_.refuse(request, reply);
    if (replies_.method() == "SETUP" && may_refuse_transport(replies_.status())) {
        refused_way_ = true;
    }
    if (refused) {
        inbox_.end(std::move(*refused));
    } else if (replies_.playing()) {
        inbox_.set_playing();
    }
}

bool GstConnection::accept(GTlsCertificate* certificate, GTlsCertificateFlags wrong) {
    const Result<void> fine =
        judge_certificate(certificate, wrong, options_.stream.certificate_sha256);
    if (!fine) {
        inbox_.end(fine.error());
    }
    return fine.has_value();
}

// The first video that is decoded here; never sound.
bool GstConnection::select(const GstCaps* caps) {
    const std::lock_guard lock(mutex_);
    const GstStructure* structure = gst_caps_get_structure(caps, 0);
    const char* media = gst_structure_get_string(structure, "media");
    const char* encoding = gst_structure_get_string(structure, "encoding-name");
    if (selected_ || media == nullptr || std::string_view(media) != "video") {
        return false;
    }
    if (encoding == nullptr || video_kind(encoding) == nullptr) {
        unknown_ = encoding == nullptr ? "unnamed" : std::string(encoding).substr(0, 32);
        return false;
    }
    selected_ = true;
    return true;
}

// What is received is of one kind: what comes as another later is discarded. The same may come
// again, as another RTP source.
bool GstConnection::take_offer(const VideoOffer& offer) {
    const std::lock_guard lock(mutex_);
    if (!offer_) {
        offer_ = offer;
    }
    return offer_->codec == offer.codec && offer_->payload_type == offer.payload_type;
}

void GstConnection::on_pad(GstPad* pad) {
    const CapsPtr caps(gst_pad_get_current_caps(pad));
    const char* encoding =
        caps ? gst_structure_get_string(gst_caps_get_structure(caps.get(), 0), "encoding-name")
             : nullptr;
    const GstVideoKind* kind = encoding == nullptr ? nullptr : video_kind(encoding);
    if (kind == nullptr || !take_offer(offer_of(*kind, *caps))) {
        discard(GST_BIN(pipeline_.get()), pad);
        return;
    }
    rtp_ = kind->rtp();
    GstBranch branch = add_branch(GST_BIN(pipeline_.get()), *kind);
    if (branch.appsink == nullptr) {
        inbox_.end(Error(ErrorCode::unsupported,
                         fmt::format("gstreamer: an element for {} is not there; install "
                                     "gstreamer1.0-plugins-good and gstreamer1.0-plugins-bad",
                                     kind->encoding)));
        return;
    }
    GstAppSinkCallbacks callbacks{};
    callbacks.new_sample = [](GstAppSink* sink, gpointer self) {
        if (GstSample* sample = gst_app_sink_pull_sample(sink)) {
            of(self).on_sample(sample);
            gst_sample_unref(sample);
        }
        return GST_FLOW_OK;
    };
    gst_app_sink_set_callbacks(GST_APP_SINK(branch.appsink), &callbacks, this, nullptr);
    if (gst_pad_link(pad, branch.input.get()) != GST_PAD_LINK_OK) {
        inbox_.end(Error(ErrorCode::unsupported, "gstreamer: the video cannot be unpacked"));
        return;
    }
    inbox_.set_offer(offer_of(*kind, *caps));
}

void GstConnection::on_sample(GstSample* sample) {
    GstBuffer* buffer = gst_sample_get_buffer(sample);
    GstMapInfo map;
    if (buffer == nullptr || gst_buffer_map(buffer, &map, GST_MAP_READ) == FALSE) {
        return;
    }
    if (map.size > 0 && map.size <= RtpUnpacker::kMaxUnitBytes) {
        // Of RTP packets neither says anything: RtpReceiver counts them and looks into them.
        const bool key = !rtp_ && !GST_BUFFER_FLAG_IS_SET(buffer, GST_BUFFER_FLAG_DELTA_UNIT);
        Packet packet = make_packet(std::span(map.data, map.size), key, Monotonic::now());
        // The first buffer is discontinuous by its nature.
        packet.after_loss =
            heard_.exchange(true) && GST_BUFFER_FLAG_IS_SET(buffer, GST_BUFFER_FLAG_DISCONT);
        if (!rtp_ && GST_BUFFER_PTS_IS_VALID(buffer)) {
            // RTP's own time, made longer: buffer-mode is none.
            const uint64_t ticks =
                gst_util_uint64_scale(GST_BUFFER_PTS(buffer), 90'000, GST_SECOND);
            packet.late = delay_.on_picture(static_cast<uint32_t>(ticks), packet.arrived);
        }
        inbox_.put(std::move(packet));
    }
    gst_buffer_unmap(buffer, &map);
}

void GstConnection::on_message(GstMessage* message) {
    if (GST_MESSAGE_TYPE(message) == GST_MESSAGE_EOS) {
        inbox_.end(Error(ErrorCode::unreachable, "rtsp: the camera ended the stream"));
    } else if (GST_MESSAGE_TYPE(message) == GST_MESSAGE_ERROR) {
        GError* error = nullptr;
        gst_message_parse_error(message, &error, nullptr);
        if (error->domain == GST_RESOURCE_ERROR && error->code == GST_RESOURCE_ERROR_READ) {
            // Nothing was refused, and nothing asked for: the description offers no way of this
            // sort.
            const std::lock_guard lock(mutex_);
            refused_way_ =
                refused_way_ || (selected_ && !replies_.playing() && replies_.status() == 0);
        }
        inbox_.end(error_of(*error));
        g_error_free(error);
    }
}

// In our own words: those of GStreamer may hold what it was asked with.
Error GstConnection::error_of(const GError& error) const {
    const std::lock_guard lock(mutex_);
    if (replies_.status() >= 400) {
        RtspMessage reply;
        reply.status = replies_.status();
        return reply.status == GST_RTSP_STS_UNAUTHORIZED
                   ? Error(ErrorCode::unauthorized, "rtsp: the login was refused")
                   : refusal(reply, replies_.method());
    }
    if (!unknown_.empty() && !selected_) {
        return {ErrorCode::unsupported,
                "rtsp: video of type " + unknown_ + "; set the camera to H.264, H.265 or MJPEG"};
    }
    if (error.domain == GST_STREAM_ERROR) {
        return {ErrorCode::unsupported, "rtsp: the camera offers no video"};
    }
    if (error.domain == GST_RESOURCE_ERROR) {
        const bool udp = way_ != GST_RTSP_LOWER_TRANS_TCP && way_ != GST_RTSP_LOWER_TRANS_HTTP;
        switch (error.code) {
            case GST_RESOURCE_ERROR_NOT_AUTHORIZED:
                return {ErrorCode::unauthorized, "rtsp: the login was refused"};
            case GST_RESOURCE_ERROR_NOT_FOUND:
                return {ErrorCode::not_found, "rtsp: the camera has no such stream"};
            case GST_RESOURCE_ERROR_OPEN_READ:
            case GST_RESOURCE_ERROR_OPEN_READ_WRITE:
                return {ErrorCode::unreachable, "rtsp: the camera cannot be reached"};
            case GST_RESOURCE_ERROR_SETTINGS:
                return {ErrorCode::unsupported,
                        "rtsp: the camera offers no transport that was asked for"};
            default:
                break;
        }
        if (udp && replies_.playing() && !heard_) {
            return {ErrorCode::timed_out,
                    fmt::format("rtsp: no UDP packet within {} s of PLAY; a firewall in between? "
                                "open it, or use \"transport\": \"tcp\"",
                                kFirstUdpPacket.count())};
        }
    }
    return {ErrorCode::unreachable, "rtsp: the connection ended"};
}

}  // namespace pendopo
