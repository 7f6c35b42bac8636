#pragma once
// Takes what comes in at the listening socket, hands it to gst-rtsp-server, and can end it again.
//
// A connection is only ever ended by shutting its socket down, which gst-rtsp-server takes as a
// viewer that went away and cleans up in the viewer's own thread. gst_rtsp_client_close(), and the
// server's filter that calls it, do so in the caller's thread: GstRTSPConnection then loses its
// stream under a thread that may be reading from it, whose read "succeeds" without a byte from then
// on, in an endless loop of failed assertions. HTTP tunnels, which join two connections of two
// threads in the same way, are switched off for the same reason.

#include <gst/rtsp-server/rtsp-server.h>

#include <condition_variable>
#include <map>
#include <mutex>
#include <set>

#include "engine/base/unique_fd.h"

namespace pendopo {

// Thread: bound(main), where it accepts on the default GLib main context; cut() and the callbacks
// are safe.
class RtspConnections {
  public:
    // Each has a thread and three descriptors; what comes beyond this is turned away at once.
    static constexpr size_t kMost = 256;

    // To be destroyed when the server's threads have ended.
    RtspConnections(UniqueFd listener, GstRTSPServer* server);
    ~RtspConnections();
    RtspConnections(const RtspConnections&) = delete;
    RtspConnections& operator=(const RtspConnections&) = delete;

    void cut(const std::set<const void*>& clients);
    // Accepts no more, cuts all there are, and waits until they have ended.
    void end_all();

  private:
    static gboolean on_readable(gint fd, GIOCondition condition, gpointer data);
    static void on_connected(GstRTSPServer* server, GstRTSPClient* client, gpointer data);
    static void on_closed(GstRTSPClient* client, gpointer data);
    void accept_one();

    UniqueFd listener_;
    GstRTSPServer* server_;
    guint source_ = 0;
    gulong connected_ = 0;
    std::mutex mutex_;
    std::condition_variable closed_;
    // Our own descriptor of each client's socket: valid until we say so. guarded by mutex_
    std::map<const void*, UniqueFd> sockets_;
};

}  // namespace pendopo
