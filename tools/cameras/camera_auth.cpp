#include "tools/cameras/camera_auth.h"

#include <cstring>
#include <map>
#include <memory>

#include "tools/cameras/camera_book.h"

namespace pendopo {
namespace {

constexpr const char* kRole = "viewer";

struct UnrefAuth {
    void operator()(GstRTSPAuth* auth) const { g_object_unref(auth); }
};

struct Logins {
    std::map<std::string, std::unique_ptr<GstRTSPAuth, UnrefAuth>, std::less<>> by_camera;
    std::function<void(std::string_view)> failed;
};

struct CameraAuth {
    GstRTSPAuth parent;
    Logins* logins;
};
struct CameraAuthClass {
    GstRTSPAuthClass parent;
};

// NOLINTNEXTLINE: the macro's names are GObject's
G_DEFINE_TYPE(CameraAuth, pendopo_camera_auth, GST_TYPE_RTSP_AUTH)

gboolean check(GstRTSPAuth* base, GstRTSPContext* context, const gchar* what) {
    const Logins& logins = *reinterpret_cast<CameraAuth*>(base)->logins;
    const std::string path =
        context->uri != nullptr && context->uri->abspath != nullptr ? context->uri->abspath : "";
    const auto found = logins.by_camera.find(CameraBook::id_in(path));
    if (found == logins.by_camera.end()) {
        return TRUE;  // no login wanted; what does not exist is refused later, as not found
    }
    GstRTSPAuth* auth = found->second.get();
    const gboolean allowed = GST_RTSP_AUTH_GET_CLASS(auth)->check(auth, context, what);
    gchar* header = nullptr;
    if (allowed == FALSE && context->method == GST_RTSP_DESCRIBE &&
        gst_rtsp_message_get_header(context->request, GST_RTSP_HDR_AUTHORIZATION, &header, 0) ==
            GST_RTSP_OK) {
        logins.failed(path);
    }
    return allowed;
}

void finalize(GObject* object) {
    delete reinterpret_cast<CameraAuth*>(object)->logins;
    G_OBJECT_CLASS(pendopo_camera_auth_parent_class)->finalize(object);
}

void pendopo_camera_auth_class_init(CameraAuthClass* klass) {
    GST_RTSP_AUTH_CLASS(klass)->check = check;
    G_OBJECT_CLASS(klass)->finalize = finalize;
}
void pendopo_camera_auth_init(CameraAuth* auth) {
    auth->logins = new Logins;
}

}  // namespace

GstRTSPAuth* camera_auth_new(const std::vector<SimulatedCamera>& cameras,
                             std::function<void(std::string_view)> failed) {
    auto* auth = static_cast<CameraAuth*>(g_object_new(pendopo_camera_auth_get_type(), nullptr));
    auth->logins->failed = std::move(failed);
    for (const SimulatedCamera& camera : cameras) {
        if (!camera.login) {
            continue;
        }
        GstRTSPAuth* own = gst_rtsp_auth_new();
        gst_rtsp_auth_set_supported_methods(own, GST_RTSP_AUTH_DIGEST);
        gst_rtsp_auth_set_realm(own, camera.id.c_str());
        GstRTSPToken* token =
            gst_rtsp_token_new(GST_RTSP_TOKEN_MEDIA_FACTORY_ROLE, G_TYPE_STRING, kRole, nullptr);
        gst_rtsp_auth_add_digest(own, camera.login->user.c_str(), camera.login->password.c_str(),
                                 token);
        gst_rtsp_token_unref(token);
        auth->logins->by_camera.emplace(camera.id, own);
    }
    return GST_RTSP_AUTH(auth);
}

}  // namespace pendopo
