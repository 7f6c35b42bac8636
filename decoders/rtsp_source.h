#pragma once
// RTSP over one TCP connection, spoken by ourselves. libavformat's own client follows redirects
// anywhere with the password in hand, believes any Content-Length, lets a dripping server reset its
// time-outs, sends keep-alives only while packets come, and holds each picture back by one frame
// (faults.md findings 2 to 5); none of it can be configured away.

#include "decoders/packet_source.h"

namespace pendopo {

// TCP only, rtsp:// only; make_source() takes FfmpegSource for the rest. Redirects are followed
// within the same host, three times at most. Only the first video is set up.
// Thread: bound to the thread that calls run().
class RtspSource final : public PacketSource {
  public:
    explicit RtspSource(SourceOptions options) : options_(std::move(options)) {}
    Error run(std::stop_token stop, PacketSink& sink) override;

  private:
    const SourceOptions options_;
};

// The source for an address: RtspSource, or FfmpegSource for rtsps:// and UDP.
std::unique_ptr<PacketSource> make_source(const SourceOptions& options);

}  // namespace pendopo
