#include "engine/app/typed_password.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>

#include "config/text_file.h"
#include "engine/base/unique_fd.h"

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
    const UniqueFd terminal(::open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC));
    termios shown{};
    if (!terminal || ::tcgetattr(terminal.get(), &shown) != 0) {
        return fail(ErrorCode::invalid,
                    "--user wants a password: name a file with --password-file, or start this on a "
                    "terminal, which is then asked");
    }
    const auto say = [&](const std::string& text) {
        static_cast<void>(::write(terminal.get(), text.data(), text.size()) > 0);
    };
    std::string plain = user;
    std::ranges::replace_if(
        plain, [](unsigned char c) { return c < ' ' || c == 0x7f; }, '?');
    say(fmt::format("Kata sandi / password ({}): ", plain));
    termios hidden = shown;
    hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(terminal.get(), TCSAFLUSH, &hidden);
    std::string password;
    for (char c = 0; ::read(terminal.get(), &c, 1) == 1 && c != '\n';) {
        password += c;
    }
    ::tcsetattr(terminal.get(), TCSAFLUSH, &shown);
    say("\n");
    return password;
}

}  // namespace pendopo
