#pragma once
// What else of the same host answers, where a port or a path was wrong: the answer to "what shall I
// type instead". Asked with the same login, of that host alone, and no more than a handful.
// Thread: reentrant.

#include <optional>
#include <string>
#include <vector>

#include "decoders/packet_source.h"
#include "decoders/rtsp_address.h"

namespace pendopo {

// Those of `paths` under which the camera at `url` describes a video that is decoded here, in their
// order. Ends at the first that wants another login, and when `sink` wants the end.
std::vector<std::string> paths_that_answer(const RtspUrl& url, const SourceOptions& options,
                                           const std::vector<std::string>& paths, PacketSink& sink);

// A usual RTSP port of that host, other than `url`'s, that speaks RTSP. Each is given 700 ms.
std::optional<int> port_that_answers(const RtspUrl& url, const SourceOptions& options,
                                     PacketSink& sink);

}  // namespace pendopo
