#pragma once
// How the packets of a session travel, as SETUP asks for it and a camera answers (RFC 2326, 12.39).
// Pure.

#include <optional>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace pendopo {

// A camera's answer. Cameras leave out and make up much of it: what is no number is not there. The
// ssrc is not read, too many announce another one than they send with.
struct RtspTransport {
    bool tcp = false;
    bool multicast = false;
    std::optional<int> interleaved;  // the channel of RTP; RTCP has the next one
    std::optional<int> server_port;  // the camera's, for RTP
    std::optional<int> server_rtcp_port;
    std::string source;  // an address that packets come from when it is not the camera's own

    static RtspTransport parse(std::string_view header);
    bool operator==(const RtspTransport&) const = default;
};

// A camera's Session header (RFC 2326, 12.37), blanks and capitals as they come.
struct RtspSessionHeader {
    std::string id;
    std::optional<int> timeout_s;
    static RtspSessionHeader parse(std::string_view header);
    bool operator==(const RtspSessionHeader&) const = default;
};

std::string tcp_transport();
std::string udp_transport(int rtp_port);

// Whether the camera does what was asked for. Errors: unsupported (it insists on another way; the
// text says what to set).
Result<void> check_transport(const RtspTransport& answer, bool udp);

// What a 461 (unsupported transport) means for a camera that was asked for that.
Error transport_refusal(bool udp);

}  // namespace pendopo
