#pragma once
// What is told of each rung that was climbed, and of the one that was not: its facts as JSON and
// its words. Pure.

#include <string>
#include <vector>

#include "decoders/probe/ladder.h"
#include "decoders/probe/probe_cause.h"
#include "decoders/probe/probe_words.h"
#include "decoders/probe/stream_measure.h"
#include "decoders/rtsp_address.h"
#include "engine/base/codec.h"
#include "engine/base/geometry.h"

namespace pendopo {

struct WarningTold {
    ProbeWarning warning;
    BothTexts amount;
};
using ProbeWarnings = std::vector<WarningTold>;

RungTold told_address(const RtspUrl& url, const ProbeWarnings& warnings);
RungTold told_port(int port);
// `server`: the camera's own word for itself; `certificate`: empty without TLS.
RungTold told_rtsp(const std::string& server, const std::string& certificate);
// `scheme`: "digest", "basic", or "none" where no login is asked for.
RungTold told_login(std::string_view scheme, const ProbeWarnings& warnings);
RungTold told_login_unasked();  // the answer came without it
RungTold told_sdp(const std::vector<std::string>& codecs);
RungTold told_first_packet(bool udp, const ProbeWarnings& warnings);
RungTold told_first_keyframe(Milliseconds waited);

struct PictureSeen {
    Codec codec = Codec::h264;
    PixelSize size;
    SampleAspect aspect;
    std::optional<Milliseconds> delay;  // by the camera's clock
    std::string sub_stream;             // a usual address; empty: none is known
};
RungTold told_picture(const PictureSeen& picture, const Measured& measured);
RungTold told_decode_cost(const std::string& decoder, const Measured& measured);

// `make` and `paths`: of a path that is unknown. `reason`: our client's own sentence.
RungTold told_failure(ProbeCause cause, const ProbePlace& place, const std::string& reason,
                      const std::string& make, const std::vector<std::string>& paths);

}  // namespace pendopo
