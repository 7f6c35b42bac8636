#include "engine/app/typed_password.h"

#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <iostream>

#include "config/text_file.h"

namespace pendopo {

Result<std::string> password_from_file(const std::string& path) {
    constexpr size_t kMost = 4096;
    auto text = read_text_file(path, FileAccess::owner_only, kMost);
    if (!text) {
        return fail(text.error().within(path));
    }
    text->resize(std::min(text->find_first_of("\r\n"), text->size()));
    return text;
}

Result<std::string> password_from_terminal(const std::string& user) {
    termios shown{};
    if (::isatty(STDIN_FILENO) == 0 || ::tcgetattr(STDIN_FILENO, &shown) != 0) {
        return fail(ErrorCode::invalid,
                    "--user wants a password: name a file with --password-file, or start this on a "
                    "terminal, which is then asked");
    }
    fmt::print(stderr, "Kata sandi / password of {}: ", user);
    std::fflush(stderr);
    termios hidden = shown;
    hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
    std::string password;
    std::getline(std::cin, password);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
    fmt::print(stderr, "\n");
    return password;
}

}  // namespace pendopo
