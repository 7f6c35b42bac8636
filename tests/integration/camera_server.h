#pragma once
// The simulated cameras as a child process: eight numbered ones, cam-1 to cam-8, and `locked`,
// which asks for a login. Each has a main stream of 640x360 and a sub stream of 320x180. What they
// show is encoded by the first test that runs and kept in the build folder.

#include <map>
#include <string>

#include "engine/base/result.h"
#include "tests/support/child_process.h"
#include "tests/support/temp_dir.h"

namespace pendopo::test {

struct CameraCount {
    int connects = 0;
    int failed_logins = 0;
    int main_sessions = 0;
    int sub_sessions = 0;
    int sessions() const { return main_sessions + sub_sessions; }
};

// Thread: bound.
class CameraServer {
  public:
    static constexpr int kNumbered = 8;
    static constexpr int kFps = 25;
    static constexpr int kLoopSeconds = 8;
    static constexpr const char* kUser = "pemirsa";
    static constexpr const char* kPassword = "benar-sekali";  // of `locked`

    // Starts it on a free port and waits until it serves.
    static Result<CameraServer> start();

    static std::string id(int number) { return "cam-" + std::to_string(number); }
    // rtsp://127.0.0.1:PORT/<id>/<stream>
    std::string url(const std::string& camera, const std::string& stream) const {
        return base_ + "/" + camera + "/" + stream;
    }

    // One line of the control socket, e.g. "off cam-1", and its answer.
    Result<std::string> tell(const std::string& line) const;
    // What the cameras counted, by id; empty when they do not answer.
    std::map<std::string, CameraCount> counts() const;

  private:
    CameraServer(TempDir folder, ChildProcess process, std::string base)
        : folder_(std::move(folder)), process_(std::move(process)), base_(std::move(base)) {}

    TempDir folder_;
    ChildProcess process_;
    std::string base_;
};

}  // namespace pendopo::test
