// pendopo-dummy-screens: runs a command on a private X server with dummy outputs, as integration
// tests have it, so that a wall can be tried, pictured and measured on any machine:
//
//   pendopo-dummy-screens --outputs 4 -- tools/run
//
// The command sees the server in DISPLAY; its exit status is ours. The server ends with it.

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <string>
#include <vector>

#include "tests/support/xorg_server.h"

namespace {

// The command shares our process group and terminal, so Ctrl-C reaches it directly; we wait.
int run_command(const std::string& display, std::vector<std::string>& words) {
    std::vector<char*> arguments;
    for (std::string& word : words) {
        arguments.push_back(word.data());
    }
    arguments.push_back(nullptr);
    const pid_t child = ::fork();
    if (child == 0) {
        ::setenv("DISPLAY", display.c_str(), 1);
        ::execvp(arguments[0], arguments.data());
        ::perror(arguments[0]);
        ::_exit(127);
    }
    std::signal(SIGINT, SIG_IGN);
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

int main(int argc, char** argv) {
    int outputs = 4;
    std::vector<std::string> command;
    CLI::App app("Runs a command on a private X server with dummy outputs side by side.");
    app.add_option("--outputs", outputs, "how many, each 1920x1080")
        ->check(CLI::Range(1, 16))
        ->capture_default_str();
    app.add_option("command", command, "the command and its arguments, after --")->required();
    CLI11_PARSE(app, argc, argv);

    auto server = pendopo::test::XorgServer::start(outputs);
    if (!server) {
        fmt::print(stderr, "{}\n", server.error().message());
        return 1;
    }
    return run_command(server->display(), command);
}
