#pragma once
// A tree of loggers, passed in, never global. One line, one event, `key=value`.
// error: someone must act · warn: something is degraded now · info: a state changed · debug:
// decisions · nothing per packet or frame above trace. Lines go to standard error:
//   2026-11-24T09:00:00.123 warn cam/rsud-lobi: retrying in=1.2s reason="connection refused"
// Where that is systemd's journal, with its priority instead of a time, which it has itself:
//   <4>warn cam/rsud-lobi: …
// Nobody waits for whoever reads them (line_writer.h): a line that finds no room is counted, and
// the count is told as soon as there is room again. The journal gets lines
// that repeat, and floods, folded (line_fold.h).

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>

namespace pendopo {

enum class LogLevel { trace, debug, info, warn, error, off };

// Thread: safe.
class Log {
  public:
    // The root of a process's tree, e.g. Log::root("ingest", LogLevel::info).
    static Log root(std::string name, LogLevel level);
    // A logger that writes nothing (tests, and tools that must be quiet).
    static Log silent();

    // A logger named "parent/name"; shares the level and the sink.
    Log child(std::string_view name) const;

    template <class... Args>
    void debug(fmt::format_string<Args...> text, Args&&... args) const {
        write(LogLevel::debug, text, std::forward<Args>(args)...);
    }
    template <class... Args>
    void info(fmt::format_string<Args...> text, Args&&... args) const {
        write(LogLevel::info, text, std::forward<Args>(args)...);
    }
    template <class... Args>
    void warn(fmt::format_string<Args...> text, Args&&... args) const {
        write(LogLevel::warn, text, std::forward<Args>(args)...);
    }
    template <class... Args>
    void error(fmt::format_string<Args...> text, Args&&... args) const {
        write(LogLevel::error, text, std::forward<Args>(args)...);
    }

    bool enabled(LogLevel level) const { return level >= level_; }

  private:
    Log(std::string name, LogLevel level) : name_(std::move(name)), level_(level) {}

    template <class... Args>
    void write(LogLevel level, fmt::format_string<Args...> text, Args&&... args) const {
        if (enabled(level)) {
            write_line(level, fmt::format(text, std::forward<Args>(args)...));
        }
    }
    void write_line(LogLevel level, std::string_view text) const;

    std::string name_;
    LogLevel level_;
};

// The level of that name, or `otherwise` when the word is unknown.
const char* to_string(LogLevel level);
LogLevel log_level_from(std::string_view word, LogLevel otherwise);

}  // namespace pendopo
