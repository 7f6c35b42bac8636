#include "engine/control/console_token.h"

#include <system_error>

#include "config/text_file.h"
#include "engine/control/secret.h"

namespace pendopo {
namespace {
constexpr const char* kFile = "console.token";
constexpr size_t kMostBytes = 256;
}  // namespace

Result<std::string> make_console_token(const std::filesystem::path& state_folder) {
    std::error_code error;
    std::filesystem::create_directories(state_folder, error);
    if (error) {
        return fail(ErrorCode::io, state_folder.string() + ": " + error.message());
    }
    std::string token = random_token();
    if (auto written = replace_file(state_folder / kFile, token, 0600); !written) {
        return fail(written.error());
    }
    return token;
}

Result<std::string> read_console_token(const std::filesystem::path& state_folder) {
    const std::string path = state_folder / kFile;
    auto token = read_text_file(path, FileAccess::owner_only, kMostBytes);
    return token ? std::move(token) : Result<std::string>(fail(token.error().within(path)));
}

}  // namespace pendopo
