#include "tests/integration/camera_server.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "engine/base/unique_fd.h"
#include "tests/support/wait_until.h"

namespace pendopo::test {
namespace {

using Json = nlohmann::json;

// Encoding a cold cache on a busy machine takes its time.
constexpr Seconds kStartPatience(100);
constexpr Seconds kAnswerPatience(5);

Json cameras_file() {
    Json cameras = Json::array();
    for (int number = 1; number <= CameraServer::kNumbered; ++number) {
        cameras.push_back({{"id", CameraServer::id(number)}, {"scene", "street"}});
    }
    cameras.push_back(
        {{"id", "locked"},
         {"scene", "street"},
         {"login", {{"user", CameraServer::kUser}, {"password", CameraServer::kPassword}}}});
    return {{"version", 1}, {"cameras", cameras}};
}

// The address of the line "ready 9 cameras rtsp://127.0.0.1:40123", once it is whole.
std::string base_in(const std::string& output) {
    const size_t ready = output.find("ready ");
    const size_t end = output.find('\n', ready);
    if (ready == std::string::npos || end == std::string::npos) {
        return {};
    }
    const size_t base = output.find("rtsp://", ready);
    return output.substr(base, end - base);
}

}  // namespace

Result<CameraServer> CameraServer::start() {
    TempDir folder;
    const auto file = folder.write("cameras.json", cameras_file().dump());
    const auto output = folder.path() / "output";
    const auto errors = folder.path() / "errors";
    auto process = ChildProcess::spawn({.command = {PENDOPO_BIN_DIR "/pendopo-cameras",
                                                    "--port",
                                                    "0",
                                                    "--file",
                                                    file,
                                                    "--main-size",
                                                    "640x360",
                                                    "--sub-size",
                                                    "320x180",
                                                    "--main-bitrate",
                                                    "500",
                                                    "--sub-bitrate",
                                                    "300",
                                                    "--fps",
                                                    std::to_string(kFps),
                                                    "--loop",
                                                    std::to_string(kLoopSeconds),
                                                    "--cache",
                                                    PENDOPO_CAMERA_CACHE,
                                                    "--control",
                                                    folder.path() / "control"},
                                        .output = output,
                                        .error_output = errors});
    if (!process) {
        return fail(process.error());
    }
    std::string base;
    const bool answered = wait_until(
        [&] { return !(base = base_in(text_of(output))).empty() || !process->running(); },
        kStartPatience);
    if (base.empty()) {
        return fail(answered ? ErrorCode::refused : ErrorCode::timed_out,
                    "pendopo-cameras serves nothing: " + text_of(errors));
    }
    return CameraServer(std::move(folder), std::move(*process), std::move(base));
}

Result<std::string> CameraServer::tell(const std::string& line) const {
    UniqueFd socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const timeval patience{.tv_sec = kAnswerPatience.count(), .tv_usec = 0};
    ::setsockopt(socket.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    (folder_.path() / "control").string().copy(address.sun_path, sizeof address.sun_path - 1);
    const std::string request = line + "\n";
    if (::connect(socket.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 ||
        ::send(socket.get(), request.data(), request.size(), MSG_NOSIGNAL) !=
            static_cast<ssize_t>(request.size())) {
        return fail(ErrorCode::unreachable, "the cameras' control socket takes nothing");
    }
    std::string answer;
    char bytes[4096];
    while (!answer.ends_with('\n')) {
        const ssize_t count = ::recv(socket.get(), bytes, sizeof bytes, 0);
        if (count <= 0) {
            return fail(ErrorCode::timed_out, "the cameras did not answer \"" + line + "\"");
        }
        answer.append(bytes, static_cast<size_t>(count));
    }
    answer.pop_back();
    return answer;
}

std::map<std::string, CameraCount> CameraServer::counts() const {
    std::map<std::string, CameraCount> counts;
    const auto answer = tell("stats");
    const Json stats = Json::parse(answer ? *answer : "", nullptr, false);
    if (stats.is_object()) {
        for (const auto& [camera, entry] : stats.items()) {
            counts[camera] = {entry.value("connects", 0), entry.value("failed_logins", 0),
                              entry.value("main_sessions", 0), entry.value("sub_sessions", 0)};
        }
    }
    return counts;
}

}  // namespace pendopo::test
