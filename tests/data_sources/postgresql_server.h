#pragma once
// A real PostgreSQL server that listens on 127.0.0.1, and a real PgBouncer in front of one. Both
// know the login "wall", "hunter2". Thread: bound.

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/check.h"
#include "tests/support/child_process.h"
#include "tests/support/http_get.h"
#include "tests/support/temp_dir.h"

namespace pendopo::test {

// Root may run neither of them, so root becomes the user postgres.
class AsPostgres {
  public:
    AsPostgres() {
        if (user() != nullptr) {
            as_ = {"setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"};
        }
    }
    static const passwd* user() { return ::geteuid() == 0 ? ::getpwnam("postgres") : nullptr; }
    ChildOptions operator()(std::vector<std::string> words, std::string log) const {
        words.insert(words.begin(), as_.begin(), as_.end());
        return {.command = std::move(words), .error_output = std::move(log)};
    }

  private:
    std::vector<std::string> as_;
};

class PostgresqlServer {
  public:
    // The folder of the newest server that Debian installed; empty: there is none.
    static std::string programs() {
        std::string newest;
        std::error_code none;
        for (const auto& version :
             std::filesystem::directory_iterator("/usr/lib/postgresql", none)) {
            newest = std::max(newest, (version.path() / "bin").string());
        }
        return newest;
    }

    PostgresqlServer() {
        ::chmod(folder_.path().c_str(), 0711);
        folder_.write("password", "hunter2\n", 0644);
        std::filesystem::create_directory(data_);
        if (const passwd* user = AsPostgres::user(); user != nullptr) {
            CHECK(::chown(data_.c_str(), user->pw_uid, user->pw_gid) == 0);
        }
        const auto made = run_to_end(
            command({"/initdb", "-D", data_, "-U", "wall", "-A", "scram-sha-256", "--pwfile",
                     folder_ / "password", "-N", "--no-locale", "-E", "UTF8"}),
            Seconds(120));
        EXPECT_TRUE(made) << made.error().message();
        start();
    }
    void start() {
        auto child = ChildProcess::spawn(
            command({"/postgres", "-D", data_, "-p", std::to_string(port_), "-k", data_, "-c",
                     "listen_addresses=127.0.0.1", "-c", "fsync=off"}));
        CHECK(child);
        child_ = std::make_unique<ChildProcess>(std::move(*child));
    }
    void stop() { child_.reset(); }
    int port() const { return port_; }

  private:
    ChildOptions command(std::vector<std::string> words) const {
        words[0] = programs() + words[0];
        return as_postgres_(std::move(words), folder_ / "log");
    }

    TempDir folder_;
    std::string data_ = folder_ / "data";
    AsPostgres as_postgres_;
    int port_ = free_port();
    std::unique_ptr<ChildProcess> child_;
};

// As Debian's default configuration has it, but for transaction pooling over one single connection,
// so that each transaction meets what the one before has left.
class PgBouncer {
  public:
    static bool installed() { return ::access("/usr/sbin/pgbouncer", X_OK) == 0; }

    explicit PgBouncer(int server_port) {
        ::chmod(folder_.path().c_str(), 0711);
        folder_.write("users", "\"wall\" \"hunter2\"\n", 0644);
        folder_.write("ini",
                      fmt::format("[databases]\n"
                                  "postgres = host=127.0.0.1 port={}\n"
                                  "[pgbouncer]\n"
                                  "listen_addr = 127.0.0.1\n"
                                  "listen_port = {}\n"
                                  "unix_socket_dir =\n"
                                  "auth_type = scram-sha-256\n"
                                  "auth_file = {}\n"
                                  "pool_mode = transaction\n"
                                  "default_pool_size = 1\n"
                                  "query_wait_timeout = 5\n"
                                  "server_login_retry = 1\n",
                                  server_port, port_, folder_ / "users"),
                      0644);
        std::vector<std::string> command = {"/usr/sbin/pgbouncer", folder_ / "ini"};
        auto child = ChildProcess::spawn(as_postgres_(std::move(command), folder_ / "log"));
        CHECK(child);
        child_ = std::make_unique<ChildProcess>(std::move(*child));
    }
    int port() const { return port_; }
    std::string log() const { return folder_.read("log"); }

  private:
    TempDir folder_;
    AsPostgres as_postgres_;
    int port_ = free_port();
    std::unique_ptr<ChildProcess> child_;
};

}  // namespace pendopo::test
