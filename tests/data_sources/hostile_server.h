#pragma once
// tests/data_sources/hostile_server.py as a child: a web server with every bad habit.

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "engine/base/check.h"
#include "tests/support/child_process.h"
#include "tests/support/source_folder.h"
#include "tests/support/temp_dir.h"
#include "tests/support/wait_until.h"

namespace pendopo::test {

// Thread: bound to the thread that made it.
class HostileServer {
  public:
    HostileServer() {
        auto child = ChildProcess::spawn(
            {.command = {"python3", source_folder() + "/tests/data_sources/hostile_server.py"},
             .output = folder_ / "port",
             .error_output = folder_ / "errors"});
        CHECK(child);
        child_ = std::make_unique<ChildProcess>(std::move(*child));
        const bool listens =
            wait_until([&] { return folder_.read("port").ends_with('\n'); }, Seconds(30));
        EXPECT_TRUE(listens) << folder_.read("errors");
        port_ = listens ? std::stoi(folder_.read("port")) : 0;
    }

    int port() const { return port_; }
    std::string url(const std::string& path, const std::string& host = "127.0.0.1") const {
        return "http://" + host + ":" + std::to_string(port_) + path;
    }

  private:
    TempDir folder_;
    std::unique_ptr<ChildProcess> child_;
    int port_ = 0;
};

}  // namespace pendopo::test
