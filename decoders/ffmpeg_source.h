#pragma once
// RTSP through libavformat: encrypted streams (rtsps) and a second opinion on rtsp. See
// rtsp_source.h for what libavformat cannot do.

#include "decoders/packet_source.h"

namespace pendopo {

// Thread: bound to the thread that calls run().
class FfmpegSource final : public PacketSource {
  public:
    explicit FfmpegSource(SourceOptions options) : options_(std::move(options)) {}
    Error run(std::stop_token stop, PacketSink& sink) override;

  private:
    const SourceOptions options_;
};

// `url` with user and password, both percent-coded, as libavformat wants them.
std::string url_with_login(const SourceOptions& options);

}  // namespace pendopo
