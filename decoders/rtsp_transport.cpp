#include "decoders/rtsp_transport.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>

namespace pendopo {
namespace {

std::string_view next_part(std::string_view& text, char separator) {
    const std::string_view part = text.substr(0, text.find(separator));
    text.remove_prefix(std::min(part.size() + 1, text.size()));
    const size_t first = std::min(part.find_first_not_of(" \t"), part.size());
    return part.substr(first, part.find_last_not_of(" \t") + 1 - first);
}

std::string lower_case(std::string_view text) {
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return lower;
}

std::optional<int> number(std::string_view text, int least, int most) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < least || value > most) {
        return std::nullopt;
    }
    return value;
}

}  // namespace

RtspTransport RtspTransport::parse(std::string_view header) {
    RtspTransport transport;
    std::string_view first = header.substr(0, header.find(','));
    const std::string protocol = lower_case(next_part(first, ';'));
    transport.tcp = protocol.ends_with("/tcp");
    while (!first.empty()) {
        std::string_view value = next_part(first, ';');
        const std::string key = lower_case(next_part(value, '='));
        if (key == "multicast") {
            transport.multicast = true;
        } else if (key == "interleaved") {
            transport.interleaved = number(next_part(value, '-'), 0, 254);
        } else if (key == "server_port") {
            transport.server_port = number(next_part(value, '-'), 1, 65534);
            transport.server_rtcp_port = number(next_part(value, '-'), 1, 65535);
            if (transport.server_port && !transport.server_rtcp_port) {
                transport.server_rtcp_port = *transport.server_port + 1;
            }
        } else if (key == "source") {
            transport.source = value;
        }
    }
    return transport;
}

RtspSessionHeader RtspSessionHeader::parse(std::string_view header) {
    RtspSessionHeader session;
    session.id = next_part(header, ';');
    while (!header.empty()) {
        std::string_view value = next_part(header, ';');
        if (lower_case(next_part(value, '=')) == "timeout") {
            value = next_part(value, '\0');
            int seconds = 0;
            std::from_chars(value.data(), value.data() + value.size(), seconds);
            session.timeout_s = seconds > 0 ? std::optional<int>(seconds) : std::nullopt;
        }
    }
    return session;
}

std::string tcp_transport() {
    return "RTP/AVP/TCP;unicast;interleaved=0-1";
}

std::string udp_transport(int rtp_port) {
    return fmt::format("RTP/AVP;unicast;client_port={}-{}", rtp_port, rtp_port + 1);
}

Result<void> check_transport(const RtspTransport& answer, bool udp) {
    if (answer.multicast) {
        return fail(ErrorCode::unsupported,
                    "rtsp: the camera answers with multicast, which is not received here; set it "
                    "to unicast");
    }
    if (udp && (answer.tcp || answer.interleaved)) {
        return fail(transport_refusal(true));
    }
    if (!udp && !answer.tcp && !answer.interleaved && answer.server_port) {
        return fail(transport_refusal(false));
    }
    return {};
}

Error transport_refusal(bool udp) {
    return {ErrorCode::unsupported,
            udp ? "rtsp: the camera does not send over UDP; use \"transport\": \"tcp\""
                : "rtsp: the camera does not send over TCP; use \"transport\": \"udp\""};
}

}  // namespace pendopo
