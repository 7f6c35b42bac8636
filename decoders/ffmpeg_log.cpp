#include "decoders/ffmpeg_log.h"

extern "C" {
#include <libavutil/log.h>
}

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <memory>

namespace pendopo {
namespace {

// FFmpeg's callback carries no context of ours; the process has one log.
std::unique_ptr<const Log>& process_log() {
    static std::unique_ptr<const Log> log;
    return log;
}

void forward(void* context, int level, const char* format, va_list arguments) {
    if (level > AV_LOG_ERROR || !process_log() || !process_log()->enabled(LogLevel::debug)) {
        return;
    }
    std::array<char, 512> line{};
    int at_line_start = 1;
    av_log_format_line2(context, level, format, arguments, line.data(), line.size(),
                        &at_line_start);
    std::string_view text(line.data());
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())) != 0) {
        text.remove_suffix(1);
    }
    process_log()->debug("{}", redacted(text));
}

}  // namespace

std::string redacted(std::string_view text) {
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (lower.find("authori") != std::string::npos || lower.find("password") != std::string::npos) {
        return "(a line about authorization)";
    }
    std::string clean;
    size_t done = 0;
    for (size_t scheme = text.find("://"); scheme != std::string_view::npos;
         scheme = text.find("://", done)) {
        const size_t start = scheme + 3;
        // The last '@' before a blank: a password may hold '@' and '/' unescaped.
        const size_t end = std::min(text.find_first_of(" \t\r\n\"'", start), text.size());
        const size_t at = text.substr(start, end - start).rfind('@');
        clean += text.substr(done, start - done);
        done = start;
        if (at != std::string_view::npos) {
            clean += "***";
            done = start + at;
        }
    }
    clean += text.substr(done);
    return clean;
}

void install_ffmpeg_log(const Log& log) {
    process_log() = std::make_unique<const Log>(log);
    av_log_set_callback(forward);
}

}  // namespace pendopo
