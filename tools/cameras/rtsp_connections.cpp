#include "tools/cameras/rtsp_connections.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <glib-unix.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace pendopo {
namespace {

constexpr guint kMostBody = 64 << 10;  // bytes of a request's body
constexpr rlim_t kWishedDescriptors = 4096;

// 1024, which many systems allow at first, are soon used up by a flood.
void allow_descriptors() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < kWishedDescriptors) {
        limit.rlim_cur = std::min(limit.rlim_max, kWishedDescriptors);
        ::setrlimit(RLIMIT_NOFILE, &limit);
    }
}

}  // namespace

RtspConnections::RtspConnections(UniqueFd listener, GstRTSPServer* server)
    : listener_(std::move(listener)), server_(GST_RTSP_SERVER(g_object_ref(server))) {
    allow_descriptors();
    gst_rtsp_server_set_content_length_limit(server_, kMostBody);
    connected_ = g_signal_connect(server_, "client-connected", G_CALLBACK(on_connected), this);
    source_ = g_unix_fd_add(listener_.get(), G_IO_IN, on_readable, this);
}

RtspConnections::~RtspConnections() {
    end_all();
    g_signal_handler_disconnect(server_, connected_);
    g_object_unref(server_);
}

gboolean RtspConnections::on_readable(gint, GIOCondition, gpointer data) {
    static_cast<RtspConnections*>(data)->accept_one();
    return G_SOURCE_CONTINUE;
}

void RtspConnections::accept_one() {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    UniqueFd fd(::accept4(listener_.get(), reinterpret_cast<sockaddr*>(&address), &size,
                          SOCK_CLOEXEC | SOCK_NONBLOCK));
    if (!fd) {
        return;  // it went away again
    }
    {
        const std::lock_guard lock(mutex_);
        if (sockets_.size() >= kMost) {
            return;
        }
    }
    std::array<char, NI_MAXHOST> host{};
    ::getnameinfo(reinterpret_cast<sockaddr*>(&address), size, host.data(), host.size(), nullptr, 0,
                  NI_NUMERICHOST);
    const int port = ntohs(reinterpret_cast<const sockaddr_in*>(&address)->sin_port);
    if (GSocket* socket = g_socket_new_from_fd(fd.get(), nullptr)) {
        static_cast<void>(fd.release());  // the socket has it now
        gst_rtsp_server_transfer_connection(server_, socket, host.data(), port, nullptr);
    }
}

// On our own thread, before the client has one.
void RtspConnections::on_connected(GstRTSPServer*, GstRTSPClient* client, gpointer data) {
    auto* self = static_cast<RtspConnections*>(data);
    GstRTSPConnection* connection = gst_rtsp_client_get_connection(client);
    gst_rtsp_connection_set_http_mode(connection, TRUE);  // HTTP is read and ignored: no tunnels
    const int fd = g_socket_get_fd(gst_rtsp_connection_get_read_socket(connection));
    {
        const std::lock_guard lock(self->mutex_);
        self->sockets_.emplace(client, UniqueFd(::fcntl(fd, F_DUPFD_CLOEXEC, 0)));
    }
    g_signal_connect(client, "closed", G_CALLBACK(on_closed), self);
}

void RtspConnections::on_closed(GstRTSPClient* client, gpointer data) {
    auto* self = static_cast<RtspConnections*>(data);
    const std::lock_guard lock(self->mutex_);
    self->sockets_.erase(client);
    self->closed_.notify_all();
}

void RtspConnections::cut(const std::set<const void*>& clients) {
    const std::lock_guard lock(mutex_);
    for (const auto& [client, socket] : sockets_) {
        if (clients.contains(client)) {
            ::shutdown(socket.get(), SHUT_RDWR);
        }
    }
}

void RtspConnections::end_all() {
    if (source_ != 0) {
        g_source_remove(std::exchange(source_, 0));
        listener_.reset();
    }
    std::unique_lock lock(mutex_);
    for (const auto& [client, socket] : sockets_) {
        ::shutdown(socket.get(), SHUT_RDWR);
    }
    closed_.wait(lock, [this] { return sockets_.empty(); });
}

}  // namespace pendopo
