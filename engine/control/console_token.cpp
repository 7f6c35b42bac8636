#include "engine/control/console_token.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>

#include "config/text_file.h"

namespace pendopo {
namespace {
constexpr const char* kFile = "console.token";
constexpr size_t kMostBytes = 256;
// shared_folder() of the packaged service, whose $XDG_RUNTIME_DIR its user has nowhere else.
constexpr const char* kServiceFolder = "/run/pendopo/pendopo";

// $XDG_RUNTIME_DIR/pendopo, else /tmp/pendopo-<user id>.
std::filesystem::path shared_folder() {
    const char* runtime = std::getenv("XDG_RUNTIME_DIR");
    return runtime != nullptr && *runtime == '/'
               ? std::filesystem::path(runtime) / "pendopo"
               : std::filesystem::path("/tmp") / fmt::format("pendopo-{}", ::getuid());
}
std::filesystem::path shared_file(int port) {
    return shared_folder() / fmt::format("console-{}.token", port);
}

// Ours alone: made by us, entered by nobody else, and no link to somewhere.
Result<void> make_own_folder(const std::filesystem::path& folder) {
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) {
        return fail_errno(folder.string());
    }
    struct stat found {};
    if (::lstat(folder.c_str(), &found) != 0) {
        return fail_errno(folder.string());
    }
    if (!S_ISDIR(found.st_mode) || found.st_uid != ::getuid() || (found.st_mode & 077) != 0) {
        return fail(ErrorCode::refused,
                    folder.string() + ": others may write there; remove it, it is made anew");
    }
    return {};
}

}  // namespace

Result<void> publish_console_token(int port, const std::string& token) {
    if (auto made = make_own_folder(shared_folder()); !made) {
        return made;
    }
    return replace_file(shared_file(port).string(), token, 0600);
}

Result<std::string> find_console_token(int port) {
    auto token = read_text_file(shared_file(port).string(), FileAccess::owner_only, kMostBytes);
    return token ? token
                 : read_text_file(
                       (std::filesystem::path(kServiceFolder) / shared_file(port).filename())
                           .string(),
                       FileAccess::owner_only, kMostBytes);
}

void withdraw_console_token(int port) {
    std::error_code ignored;
    std::filesystem::remove(shared_file(port), ignored);
}

Result<void> keep_console_token(const std::filesystem::path& state_folder,
                                const std::string& token) {
    std::error_code error;
    std::filesystem::create_directories(state_folder, error);
    if (error) {
        return fail(ErrorCode::io, state_folder.string() + ": " + error.message());
    }
    return replace_file(state_folder / kFile, token, 0600);
}

Result<std::string> read_console_token(const std::filesystem::path& state_folder) {
    const std::string path = state_folder / kFile;
    auto token = read_text_file(path, FileAccess::owner_only, kMostBytes);
    return token ? std::move(token) : Result<std::string>(fail(token.error().within(path)));
}

}  // namespace pendopo
