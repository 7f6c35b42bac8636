#include "decoders/gst_replies.h"

#include <gst/gst.h>
#include <gst/rtsp/gstrtspextension.h>

#include <algorithm>
#include <utility>

#include "decoders/rtsp_address.h"
#include "decoders/rtsp_refusal.h"

namespace pendopo {
namespace {

constexpr int kMaxRedirects = 3;
constexpr int kMostAged = 8;  // challenges that went out of date, on one connection

// The element that rtspsrc makes for each of its own, because of the interface it has.
struct ReplyListening {
    GstElement parent;
    GstReplyListener* listener;
};
struct ReplyListeningClass {
    GstElementClass parent;
};
thread_local GstReplyListener* next_listener = nullptr;

GstRTSPResult after_send(GstRTSPExtension* self, GstRTSPMessage* request, GstRTSPMessage* reply) {
    if (auto* listener = reinterpret_cast<ReplyListening*>(self)->listener) {
        listener->on_reply(*request, *reply);
    }
    return GST_RTSP_OK;
}
void reply_listening_extension(gpointer interface, gpointer /*data*/) {
    static_cast<GstRTSPExtensionInterface*>(interface)->after_send = after_send;
}
G_DEFINE_TYPE_WITH_CODE(ReplyListening, reply_listening, GST_TYPE_ELEMENT,
                        G_IMPLEMENT_INTERFACE(GST_TYPE_RTSP_EXTENSION, reply_listening_extension))
void reply_listening_class_init(ReplyListeningClass* type) {
    gst_element_class_set_static_metadata(GST_ELEMENT_CLASS(type), "Reply listener",
                                          "Network/Extension/Protocol", "Shows RTSP replies",
                                          "Pendopo");
}
void reply_listening_init(ReplyListening* self) {
    self->listener = std::exchange(next_listener, nullptr);
}

void remove_headers(GstRTSPMessage& message, GstRTSPHeaderField field) {
    gst_rtsp_message_remove_header(&message, field, -1);
}

}  // namespace

void listen_to_next_rtspsrc(GstReplyListener* listener) {
    next_listener = listener;
}

void register_reply_listening() {
    gst_element_register(nullptr, "pendoporeplies", GST_RANK_MARGINAL, reply_listening_get_type());
}

GstReplies::GstReplies(std::string url, bool login, bool basic,
                       std::vector<std::string> redirect_hosts)
    : url_(std::move(url)),
      login_(login),
      basic_(basic),
      redirect_hosts_(std::move(redirect_hosts)) {}

std::optional<Error> GstReplies::refuse(const GstRTSPMessage& request, GstRTSPMessage& reply) {
    if (reply.type != GST_RTSP_MESSAGE_RESPONSE) {
        return std::nullopt;
    }
    const GstRTSPMethod method = request.type_data.request.method;
    const int status = reply.type_data.response.code;
    if (status == GST_RTSP_STS_OK) {
        playing_ = playing_ || method == GST_RTSP_PLAY;
        if (method_ == gst_rtsp_method_as_text(method)) {
            status_ = 0;  // it was for want of a login
        }
        if (method == GST_RTSP_OPTIONS) {
            // Many leave out of it what they know all the same, and rtspsrc believes them.
            gst_rtsp_message_add_header(&reply, GST_RTSP_HDR_PUBLIC,
                                        "DESCRIBE, SETUP, PLAY, TEARDOWN");
        }
        return std::nullopt;
    }
    status_ = status;
    method_ = gst_rtsp_method_as_text(method);
    if (status / 100 == 3) {
        return refuse_redirect(reply);
    }
    // rtspsrc also reads challenges in a 404.
    return refuse_login(request, reply);
}

std::optional<Error> GstReplies::refuse_login(const GstRTSPMessage& request,
                                              GstRTSPMessage& reply) {
    bool basic = false;
    bool digest = false;
    bool aged = false;  // the challenge, not the password
    GstRTSPAuthCredential** all =
        gst_rtsp_message_parse_auth_credentials(&reply, GST_RTSP_HDR_WWW_AUTHENTICATE);
    for (GstRTSPAuthCredential** one = all; one != nullptr && *one != nullptr; ++one) {
        basic = basic || (*one)->scheme == GST_RTSP_AUTH_BASIC;
        digest = digest || (*one)->scheme == GST_RTSP_AUTH_DIGEST;
        for (GstRTSPAuthParam** param = (*one)->params; param != nullptr && *param != nullptr;
             ++param) {
            aged = aged || (g_ascii_strcasecmp((*param)->name, "stale") == 0 &&
                            g_ascii_strcasecmp((*param)->value, "true") == 0);
        }
    }
    gst_rtsp_auth_credentials_free(all);
    if (status_ == GST_RTSP_STS_UNAUTHORIZED && !login_) {
        return Error(ErrorCode::unauthorized,
                     "rtsp: the camera wants a login and none is configured");
    }
    // rtspsrc would try the same password nine times, and the camera lock the account.
    gchar* tried = nullptr;
    if (status_ == GST_RTSP_STS_UNAUTHORIZED &&
        gst_rtsp_message_get_header(&request, GST_RTSP_HDR_AUTHORIZATION, &tried, 0) ==
            GST_RTSP_OK &&
        (!aged || ++aged_ > kMostAged)) {
        remove_headers(reply, GST_RTSP_HDR_WWW_AUTHENTICATE);
        return Error(ErrorCode::unauthorized, "rtsp: the login was refused");
    }
    if (!basic || digest || basic_) {
        return std::nullopt;
    }
    remove_headers(reply, GST_RTSP_HDR_WWW_AUTHENTICATE);
    return Error(ErrorCode::invalid,
                 "rtsp: the camera offers only a Basic login, which sends the password in clear; "
                 "switch it to digest or to rtsps, or allow this one with \"basic\": true");
}

// As our own client: within the same host, or to one that the technician listed; never out of TLS.
std::optional<Error> GstReplies::refuse_redirect(GstRTSPMessage& reply) {
    gchar* location = nullptr;
    gst_rtsp_message_get_header(&reply, GST_RTSP_HDR_LOCATION, &location, 0);
    const Result<RtspUrl> from = RtspUrl::parse(url_);
    const Result<RtspUrl> to =
        from ? redirect_target(location == nullptr ? "" : location, *from) : from;
    remove_headers(reply, GST_RTSP_HDR_LOCATION);
    if (!to || (to->host != from->host &&
                std::ranges::find(redirect_hosts_, to->host) == redirect_hosts_.end())) {
        return redirect_refusal(to);
    }
    if (from->tls && !to->tls) {
        return Error(ErrorCode::invalid,
                     "rtsps: the camera redirects to an address without encryption; if it may be "
                     "seen by others, set that address");
    }
    if (++redirects_ > kMaxRedirects) {
        return Error(ErrorCode::invalid,
                     "rtsp: the camera redirects without end; set its real address");
    }
    url_ = to->text;
    // Whole and without a login: rtspsrc knows no other.
    gst_rtsp_message_add_header(&reply, GST_RTSP_HDR_LOCATION, url_.c_str());
    return std::nullopt;
}

}  // namespace pendopo
