#pragma once
// RTSP as GStreamer's rtspsrc speaks it, in a process of its own (pendopo-gst): the second back
// end, for what our own client does not speak. That is multicast, SRTP, RTSP within HTTP, and video
// that only libavcodec knows: MPEG-4 Part 2, MPEG-2, H.263, VP8, VP9. The rules are those of
// RtspSource: only the first video is set up, Basic logins, redirects and certificates are judged
// alike, and every wait ends. H.264, H.265 and JPEG become pictures as they do there (RtpReceiver).

#include <atomic>
#include <memory>
#include <utility>

#include "decoders/gst_ending.h"
#include "decoders/packet_source.h"

namespace pendopo {

// Transport::automatic tries TCP first, then UDP and multicast, each only when the camera's answer
// to SETUP refuses the one before; Transport::udp tries the latter two. What worked last is tried
// first.
//
// rtspsrc cannot be interrupted while it reads a message, so a camera that sends one byte by byte
// could hold up the end of a run: after 200 ms that is left to a thread of its own, and the next
// run() begins when the camera let go, or ends with timed_out.
// Thread: bound to the thread that calls run(); GStreamer has threads of its own meanwhile.
class GstSource final : public PacketSource {
  public:
    // `underway`: counts connections that are being ended, of this source and any other, also when
    // their source is gone.
    explicit GstSource(SourceOptions options, std::shared_ptr<std::atomic<int>> underway =
                                                  std::make_shared<std::atomic<int>>(0))
        : options_(std::move(options)), underway_(std::move(underway)) {}
    Error run(std::stop_token stop, PacketSink& sink) override;

  private:
    const SourceOptions options_;
    const std::shared_ptr<std::atomic<int>> underway_;
    std::shared_ptr<const GstEnding> ending_;  // of the last connection
    int worked_ = -1;                          // the way of transport that last did
};

// Starts GStreamer; once, before the first source and by the process's only thread. `own_plugins`:
// loads only the plugins that a source needs, all of them and at once, so that nothing is looked
// for and no registry is read or written; otherwise whatever GStreamer's registry has.
// Errors: unsupported, naming the package to install.
enum class GstPlugins { own, registry };
Result<void> start_gstreamer(GstPlugins plugins);

}  // namespace pendopo
