#include "decoders/probe/probe_search.h"

#include <array>

#include "decoders/rtsp_connection.h"
#include "decoders/sdp.h"
#include "decoders/source_wait.h"

namespace pendopo {
namespace {

constexpr Milliseconds kForPaths{5'000};
constexpr Milliseconds kForPort{700};
// 554 is RTSP's own; the others are what recorders, relays and second cameras behind one address
// have as a rule.
constexpr std::array kPorts{554, 8554, 10554, 5554, 1554};

// "rtsp://host:port" of an address.
std::string place_of(const RtspUrl& url) {
    const size_t begin = url.text.find("://");
    return url.text.substr(0, url.text.find_first_of("/?#", begin + 3));
}

bool describes_video(RtspConnection& connection, const std::string& url, bool& lost) {
    const Result<RtspMessage> reply =
        connection.ask("DESCRIBE", url, {{"Accept", "application/sdp"}});
    lost = !reply;
    return reply && reply->status / 100 == 2 && video_offer(reply->body).has_value();
}

}  // namespace

std::vector<std::string> paths_that_answer(const RtspUrl& url, const SourceOptions& options,
                                           const std::vector<std::string>& paths,
                                           PacketSink& sink) {
    std::vector<std::string> found;
    SourceWait wait({}, sink, kForPaths);
    RtspConnection connection(options, wait, [](const InterleavedPacket&) {});
    bool lost = true;  // there is no connection
    for (const std::string& path : paths) {
        if (lost && !connection.connect(url)) {
            break;
        }
        const std::string address =
            with_login(place_of(url) + path, options.user, options.password);
        if (describes_video(connection, address, lost)) {
            found.push_back(path);
        }
        // Some hang up on what they do not know. One that refuses the login would lock it.
        const bool again = Monotonic::now() < wait.deadline() && sink.on_wait(Monotonic::now());
        if (!again || (lost && connection.login_refused())) {
            break;
        }
    }
    return found;
}

std::optional<int> port_that_answers(const RtspUrl& url, const SourceOptions& options,
                                     PacketSink& sink) {
    for (const int port : kPorts) {
        if (port == url.port) {
            continue;
        }
        if (!sink.on_wait(Monotonic::now())) {
            return std::nullopt;
        }
        RtspUrl other = url;
        other.port = port;
        SourceWait wait({}, sink, kForPort);
        RtspConnection connection(options, wait, [](const InterleavedPacket&) {});
        if (!connection.connect(other)) {
            continue;
        }
        // A 401 that wants another login is an answer, too.
        const Result<RtspMessage> reply = connection.ask("OPTIONS", "*");
        if (reply ? !reply->http : connection.login_refused()) {
            return port;
        }
    }
    return std::nullopt;
}

}  // namespace pendopo
