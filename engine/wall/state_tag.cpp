// Concurrent operators: what a tag says, and what somebody hears whose tag is old.

#include <fmt/format.h>

#include <charconv>
#include <nlohmann/json.hpp>

#include "config/problems.h"
#include "engine/wall/wall_state.h"

namespace pendopo {
namespace {

constexpr size_t kMostNamed = 5;

// `activate_layout "pasar" "kiri"`: the command's word and what it named.
std::string summary(const std::string& what) {
    const auto json = nlohmann::ordered_json::parse(what, nullptr, false);
    if (!json.is_object()) {
        return in_quotes(what);
    }
    std::string text;
    for (const auto& [key, value] : json.items()) {
        const std::string word =
            value.is_string()
                ? value.get<std::string>()
                : value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
        text += text.empty() ? "" : " ";
        text += key == "command" ? word : in_quotes(word);
    }
    return text;
}

}  // namespace

std::string state_tag(const WallState& state) {
    return fmt::format("{}-{}", state.epoch, state.revision);
}

Result<void> check_tag(const WallState& state, std::string_view seen) {
    if (seen == state_tag(state)) {
        return {};
    }
    const size_t dash = seen.rfind('-');
    uint64_t revision = 0;
    const std::string_view number =
        dash == std::string_view::npos ? std::string_view() : seen.substr(dash + 1);
    const auto read = std::from_chars(number.data(), number.data() + number.size(), revision);
    const bool is_number = read.ec == std::errc() && read.ptr == number.data() + number.size();
    if (!is_number || number.empty() || seen.substr(0, dash) != state.epoch ||
        revision > state.revision) {
        return fail(ErrorCode::conflict,
                    "the tag is of another state of the wall; read the state and try again");
    }
    std::string named;
    size_t count = 0;
    for (auto change = state.changes.rbegin(); change != state.changes.rend(); ++change) {
        if (change->revision <= revision) {
            break;
        }
        if (++count > kMostNamed) {
            continue;
        }
        named += fmt::format("{}{}: {}", named.empty() ? "" : "; ",
                             change->by.empty() ? change->from : change->by, summary(change->what));
    }
    if (count > kMostNamed) {
        named += fmt::format("; and {} more", count - kMostNamed);
    }
    return fail(ErrorCode::conflict,
                fmt::format("the wall changed meanwhile ({}); read the state and try again",
                            named.empty() ? "something ended by itself" : named));
}

}  // namespace pendopo
