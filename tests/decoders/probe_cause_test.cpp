#include "decoders/probe/probe_cause.h"

#include <gtest/gtest.h>

#include <cerrno>
#include <functional>

namespace pendopo {
namespace {

using Change = std::function<void(ProbeSeen&)>;

struct Row {
    const char* what;
    Rung rung;
    ErrorCode ended;
    ProbeCause cause;
    Change change = [](ProbeSeen&) {};
};

Change answered(int status) {
    return [status](ProbeSeen& seen) { seen.status = status; };
}
Change connecting(int error) {
    return [error](ProbeSeen& seen) { seen.connect_error = error; };
}
// A camera that asked for a login, which it was given.
Change login(bool digest, bool basic) {
    return [=](ProbeSeen& seen) {
        seen.has_login = true;
        seen.status = 401;
        seen.asked_login = true;
        seen.offers_digest = digest;
        seen.offers_basic = basic;
    };
}
Change tls(const char* certificate, bool pinned = false) {
    return [=](ProbeSeen& seen) {
        seen.tls = true;
        seen.certificate = certificate;
        seen.pinned = pinned;
    };
}
Change transport(Transport wanted, int status, bool both = false) {
    return [=](ProbeSeen& seen) {
        seen.transport = wanted;
        seen.status = status;
        seen.tried_both = both;
        seen.described = true;
    };
}
Change described(std::vector<std::string> codecs) {
    return [codecs = std::move(codecs)](ProbeSeen& seen) {
        seen.status = 200;
        seen.described = true;
        seen.codecs = codecs;
    };
}

TEST(ProbeCause, FollowsFromWhatWasSeen) {
    using enum ProbeCause;
    const Row kRows[] = {
        {"an http:// address", Rung::address, ErrorCode::unsupported, other_scheme},
        {"blanks in it", Rung::address, ErrorCode::invalid, bad_address},
        {"a login in it", Rung::address, ErrorCode::invalid, login_in_address,
         [](ProbeSeen& seen) { seen.login_in_address = true; }},
        {"no such name", Rung::address, ErrorCode::unreachable, name_unknown},
        {"a silent resolver", Rung::address, ErrorCode::timed_out, name_unknown},

        {"nobody listens", Rung::port, ErrorCode::unreachable, port_closed,
         connecting(ECONNREFUSED)},
        {"another network", Rung::port, ErrorCode::unreachable, no_route, connecting(EHOSTUNREACH)},
        {"no network", Rung::port, ErrorCode::unreachable, no_route, connecting(ENETUNREACH)},
        {"a camera without power", Rung::port, ErrorCode::timed_out, host_silent},
        {"the kernel gave up", Rung::port, ErrorCode::unreachable, host_silent,
         connecting(ETIMEDOUT)},

        {"a web server", Rung::rtsp, ErrorCode::invalid, web_port,
         [](ProbeSeen& seen) {
             seen.status = 400;
             seen.http = true;
         }},
        {"rubbish", Rung::rtsp, ErrorCode::invalid, not_rtsp},
        {"silence", Rung::rtsp, ErrorCode::timed_out, rtsp_silent},
        {"a recorder's own port", Rung::rtsp, ErrorCode::unreachable, hung_up},
        {"rtsps to a port in clear", Rung::rtsp, ErrorCode::invalid, no_tls, tls("")},
        {"rtsps, and it waits for more", Rung::rtsp, ErrorCode::timed_out, no_tls, tls("")},
        {"silent within TLS", Rung::rtsp, ErrorCode::timed_out, rtsp_silent, tls("ab")},
        {"rtsps, and it hung up", Rung::rtsp, ErrorCode::unreachable, no_tls, tls("")},
        {"its own certificate", Rung::rtsp, ErrorCode::invalid, certificate_unknown, tls("ab")},
        {"another certificate", Rung::rtsp, ErrorCode::invalid, certificate_changed,
         tls("ab", true)},
        {"rubbish within TLS", Rung::rtsp, ErrorCode::invalid, not_rtsp,
         [](ProbeSeen& seen) {
             tls("ab", true)(seen);
             seen.asked = true;
         }},
        {"no authorities here", Rung::rtsp, ErrorCode::io, certificate_unknown, tls("")},
        {"rtsps over UDP", Rung::address, ErrorCode::unsupported, tcp_only, tls("")},

        {"no login is set", Rung::login, ErrorCode::unauthorized, login_needed, answered(401)},
        {"a wrong password", Rung::login, ErrorCode::unauthorized, wrong_login, login(true, false)},
        {"it hung up on a wrong one", Rung::login, ErrorCode::unreachable, wrong_login,
         login(true, false)},
        {"Basic alone", Rung::login, ErrorCode::invalid, basic_only, login(false, true)},
        {"NTLM", Rung::login, ErrorCode::invalid, login_unsupported, login(false, false)},
        {"a redirect", Rung::login, ErrorCode::invalid, redirected, answered(302)},
        {"hung up at DESCRIBE", Rung::login, ErrorCode::unreachable, hung_up, answered(200)},
        {"silent at DESCRIBE", Rung::login, ErrorCode::timed_out, step_silent, answered(200)},

        {"404", Rung::sdp, ErrorCode::not_found, path_unknown, answered(404)},
        {"400 to DESCRIBE", Rung::sdp, ErrorCode::invalid, path_unknown, answered(400)},
        {"454 to DESCRIBE", Rung::sdp, ErrorCode::invalid, path_unknown, answered(454)},
        {"403", Rung::sdp, ErrorCode::refused, forbidden, answered(403)},
        {"453", Rung::first_packet, ErrorCode::refused, session_limit, answered(453)},
        {"503", Rung::sdp, ErrorCode::exhausted, busy, answered(503)},
        {"500", Rung::first_packet, ErrorCode::refused, camera_error, answered(500)},
        {"405", Rung::sdp, ErrorCode::invalid, bad_answer, answered(405)},
        {"400 to PLAY", Rung::first_packet, ErrorCode::invalid, bad_answer, answered(400)},
        {"401 to SETUP only", Rung::first_packet, ErrorCode::unauthorized, wrong_login,
         login(true, false)},
        {"sound alone", Rung::sdp, ErrorCode::unsupported, no_video, described({})},
        {"AV1", Rung::sdp, ErrorCode::unsupported, codec_unsupported, described({"AV1"})},
        {"a description too long", Rung::sdp, ErrorCode::invalid, bad_answer, described({"H264"})},

        {"no TCP, TCP is set", Rung::first_packet, ErrorCode::unsupported, udp_only,
         transport(Transport::tcp, 461)},
        {"no UDP, UDP is set", Rung::first_packet, ErrorCode::unsupported, tcp_only,
         transport(Transport::udp, 461)},
        {"neither", Rung::first_packet, ErrorCode::unsupported, no_transport,
         transport(Transport::automatic, 461, true)},
        {"UDP answered to TCP", Rung::first_packet, ErrorCode::unsupported, udp_only,
         transport(Transport::tcp, 200)},
        {"multicast", Rung::first_packet, ErrorCode::unsupported, multicast,
         [](ProbeSeen& seen) {
             seen.status = 200;
             seen.multicast = true;
         }},
        {"no packet", Rung::first_packet, ErrorCode::timed_out, no_packet, answered(200)},
        {"no UDP packet", Rung::first_packet, ErrorCode::timed_out, no_udp_packet,
         [](ProbeSeen& seen) {
             seen.status = 200;
             seen.udp = true;
         }},
        {"hung up after PLAY", Rung::first_packet, ErrorCode::unreachable, stream_ended,
         answered(200)},

        {"no key picture", Rung::first_keyframe, ErrorCode::timed_out, no_keyframe, answered(200)},
        {"ended before one", Rung::first_keyframe, ErrorCode::unreachable, stream_ended,
         answered(200)},
        {"packets, then 453 to PLAY", Rung::first_keyframe, ErrorCode::refused, session_limit,
         answered(453)},
        {"damaged", Rung::picture, ErrorCode::invalid, damaged,
         [](ProbeSeen& seen) { seen.damaged = true; }},
        {"no picture, no error", Rung::picture, ErrorCode::timed_out, no_decoder, answered(200)},
        {"too large", Rung::picture, ErrorCode::invalid, too_large,
         [](ProbeSeen& seen) {
             seen.damaged = true;
             seen.size = {7680, 4320};
         }},
        {"no such decoder", Rung::picture, ErrorCode::unsupported, no_decoder},
        {"ended while it was measured", Rung::picture, ErrorCode::unreachable, stream_ended},

        {"cancelled", Rung::sdp, ErrorCode::stopped, cancelled, answered(404)},
    };
    for (const Row& row : kRows) {
        ProbeSeen seen;
        seen.rung = row.rung;
        seen.ended = row.ended;
        row.change(seen);
        EXPECT_EQ(to_string(cause_of(seen)), to_string(row.cause)) << row.what;
    }
}

TEST(ProbeCause, BasicMayBeAllowed) {
    ProbeSeen seen;
    seen.rung = Rung::login;
    login(false, true)(seen);
    seen.basic_allowed = true;
    seen.ended = ErrorCode::unauthorized;
    EXPECT_EQ(cause_of(seen), ProbeCause::wrong_login);
}

}  // namespace
}  // namespace pendopo
