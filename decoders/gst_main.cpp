#include <atomic>
#include <cstdlib>
#include <memory>

#include "decoders/gst_source.h"
#include "decoders/ingest_worker.h"
#include "engine/ipc/glib_log.h"

namespace {

// Connections that are being ended at one time. All 32 cameras of a worker, each on its way from
// one stream to the other, have half of it: beyond, cameras keep them from ending, and only the end
// of the process frees what they hold. Control starts it again.
constexpr int kMostUnderway = 128;

}  // namespace

int main(int argc, char** argv) {
    const auto underway = std::make_shared<std::atomic<int>>(0);
    const auto log = std::make_shared<pendopo::Log>(pendopo::Log::silent());
    const pendopo::SourceFactory factory = [=](const pendopo::SourceOptions& options) {
        if (*underway > kMostUnderway) {
            log->error("ending: cameras keep {} connections from ending", underway->load());
            std::_Exit(1);
        }
        return std::make_unique<pendopo::GstSource>(options, underway);
    };
    const auto prepare = [&](const pendopo::Log& own) {
        *log = own;
        pendopo::install_glib_log(own.child("glib"));
        return pendopo::start_gstreamer(pendopo::GstPlugins::own);
    };
    const int code =
        pendopo::run_ingest_worker(argc, argv, pendopo::SandboxRole::gst, factory, prepare);
    if (*underway > 0) {
        std::_Exit(code);  // nothing is taken down under those threads
    }
    return code;
}
