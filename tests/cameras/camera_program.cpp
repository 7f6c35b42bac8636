#include "tests/cameras/camera_program.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "engine/base/unique_fd.h"
#include "tests/support/wait_until.h"

namespace pendopo::test {
namespace {

constexpr Seconds kPatience{60};  // encoding on a busy machine

ChildProcess spawn(std::vector<std::string> words, const std::string& socket,
                   const std::filesystem::path& output, const std::filesystem::path& errors) {
    std::vector<std::string> command = {PENDOPO_CAMERAS_PROGRAM, "--port", "0", "--control",
                                        socket};
    command.insert(command.end(), words.begin(), words.end());
    auto process =
        ChildProcess::spawn({.command = command, .output = output, .error_output = errors});
    CHECK(process);
    return std::move(*process);
}

}  // namespace

CameraProgram::CameraProgram(const TempDir& folder, std::vector<std::string> words)
    : socket_(folder.path() / "control"),
      output_(folder.path() / "output"),
      errors_(folder.path() / "errors"),
      process_(spawn(std::move(words), socket_, output_, errors_)) {}

std::string CameraProgram::said(const std::string& word) {
    std::string rest;
    const auto look = [&] {
        const std::string text = "\n" + text_of(output_);
        const size_t start = text.find("\n" + word);
        const size_t end = start == std::string::npos ? start : text.find('\n', start + 1);
        if (end != std::string::npos) {
            rest = text.substr(start + 1 + word.size(), end - start - 1 - word.size());
        }
        return !rest.empty();
    };
    static_cast<void>(wait_until([&] { return look() || !process_.running(); }, kPatience));
    return rest;
}

int CameraProgram::port() {
    const std::string address = said("listening rtsp://");
    return address.empty() ? 0 : std::stoi(address.substr(address.rfind(':') + 1));
}

nlohmann::json CameraProgram::addresses() {
    const std::string list = said("[");
    return list.empty() ? nlohmann::json() : nlohmann::json::parse("[" + list);
}

std::string CameraProgram::control(const std::string& line) {
    const UniqueFd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const timeval patience{.tv_sec = 5, .tv_usec = 0};
    ::setsockopt(fd.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    socket_.copy(address.sun_path, sizeof address.sun_path - 1);
    EXPECT_EQ(::connect(fd.get(), reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    const std::string text = line + "\n";
    EXPECT_EQ(::send(fd.get(), text.data(), text.size(), MSG_NOSIGNAL),
              static_cast<ssize_t>(text.size()));
    std::string answer;
    for (char c = 0; ::read(fd.get(), &c, 1) == 1 && c != '\n';) {
        answer += c;
    }
    return answer;
}

nlohmann::json CameraProgram::stats(const std::string& id) {
    return nlohmann::json::parse(control("stats")).at(id);
}

}  // namespace pendopo::test
