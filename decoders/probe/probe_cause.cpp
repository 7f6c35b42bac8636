#include "decoders/probe/probe_cause.h"

#include <cerrno>

namespace pendopo {
namespace {

ProbeCause of_address(const ProbeSeen& seen) {
    if (seen.login_in_address) {
        return ProbeCause::login_in_address;
    }
    switch (seen.ended) {
        case ErrorCode::unsupported:
            // A good address, but pictures would come in clear.
            return seen.tls ? ProbeCause::tcp_only : ProbeCause::other_scheme;
        case ErrorCode::invalid:
            return ProbeCause::bad_address;
        default:
            return ProbeCause::name_unknown;
    }
}

ProbeCause of_port(const ProbeSeen& seen) {
    switch (seen.connect_error) {
        case ECONNREFUSED:
            return ProbeCause::port_closed;
        case ENETUNREACH:
        case EHOSTUNREACH:
        case ENETDOWN:
        case EADDRNOTAVAIL:
            return ProbeCause::no_route;
        default:
            return ProbeCause::host_silent;
    }
}

ProbeCause of_certificate(const ProbeSeen& seen) {
    if (seen.certificate.empty()) {
        return ProbeCause::no_tls;
    }
    return seen.pinned ? ProbeCause::certificate_changed : ProbeCause::certificate_unknown;
}

// Nothing that could be read as a reply came, or something that is none.
ProbeCause without_reply(const ProbeSeen& seen) {
    switch (seen.ended) {
        case ErrorCode::invalid:
            return seen.tls && !seen.asked ? of_certificate(seen) : ProbeCause::not_rtsp;
        case ErrorCode::unreachable:
            return seen.tls && seen.certificate.empty() ? ProbeCause::no_tls : ProbeCause::hung_up;
        case ErrorCode::io:
            return ProbeCause::certificate_unknown;  // no authorities on this machine
        default:
            // A server in clear waits for the end of what it takes for a request.
            return seen.tls && seen.certificate.empty() ? ProbeCause::no_tls
                                                        : ProbeCause::rtsp_silent;
    }
}

ProbeCause of_login(const ProbeSeen& seen) {
    if (!seen.has_login) {
        return ProbeCause::login_needed;
    }
    if (seen.ended != ErrorCode::invalid) {
        return ProbeCause::wrong_login;  // said, or by hanging up on it
    }
    const bool basic_only = seen.offers_basic && !seen.offers_digest && !seen.basic_allowed;
    return basic_only ? ProbeCause::basic_only : ProbeCause::login_unsupported;
}

// A no to DESCRIBE, SETUP or PLAY. What cameras mean by a status is not always what RFC 2326 does.
ProbeCause of_status(const ProbeSeen& seen) {
    switch (seen.status) {
        case 403:
            return ProbeCause::forbidden;
        case 404:
        case 410:
        case 415:
        case 451:
        case 454:
            return ProbeCause::path_unknown;
        case 453:
            return ProbeCause::session_limit;
        case 461:
            return seen.tried_both                    ? ProbeCause::no_transport
                   : seen.transport == Transport::udp ? ProbeCause::tcp_only
                                                      : ProbeCause::udp_only;
        case 503:
            return ProbeCause::busy;
        case 400:
            // What many say to a path they do not know.
            return seen.rung == Rung::sdp ? ProbeCause::path_unknown : ProbeCause::bad_answer;
        default:
            return seen.status >= 500 ? ProbeCause::camera_error : ProbeCause::bad_answer;
    }
}

ProbeCause of_description(const ProbeSeen& seen) {
    if (seen.ended != ErrorCode::unsupported) {
        return ProbeCause::bad_answer;
    }
    return seen.codecs.empty() ? ProbeCause::no_video : ProbeCause::codec_unsupported;
}

ProbeCause of_packets(const ProbeSeen& seen) {
    switch (seen.rung) {
        case Rung::first_packet:
            return seen.udp ? ProbeCause::no_udp_packet : ProbeCause::no_packet;
        case Rung::first_keyframe:
            return ProbeCause::no_keyframe;
        default:
            return seen.damaged ? ProbeCause::damaged : ProbeCause::no_decoder;
    }
}

// Between the first reply and the first packet: what the camera answered, or that it did not.
ProbeCause of_talk(const ProbeSeen& seen) {
    if (seen.http && seen.status / 100 != 2) {
        return ProbeCause::web_port;
    }
    if (seen.status == 401) {
        return of_login(seen);
    }
    if (seen.status / 100 == 3) {
        return ProbeCause::redirected;
    }
    if (seen.status >= 400) {
        return of_status(seen);
    }
    if (seen.rung == Rung::first_packet && seen.ended == ErrorCode::unsupported) {
        if (seen.multicast) {
            return ProbeCause::multicast;
        }
        // SETUP was answered well, and with another way than was asked for.
        return seen.tried_both                    ? ProbeCause::no_transport
               : seen.transport == Transport::udp ? ProbeCause::tcp_only
                                                  : ProbeCause::udp_only;
    }
    if (seen.ended == ErrorCode::timed_out) {
        return seen.rung == Rung::first_packet ? of_packets(seen) : ProbeCause::step_silent;
    }
    if (seen.ended == ErrorCode::unreachable) {
        return seen.rung == Rung::first_packet ? ProbeCause::stream_ended : ProbeCause::hung_up;
    }
    return seen.described ? of_description(seen) : ProbeCause::bad_answer;
}

}  // namespace

ProbeCause cause_of(const ProbeSeen& seen) {
    if (seen.ended == ErrorCode::stopped) {
        return ProbeCause::cancelled;
    }
    switch (seen.rung) {
        case Rung::address:
            return of_address(seen);
        case Rung::port:
            return of_port(seen);
        case Rung::rtsp:
            return seen.status == 0 ? without_reply(seen) : of_talk(seen);
        case Rung::login:
        case Rung::sdp:
        case Rung::first_packet:
            return of_talk(seen);
        case Rung::first_keyframe:
        case Rung::picture:
        case Rung::decode_cost:
            break;
    }
    if (seen.rung == Rung::first_keyframe && seen.status >= 400) {
        return of_status(seen);  // to PLAY, after packets that came early
    }
    if (!seen.size.empty()) {
        return ProbeCause::too_large;
    }
    if (seen.ended == ErrorCode::unsupported) {
        return ProbeCause::no_decoder;
    }
    if (seen.ended == ErrorCode::unreachable) {
        return ProbeCause::stream_ended;
    }
    return of_packets(seen);
}

}  // namespace pendopo
