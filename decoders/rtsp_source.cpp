#include "decoders/rtsp_source.h"

#include <algorithm>
#include <utility>

#include "decoders/rtsp_session.h"

namespace pendopo {
namespace {

Error neither_way(const Error& over_tcp, const Error& over_udp) {
    // What was said about TCP is the camera's real complaint, unless both are about the way.
    if (over_tcp.code() != ErrorCode::unsupported || over_udp.code() != ErrorCode::unsupported) {
        return over_tcp;
    }
    return {ErrorCode::unsupported,
            "rtsp: the camera sends neither over TCP nor over UDP as we ask for it; SETUP was "
            "answered with 461 Unsupported Transport"};
}

}  // namespace

Error RtspSource::run(std::stop_token stop, PacketSink& sink) {
    const MonotonicTime begun = Monotonic::now();
    const Transport wanted = options_.stream.transport;
    const bool first = wanted == Transport::udp || (wanted == Transport::automatic && udp_works_);
    // Never out of TLS.
    const bool may_change = wanted == Transport::automatic && !options_.url.starts_with("rtsps:");
    const auto attempt = [&](const SourceOptions& options, bool udp, bool& other_way) {
        RtspSession session(options, udp, keep_alive_, stop, sink, observer_);
        const Error error = session.run();
        udp_works_ = udp && session.played();
        other_way = may_change && session.transport_refused();
        return error;
    };
    bool other_way = false;
    const Error error = attempt(options_, first, other_way);
    if (!other_way) {
        return error;
    }
    SourceOptions rest = options_;  // one deadline for both
    rest.open_timeout = std::max(
        Milliseconds(0),
        options_.open_timeout - std::chrono::duration_cast<Milliseconds>(Monotonic::now() - begun));
    const Error second = attempt(rest, !first, other_way);
    return other_way ? neither_way(first ? second : error, first ? error : second) : second;
}

std::unique_ptr<PacketSource> make_source(const SourceOptions& options) {
    return std::make_unique<RtspSource>(options);
}

}  // namespace pendopo
