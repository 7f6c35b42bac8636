#include "engine/base/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>

namespace pendopo {
namespace {

// spdlog writes whole lines under a lock; the name and level are ours because one sink serves the
// whole tree.
spdlog::logger& sink() {
    static spdlog::logger logger = [] {
        spdlog::logger made("pendopo", std::make_shared<spdlog::sinks::stderr_sink_mt>());
        made.set_pattern("%Y-%m-%dT%H:%M:%S.%e %v");
        made.set_level(spdlog::level::trace);
        made.flush_on(spdlog::level::trace);
        return made;
    }();
    return logger;
}

}  // namespace

Log Log::root(std::string name, LogLevel level) {
    return {std::move(name), level};
}
Log Log::silent() {
    return {"silent", LogLevel::off};
}

Log Log::child(std::string_view name) const {
    return {name_ + "/" + std::string(name), level_};
}

void Log::write_line(LogLevel level, std::string_view text) const {
    // What a peer said may hold line breaks; it cannot write lines of its own with them.
    std::string line(text);
    std::ranges::replace_if(
        line, [](unsigned char c) { return c < 0x20 || c == 0x7F; }, ' ');
    sink().info("{} {}: {}", to_string(level), name_, line);
}

const char* to_string(LogLevel level) {
    switch (level) {
        case LogLevel::trace:
            return "trace";
        case LogLevel::debug:
            return "debug";
        case LogLevel::info:
            return "info";
        case LogLevel::warn:
            return "warn";
        case LogLevel::error:
            return "error";
        case LogLevel::off:
            return "off";
    }
    return "off";
}

LogLevel log_level_from(std::string_view word, LogLevel otherwise) {
    for (const LogLevel level : {LogLevel::trace, LogLevel::debug, LogLevel::info, LogLevel::warn,
                                 LogLevel::error, LogLevel::off}) {
        if (word == to_string(level)) {
            return level;
        }
    }
    return otherwise;
}

}  // namespace pendopo
