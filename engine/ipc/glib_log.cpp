#include "engine/ipc/glib_log.h"

#include <glib.h>

#include <mutex>
#include <string_view>

#include "engine/base/clock.h"
#include "engine/base/repeats.h"

namespace pendopo {
namespace {

struct Complaints {
    Log log;
    std::mutex mutex;
    Repeats repeats{Seconds(10)};
};

std::string_view field(const GLogField* fields, gsize count, std::string_view key) {
    for (gsize i = 0; i < count; ++i) {
        if (key == fields[i].key) {
            const auto* text = static_cast<const char*>(fields[i].value);
            return fields[i].length < 0 ? std::string_view(text)
                                        : std::string_view(text, size_t(fields[i].length));
        }
    }
    return {};
}

GLogWriterOutput write(GLogLevelFlags level, const GLogField* fields, gsize count, void* data) {
    auto& complaints = *static_cast<Complaints*>(data);
    const std::string_view domain = field(fields, count, "GLIB_DOMAIN");
    const std::string_view text = field(fields, count, "MESSAGE");
    if ((level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING)) == 0) {
        complaints.log.debug("{}: {}", domain, text);
        return G_LOG_WRITER_HANDLED;
    }
    uint64_t times = 0;
    {
        const std::lock_guard lock(complaints.mutex);
        times = complaints.repeats.count(std::string(text), Monotonic::now());
    }
    if (times > 0) {
        complaints.log.warn("{}: {} times={}", domain, text, times);
    }
    return G_LOG_WRITER_HANDLED;
}

}  // namespace

void install_glib_log(const Log& log) {
    static Complaints complaints{log.child("glib"), {}};
    static const bool installed = [] {
        g_log_set_writer_func(write, &complaints, nullptr);
        return true;
    }();
    static_cast<void>(installed);
}

}  // namespace pendopo
