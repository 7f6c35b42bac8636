#include "engine/ipc/glib_log.h"

#include <glib.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace pendopo {
namespace {

// A server's test once took two minutes and sixteen million lines for one complaint.
TEST(GlibLog, AComplaintIsALineOfOursHoweverOftenItComes) {
    testing::internal::CaptureStderr();
    install_glib_log(Log::root("control", LogLevel::info));
    for (int i = 0; i < 10'000; ++i) {
        g_log("GLib-GIO", G_LOG_LEVEL_CRITICAL, "assertion '%s' failed", "stream != NULL");
        g_log("GLib-GIO", G_LOG_LEVEL_DEBUG, "nothing");
    }
    g_log("libsoup", G_LOG_LEVEL_WARNING, "another\nT error wall: one");
    const std::string log = testing::internal::GetCapturedStderr();
    EXPECT_EQ(std::ranges::count(log, '\n'), 2) << log;
    EXPECT_NE(log.find(" warn control/glib: GLib-GIO: assertion 'stream != NULL' failed times=1\n"),
              std::string::npos)
        << log;
}

}  // namespace
}  // namespace pendopo
