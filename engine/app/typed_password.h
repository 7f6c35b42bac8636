#pragma once
// A password for a verb of the command line: from a file or from the terminal, never from the
// command line itself, which everybody on the machine can read.

#include <string>

#include "engine/base/result.h"

namespace pendopo {

// The first line of a file that only its owner may read. Errors name the file.
Result<std::string> password_from_file(const std::string& path);

// Asks on the terminal itself, as standard input may be something else, and does not show what is
// typed. Errors: invalid, when there is no terminal.
Result<std::string> password_from_terminal(const std::string& user);

}  // namespace pendopo
