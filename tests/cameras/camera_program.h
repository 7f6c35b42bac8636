#pragma once
// pendopo-cameras as a child process, with its control socket.

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/child_process.h"
#include "tests/support/temp_dir.h"

namespace pendopo::test {

// Thread: bound.
class CameraProgram {
  public:
    // Starts with these words, a free port and a control socket; files are kept in `folder`.
    CameraProgram(const TempDir& folder, std::vector<std::string> words);

    // The rest of the first line of its standard output that begins with `word`, waited for;
    // empty when it ended, or did not say so within a minute.
    std::string said(const std::string& word);
    // Where it listens, before any loop is there.
    int port();
    // The list that --json prints once every loop is the whole one.
    nlohmann::json addresses();

    // One line of the control socket and its answer.
    std::string control(const std::string& line);
    nlohmann::json stats(const std::string& id);

    std::string errors() const { return text_of(errors_); }
    ChildProcess& process() { return process_; }
    // SIGTERM; its exit status, or nothing when it had to be killed.
    std::optional<ExitStatus> stop() { return process_.stop(Seconds(8)); }

  private:
    std::string socket_;
    std::filesystem::path output_;
    std::filesystem::path errors_;
    ChildProcess process_;
};

}  // namespace pendopo::test
