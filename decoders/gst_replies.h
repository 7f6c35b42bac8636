#pragma once
// What a camera answers to rtspsrc, before rtspsrc acts on it. rtspsrc itself would say a password
// in clear when asked to (Basic), and follow a redirect anywhere with it; it tells the application
// neither. Its extension interface shows every reply first, and lets us take out of it what must
// not be obeyed. Included only by gst_*.cpp.

#include <gst/rtsp/gstrtspmessage.h>

#include <optional>
#include <string>
#include <vector>

#include "engine/base/result.h"

namespace pendopo {

// What the replies of one connection mean. Pure.
// Thread: bound to rtspsrc's thread, one at a time.
class GstReplies {
  public:
    // `url`: as configured; `login`: whether one is; `basic`: whether a Basic one may be said.
    // `redirect_hosts`: where the camera may send us besides its own host.
    GstReplies(std::string url, bool login, bool basic,
               std::vector<std::string> redirect_hosts = {});

    // Why rtspsrc must not go on; the reply is then without what it would have obeyed.
    std::optional<Error> refuse(const GstRTSPMessage& request, GstRTSPMessage& reply);

    // Of the newest reply that says no; 0: none did.
    int status() const { return status_; }
    const std::string& method() const { return method_; }
    bool playing() const { return playing_; }  // PLAY was answered with 200

  private:
    std::optional<Error> refuse_login(const GstRTSPMessage& request, GstRTSPMessage& reply);
    std::optional<Error> refuse_redirect(GstRTSPMessage& reply);

    std::string url_;  // of the newest redirect
    const bool login_;
    const bool basic_;
    const std::vector<std::string> redirect_hosts_;
    int redirects_ = 0;
    int aged_ = 0;
    int status_ = 0;
    std::string method_;
    bool playing_ = false;
};

// Sees the replies of the rtspsrc that is made next by this thread. Outlives that element.
class GstReplyListener {
  public:
    virtual ~GstReplyListener() = default;
    virtual void on_reply(const GstRTSPMessage& request, GstRTSPMessage& reply) = 0;
};
void listen_to_next_rtspsrc(GstReplyListener* listener);
// Once, before the first rtspsrc of the process, which asks for its extensions only then.
void register_reply_listening();

}  // namespace pendopo
