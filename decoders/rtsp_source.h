#pragma once
// RTSP, spoken by ourselves: on a TCP connection, with TLS for rtsps://, where packets come
// interleaved; or with packets over UDP. libavformat's client follows redirects anywhere with the
// password in hand, believes any Content-Length, lets a dripping server reset its time-outs, sends
// keep-alives only while packets come, and holds each picture back by one frame (faults.md findings
// 2 to 5); none of it can be configured away.

#include "decoders/keep_alive.h"
#include "decoders/packet_source.h"
#include "decoders/rtsp_observer.h"

namespace pendopo {

// Redirects are followed within the same host and to those that are listed, three times at most,
// and never out of TLS. Only the first video that can be played is set up. Transport::automatic
// tries TCP, and UDP where the camera's answer to SETUP says that it has no TCP; what worked last
// is tried first. Over UDP a run without a packet within three seconds of PLAY ends (timed_out).
// Thread: bound to the thread that calls run().
class RtspSource final : public PacketSource {
  public:
    // `observer` may be null, and outlives it.
    explicit RtspSource(SourceOptions options, RtspObserver* observer = nullptr)
        : options_(std::move(options)), observer_(observer) {}
    Error run(std::stop_token stop, PacketSink& sink) override;

  private:
    const SourceOptions options_;
    RtspObserver* const observer_;
    // Learnt on earlier connections.
    KeepAlive keep_alive_;
    bool udp_works_ = false;
};

// The source for any address of a camera.
std::unique_ptr<PacketSource> make_source(const SourceOptions& options);

}  // namespace pendopo
