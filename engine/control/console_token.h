#pragma once
// How the command line on the wall's own machine proves itself: who can read a file of mode 0600 in
// the state folder is the console. Thread: reentrant.

#include <filesystem>
#include <string>

#include "engine/base/result.h"

namespace pendopo {

// A new token at each start of control. Errors: io.
Result<std::string> make_console_token(const std::filesystem::path& state_folder);
// For "Authorization: Bearer …". Errors: not_found (no wall was started with this folder), refused
// (another user's), io.
Result<std::string> read_console_token(const std::filesystem::path& state_folder);

}  // namespace pendopo
