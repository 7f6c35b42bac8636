#pragma once
// Why a climb ended where it did: from what was seen of a camera to one cause, which has words
// (probe_words.h) and, for programs, a word of its own. Decided by codes, statuses and what came,
// never by a sentence. Pure.

#include <string>
#include <vector>

#include "engine/base/enum_words.h"
#include "engine/base/geometry.h"
#include "engine/base/result.h"
#include "engine/base/stream_options.h"
#include "engine/ipc/probe_messages.h"

namespace pendopo {

enum class ProbeCause {
    unknown,
    // address
    bad_address,
    other_scheme,
    login_in_address,
    name_unknown,
    // port
    port_closed,
    no_route,
    host_silent,
    // rtsp
    web_port,
    not_rtsp,
    rtsp_silent,
    hung_up,
    no_tls,
    certificate_unknown,
    certificate_changed,
    redirected,
    // login
    login_needed,
    wrong_login,
    basic_only,
    login_unsupported,
    // sdp and first_packet: what the camera answers
    path_unknown,
    forbidden,
    session_limit,
    busy,
    camera_error,
    bad_answer,
    no_video,
    codec_unsupported,
    udp_only,
    tcp_only,
    no_transport,
    multicast,
    // what comes
    no_packet,
    no_udp_packet,
    no_keyframe,
    damaged,
    too_large,
    no_decoder,
    stream_ended,
    // ours
    step_silent,
    cancelled,
};
constexpr auto words_of(ProbeCause /*any*/) {
    using enum ProbeCause;
    return enum_words<ProbeCause>({{unknown, "unknown"},
                                   {bad_address, "bad_address"},
                                   {other_scheme, "other_scheme"},
                                   {login_in_address, "login_in_address"},
                                   {name_unknown, "name_unknown"},
                                   {port_closed, "port_closed"},
                                   {no_route, "no_route"},
                                   {host_silent, "host_silent"},
                                   {web_port, "web_port"},
                                   {not_rtsp, "not_rtsp"},
                                   {rtsp_silent, "rtsp_silent"},
                                   {hung_up, "hung_up"},
                                   {no_tls, "no_tls"},
                                   {certificate_unknown, "certificate_unknown"},
                                   {certificate_changed, "certificate_changed"},
                                   {redirected, "redirected"},
                                   {login_needed, "login_needed"},
                                   {wrong_login, "wrong_login"},
                                   {basic_only, "basic_only"},
                                   {login_unsupported, "login_unsupported"},
                                   {path_unknown, "path_unknown"},
                                   {forbidden, "forbidden"},
                                   {session_limit, "session_limit"},
                                   {busy, "busy"},
                                   {camera_error, "camera_error"},
                                   {bad_answer, "bad_answer"},
                                   {no_video, "no_video"},
                                   {codec_unsupported, "codec_unsupported"},
                                   {udp_only, "udp_only"},
                                   {tcp_only, "tcp_only"},
                                   {no_transport, "no_transport"},
                                   {multicast, "multicast"},
                                   {no_packet, "no_packet"},
                                   {no_udp_packet, "no_udp_packet"},
                                   {no_keyframe, "no_keyframe"},
                                   {damaged, "damaged"},
                                   {too_large, "too_large"},
                                   {no_decoder, "no_decoder"},
                                   {stream_ended, "stream_ended"},
                                   {step_silent, "step_silent"},
                                   {cancelled, "cancelled"}});
}

// What was seen of a camera until the climb ended.
struct ProbeSeen {
    Rung rung = Rung::address;  // that was being climbed
    // Why the source ended. `timed_out` also when the rung's own time was up; `stopped`: cancelled.
    ErrorCode ended = ErrorCode::stopped;

    // As it was asked.
    bool login_in_address = false;
    bool tls = false;
    bool pinned = false;  // a certificate is expected
    bool has_login = false;
    bool basic_allowed = false;  // also within TLS
    Transport transport = Transport::automatic;

    // The way there.
    int connect_error = 0;    // errno
    std::string certificate;  // SHA-256 of what was shown

    bool asked = false;  // a request was sent: within TLS, to whom it trusts

    // The last reply.
    int status = 0;  // 0: none came
    bool http = false;

    // Logins that were asked for, ever.
    bool asked_login = false;
    bool offers_digest = false;
    bool offers_basic = false;

    // The description.
    bool described = false;
    std::vector<std::string> codecs;  // of its videos, as it names them; empty: no video in it

    // The packets.
    bool multicast = false;  // is what the camera answered
    bool udp = false;        // the way that was tried last
    bool tried_both = false;
    bool damaged = false;  // key pictures came that could not be decoded
    PixelSize size;        // of a picture that is too large
};

ProbeCause cause_of(const ProbeSeen& seen);

}  // namespace pendopo
