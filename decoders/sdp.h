#pragma once
// What a camera offers (SDP, RFC 4566): the first video that is decoded here. Pure and tolerant:
// unknown lines, audio, metadata and back channels are skipped, blanks and line ends are as they
// are.

#include <string>
#include <string_view>
#include <vector>

#include "decoders/packet_source.h"
#include "engine/base/result.h"

namespace pendopo {

struct VideoOffer {
    Codec codec = Codec::h264;
    int payload_type = 96;
    int clock_rate = 90'000;
    std::string control;            // of the video; relative or absolute, may be empty
    std::string format_parameters;  // the value of a=fmtp after the payload type
    std::string session_control;    // of the whole; relative or absolute, may be empty
    // What the same video may come as instead, in the order offered: the packets decide.
    std::vector<VideoOffer> alternatives;
};

// Errors: unsupported, when there is no video or none that is decoded here.
Result<VideoOffer> video_offer(std::string_view sdp);

// The parameter sets of the offer (sprop-parameter-sets, sprop-vps/sps/pps) with start codes.
std::vector<uint8_t> parameter_sets(const VideoOffer& offer);

}  // namespace pendopo
