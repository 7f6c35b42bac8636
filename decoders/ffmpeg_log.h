#pragma once
// FFmpeg's own messages, kept quiet and clean: they can carry addresses with credentials.

#include <string>
#include <string_view>

#include "engine/base/log.h"

namespace pendopo {

// `text` without credentials: what stands between "://" and "@" is replaced by "***", and a line
// that speaks of authorization is replaced whole.
std::string redacted(std::string_view text);

// Sends FFmpeg's errors to `log` at debug level, redacted; everything else is dropped. For the
// whole process, once, before any FFmpeg call.
void install_ffmpeg_log(const Log& log);

}  // namespace pendopo
