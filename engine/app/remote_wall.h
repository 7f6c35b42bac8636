#pragma once
// A running wall, as the command line asks it: over HTTP, and as the console where it can read the
// wall's token (console_token.h).

#include <optional>
#include <string>

#include "engine/base/result.h"

namespace CLI {  // NOLINT(readability-identifier-naming): the library's
class App;
}

namespace pendopo {

struct RemoteWall {
    std::string url = "http://127.0.0.1:7600";
    std::string token_file;  // empty: this machine's console
};

void add_remote_wall(CLI::App& verb, RemoteWall& wall);

// The body of a good answer; anything else is told on standard error and gives exit status 1.
std::optional<std::string> ask_wall(const RemoteWall& wall, const std::string& path,
                                    int& exit_status);
// The same for who can go on without. Errors: those of http_get(); refused, with what the wall
// said.
Result<std::string> answer_of_wall(const RemoteWall& wall, const std::string& path);
std::optional<std::string> tell_wall(const RemoteWall& wall, const std::string& path,
                                     const std::string& json, int& exit_status);

}  // namespace pendopo
