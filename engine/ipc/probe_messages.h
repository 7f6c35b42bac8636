#pragma once
// What is said to and by the probe, a worker that climbs the ladder to one camera's picture and
// ends. See messages.h for the rules of all of them.
//   who asks → probe   ProbeRequest (once)
//   probe → who asks   ProbeRung (as each rung begins and ends), ProbeDone + fd (last)
// Closing the channel cancels: the probe takes leave of the camera and ends within 250 ms.

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "engine/base/enum_words.h"
#include "engine/base/geometry.h"
#include "engine/base/privacy.h"
#include "engine/base/result.h"
#include "engine/base/stream_options.h"

namespace pendopo {

// In the order in which they are climbed. The first that fails is the last that is tried; those
// above it are told as skipped.
enum class Rung {
    address,         // it is an rtsp:// or rtsps:// address, and its name is known
    port,            // something listens there
    rtsp,            // it speaks RTSP (and, for rtsps, shows a certificate that is trusted)
    login,           // the login is taken, or none is asked for
    sdp,             // it describes a video that is decoded here
    first_packet,    // SETUP and PLAY are answered, and a packet came
    first_keyframe,  // a picture came with which decoding may start
    picture,         // decoded; then size, rate, bits and key pictures are measured
    decode_cost,     // what decoding it takes of this machine
};
constexpr auto words_of(Rung /*any*/) {
    return enum_words<Rung>({{Rung::address, "address"},
                             {Rung::port, "port"},
                             {Rung::rtsp, "rtsp"},
                             {Rung::login, "login"},
                             {Rung::sdp, "sdp"},
                             {Rung::first_packet, "first_packet"},
                             {Rung::first_keyframe, "first_keyframe"},
                             {Rung::picture, "picture"},
                             {Rung::decode_cost, "decode_cost"}});
}
constexpr int kRungs = 9;

enum class RungState { running, ok, failed, skipped };
constexpr auto words_of(RungState /*any*/) {
    return enum_words<RungState>({{RungState::failed, "failed"},
                                  {RungState::running, "running"},
                                  {RungState::ok, "ok"},
                                  {RungState::skipped, "skipped"}});
}

struct ProbeRequest {
    // Without credentials, but perhaps with their placeholders {user} and {password}.
    std::string address;
    std::string user;  // empty: no login
    std::string password;
    StreamOptions options;
    int patience_ms = 20'000;  // for the whole climb; 3 s to 5 min
    // What of its picture is not told: these masks, and of all the rest the detail.
    CameraMasks masks;
    bool coarsened = false;
    bool briefly = false;  // the first picture is enough: nothing is measured
    bool operator==(const ProbeRequest&) const = default;
};

// One rung, told as "running" when it begins and once more when it ends. No credential is in it.
struct ProbeRung {
    Rung rung = Rung::address;
    RungState state = RungState::running;
    int64_t took_ms = 0;
    // A JSON object (text), whatever is known at this rung; keys that may be there:
    //   any rung       "cause": word of what failed ("wrong_login", …), "reason": our client's own
    //                  sentence in English, "warnings": [{"cause", "id", "en"}] (of a good rung)
    //   address        "host", "port", "tls"        rtsp   "server", "certificate_sha256"
    //   login          "scheme" ("none", "basic", "digest")
    //   sdp            "codecs": ["H264", …]        a path that is unknown: "make" (guessed, may be
    //                  missing), "paths": ["/…"] to try instead,
    //                  "found_paths": those of them that answered with a video (or missing)
    //   port, rtsp     of a wrong port: "other_port": one there that speaks RTSP (or missing)
    //   first_packet   "transport" ("tcp", "udp")   first_keyframe  "waited_ms"
    //   picture        "codec", "width", "height", "fps", "kbps", "keyframe_ms" (null: none came a
    //                  second time in "measured_ms"), "delay_ms" (by the camera's clock, or null),
    //                  "sub_stream": a usual address of this camera's smaller stream (or missing)
    //   decode_cost    "decoder", "ms_per_picture", "core_share" (of one core, at its fps)
    std::string facts = "{}";
    std::string text_id;  // what was found
    std::string text_en;
    std::string advice_id;  // what to do; empty where there is nothing to do
    std::string advice_en;
    bool operator==(const ProbeRung&) const = default;
};

// The last word. With a picture (`picture` not empty) it carries one fd: sealed memory (see
// shared_text.h) of width x height x 4 bytes, BGRA, rows without padding; 640 wide at most.
struct ProbeDone {
    bool ok = false;
    PixelSize picture;
    bool operator==(const ProbeDone&) const = default;
};

using ToProbe = std::variant<ProbeRequest>;
using FromProbe = std::variant<ProbeRung, ProbeDone>;

std::string encode(const ToProbe& message);
std::string encode(const FromProbe& message);
// Errors: invalid, with what is wrong.
Result<ToProbe> decode_to_probe(std::string_view text);
Result<FromProbe> decode_from_probe(std::string_view text);

}  // namespace pendopo
