#pragma once
// How the command line on the wall's own machine proves itself: who can read a file of mode 0600 in
// the state folder is the console. Thread: reentrant.

#include <filesystem>
#include <string>

#include "engine/base/result.h"

namespace pendopo {

// A new one is kept at each start of control. Errors: io.
Result<void> keep_console_token(const std::filesystem::path& state_folder,
                                const std::string& token);
// Where programs of the same user find it who know the wall by its port alone: a file of mode 0600
// in a folder of that user's own. Errors: io, refused (the folder is another user's).
Result<void> publish_console_token(int port, const std::string& token);
Result<std::string> find_console_token(int port);
void withdraw_console_token(int port);
// For "Authorization: Bearer …". Errors: not_found (no wall was started with this folder), refused
// (another user's), io.
Result<std::string> read_console_token(const std::filesystem::path& state_folder);

}  // namespace pendopo
