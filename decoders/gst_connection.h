#pragma once
// One connection of a GstSource, one way of transport: rtspsrc's pipeline from the first byte to
// the last. What it receives leaves through a GstInbox. Included only by gst_*.cpp.

#include <gio/gio.h>
#include <gst/gst.h>
#include <gst/rtsp/gstrtsptransport.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "decoders/gst_ending.h"
#include "decoders/gst_inbox.h"
#include "decoders/gst_pipeline.h"
#include "decoders/gst_replies.h"
#include "decoders/media_delay.h"
#include "decoders/packet_source.h"

namespace pendopo {

// Thread: bound to its source's, end() to any other; GStreamer's threads use what is private.
class GstConnection final : GstReplyListener {
  public:
    // Without a UDP packet for so long after PLAY it ends; as our own client.
    static constexpr Seconds kFirstUdpPacket{3};

    GstConnection(const SourceOptions& options, GstRTSPLowerTrans way);
    GstConnection(const GstConnection&) = delete;
    GstConnection& operator=(const GstConnection&) = delete;
    ~GstConnection() override;

    Result<void> start();
    // TEARDOWN, and then nothing uses this any more. rtspsrc cannot be interrupted while it reads a
    // message, so this takes as long as the camera takes to send one, which may be for ever.
    void end();

    GstInbox& inbox() { return inbox_; }
    // It ended because the camera does not send this way.
    bool refused_way() const { return refused_way_; }

  private:
    void on_reply(const GstRTSPMessage& request, GstRTSPMessage& reply) override;
    void on_message(GstMessage* message);
    void on_pad(GstPad* pad);
    bool select(const GstCaps* caps);
    bool take_offer(const VideoOffer& offer);
    bool accept(GTlsCertificate* certificate, GTlsCertificateFlags wrong);
    void on_sample(GstSample* sample);
    Error error_of(const GError& error) const;
    void configure(GstElement* source);

    static GstConnection& of(gpointer self) { return *static_cast<GstConnection*>(self); }

    const SourceOptions options_;
    const GstRTSPLowerTrans way_;
    GstInbox inbox_;
    ElementPtr pipeline_;

    // Of rtspsrc's thread, and read by whichever reports an error.
    mutable std::mutex mutex_;
    // guarded by mutex_
    GstReplies replies_;
    bool selected_ = false;
    std::string unknown_;  // video that was offered and is not known here
    std::optional<VideoOffer> offer_;

    std::atomic<bool> refused_way_{false};
    std::atomic<bool> heard_{false};
    std::atomic<bool> rtp_{false};  // what packets are
    MediaDelay delay_{90'000};      // of access units; the streaming thread's
};

// Ends it on a thread of its own, which keeps it until it is over.
std::shared_ptr<const GstEnding> end_apart(std::shared_ptr<GstConnection> connection,
                                           std::shared_ptr<std::atomic<int>> underway);

}  // namespace pendopo
