#pragma once
// Paths under which cameras of the usual makes keep their streams: what else to try where a path is
// unknown, and where the smaller stream of one that works is. The whole list, with its sources, is
// config/vendors; this is what a probe knows without a file. Pure.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pendopo {

// The make that a camera's own words give away: its Server header and the realm of its login.
// Empty: not known.
std::string guessed_make(std::string_view server, std::string_view realm);

// Paths to try instead of `path`, that of the guessed make first; `path` itself is not among them.
// Paths that hold a login have the placeholders {user} and {password}.
std::vector<std::string> usual_paths(std::string_view make, std::string_view path);

// The address of the smaller stream of the same camera, where `url` is a main stream of a kind that
// is known. Only what tells the streams apart is changed.
std::optional<std::string> sub_stream_of(std::string_view url);

// The names of the encodings that a description's videos have, each once ("H264", "AV1"), "?" for
// those that are not known. Empty: no video.
std::vector<std::string> offered_codecs(std::string_view sdp);

}  // namespace pendopo
