#pragma once
// How the opening of an RTSP stream goes, step by step, for one who wants to know why it fails
// (decoders/probe). The wall itself needs none.

#include <cstddef>
#include <string>
#include <string_view>

#include "decoders/rtsp_message.h"

namespace pendopo {

// All calls come on the thread that called PacketSource::run(). A redirect, or another way for the
// packets, begins with on_resolved() again.
class RtspObserver {
  public:
    virtual ~RtspObserver() = default;
    // The host's name has addresses; it is being connected to.
    virtual void on_resolved() = 0;
    // `error`: errno of the last address that was tried; 0: connected, or the time was up.
    virtual void on_connected(bool connected, int error) = 0;
    // What rtsps:// was shown, trusted or not: SHA-256 of the certificate, empty when there was no
    // TLS at all.
    virtual void on_certificate(const std::string& sha256) = 0;
    virtual void on_request(std::string_view method) = 0;
    // Every reply but those of an open stream, 401 included.
    virtual void on_reply(std::string_view method, const RtspMessage& reply) = 0;
    // An RTP packet of the video.
    virtual void on_rtp(size_t bytes, bool udp) = 0;
};

}  // namespace pendopo
