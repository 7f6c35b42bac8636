#include "engine/app/remote_wall.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <nlohmann/json.hpp>
#include <string_view>
#include <system_error>

#include "config/text_file.h"
#include "engine/control/console_token.h"
#include "engine/control/http_client.h"

namespace pendopo {
namespace {

using Json = nlohmann::json;

constexpr int kUsualPort = 7600;
constexpr size_t kMostTokenBytes = 256;

// The port of an address of this very machine, "http://127.0.0.1:7600/"; nothing for another one:
// this machine's token is not for others to see.
std::optional<int> port_here(const std::string& url) {
    for (const std::string_view here : {"http://127.0.0.1", "http://localhost", "http://[::1]"}) {
        if (!url.starts_with(here)) {
            continue;
        }
        std::string_view rest = std::string_view(url).substr(here.size());
        rest = rest.substr(0, rest.find('/'));
        if (rest.empty()) {
            return kUsualPort;
        }
        int port = 0;
        const auto [end, failed] =
            std::from_chars(rest.data() + 1, rest.data() + rest.size(), port);
        if (rest.front() == ':' && failed == std::errc() && end == rest.data() + rest.size()) {
            return port;
        }
    }
    return std::nullopt;
}

std::string trimmed(std::string text) {
    text.erase(text.find_last_not_of(" \r\n") + 1);
    return text;
}

// Without one nobody asks, and the wall says so.
Result<std::string> token_of(const RemoteWall& wall) {
    if (wall.token_file.empty()) {
        const auto port = port_here(wall.url);
        return port ? find_console_token(*port).value_or("") : "";
    }
    auto text = read_text_file(wall.token_file, FileAccess::owner_only, kMostTokenBytes);
    if (!text) {
        return fail(text.error().within(wall.token_file));
    }
    return trimmed(std::move(*text));
}

std::optional<std::string> body_of(const Result<HttpAnswer>& answer, int& exit_status) {
    if (!answer) {
        fmt::print(stderr, "{}\n", answer.error().message());
        exit_status = 1;
        return std::nullopt;
    }
    if (answer->status != 200) {
        const Json body = Json::parse(answer->body, nullptr, false);
        const bool told = body.is_object() && body.contains("error") && body["error"].is_object();
        fmt::print(
            stderr, "{}\n",
            told ? body["error"].value("message", "") : fmt::format("status {}", answer->status));
        if (answer->status == 401) {
            fmt::print(stderr,
                       "only the user who runs the wall is its console; others give --token-file "
                       "(made by: pendopo token add NAME)\n");
        }
        exit_status = 1;
        return std::nullopt;
    }
    return answer->body;
}

}  // namespace

void add_remote_wall(CLI::App& verb, RemoteWall& wall) {
    verb.add_option("--url", wall.url, "Address of the wall (default http://127.0.0.1:7600)");
    verb.add_option("--token-file", wall.token_file,
                    "File with an API token (default: as the console of this machine)")
        ->type_name("FILE");
}

std::optional<std::string> ask_wall(const RemoteWall& wall, const std::string& path,
                                    int& exit_status) {
    const auto token = token_of(wall);
    return body_of(token ? http_get(wall.url, {path, *token}) : fail(token.error()), exit_status);
}

Result<std::string> answer_of_wall(const RemoteWall& wall, const std::string& path) {
    const auto token = token_of(wall);
    if (!token) {
        return fail(token.error());
    }
    auto answer = http_get(wall.url, {path, *token});
    if (!answer) {
        return fail(answer.error());
    }
    if (answer->status != 200) {
        return fail(ErrorCode::refused, fmt::format("{}: status {}", path, answer->status));
    }
    return std::move(answer->body);
}

std::optional<std::string> tell_wall(const RemoteWall& wall, const std::string& path,
                                     const std::string& json, int& exit_status) {
    const auto token = token_of(wall);
    return body_of(token ? http_post(wall.url, {path, *token}, json) : fail(token.error()),
                   exit_status);
}

}  // namespace pendopo
