#include "engine/base/log.h"

#include <spdlog/sinks/base_sink.h>
#include <spdlog/spdlog.h>

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <mutex>

#include "engine/base/clock.h"
#include "engine/base/line_fold.h"
#include "engine/base/line_writer.h"

namespace pendopo {
namespace {

// Whether standard error is the journal: systemd says which file that is (systemd.exec(5)).
bool writes_to_journal() {
    const char* journal = std::getenv("JOURNAL_STREAM");
    struct stat error {};
    return journal != nullptr && ::fstat(STDERR_FILENO, &error) == 0 &&
           fmt::format("{}:{}", error.st_dev, error.st_ino) == journal;
}

// sd-daemon(3)
const char* journal_priority(LogLevel level) {
    switch (level) {
        case LogLevel::error:
        case LogLevel::off:
            return "<3>";
        case LogLevel::warn:
            return "<4>";
        case LogLevel::info:
            return "<6>";
        case LogLevel::debug:
        case LogLevel::trace:
            break;
    }
    return "<7>";
}

// What a line begins with: nothing outside the journal.
const char* priority_of(LogLevel level) {
    static const bool journal = writes_to_journal();
    return journal ? journal_priority(level) : "";
}

// Standard error without waiting for whoever reads it. Lines that find no room are counted, and
// the count is the next line that does. What the journal keeps is folded (line_fold.h), debug lines
// aside: who asks for them reads each.
class StandardError final : public spdlog::sinks::base_sink<std::mutex> {
  protected:
    void sink_it_(const spdlog::details::log_msg& message) override {
        const std::string_view text(message.payload.data(), message.payload.size());
        if (message.level < spdlog::level::info || *priority_of(LogLevel::info) == '\0') {
            put(message, text);
            return;
        }
        for (const std::string& line : fold_.take(text, Monotonic::now())) {
            put(message, line);
        }
    }
    void flush_() override {}

  private:
    void put(const spdlog::details::log_msg& message, spdlog::string_view_t text) {
        if (lost_ > 0 &&
            !write(message, fmt::format("{}warn log: lost={} lines reason=\"nobody read them\"",
                                        priority_of(LogLevel::warn), lost_))) {
            ++lost_;
            return;
        }
        lost_ = write(message, text) ? 0 : 1;
    }
    bool write(const spdlog::details::log_msg& message, spdlog::string_view_t text) {
        spdlog::details::log_msg line = message;
        line.payload = text;
        spdlog::memory_buf_t buffer;
        formatter_->format(line, buffer);
        return writer_.write({buffer.data(), buffer.size()});
    }

    LineWriter writer_{STDERR_FILENO};
    LineFold fold_{priority_of(LogLevel::warn) + std::string("warn log: ")};
    uint64_t lost_ = 0;
};

// The name and level are ours because one sink serves the whole tree.
spdlog::logger& sink() {
    static spdlog::logger logger = [] {
        spdlog::logger made("pendopo", std::make_shared<StandardError>());
        made.set_pattern(*priority_of(LogLevel::info) == '\0' ? "%Y-%m-%dT%H:%M:%S.%e %v" : "%v");
        made.set_level(spdlog::level::trace);
        return made;
    }();
    return logger;
}

}  // namespace

Log Log::root(std::string name, LogLevel level) {
    sink();  // made now: a sandbox may not open its descriptor later
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
    sink().log(level < LogLevel::info ? spdlog::level::debug : spdlog::level::info, "{}{} {}: {}",
               priority_of(level), to_string(level), name_, line);
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
