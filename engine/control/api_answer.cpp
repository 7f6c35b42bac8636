#include "engine/control/api_answer.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "engine/base/check.h"

namespace pendopo {
HttpResponse good(std::string body, std::string_view content_type) {
    HttpResponse response;
    response.content_type = content_type;
    response.body = std::move(body);
    return response;
}

HttpResponse good_done() {
    return good("{\"done\":true}\n");
}

std::string mark_of(std::string_view bytes) {
    uint64_t hash = 0xCBF29CE484222325U;  // FNV-1a
    for (const char c : bytes) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    }
    return fmt::format("{:016x}", hash);
}

Error body_error(const ProblemList& problems) {
    std::string text;
    for (const Problem& problem : problems) {
        text += text.empty() ? "" : "\n";
        text += problem.pointer.empty() ? "body: " + problem.text.en
                                        : problem.pointer + ": " + problem.text.en;
    }
    return {ErrorCode::invalid, text};
}

Result<void> check_body_size(const HttpRequest& request, const JsonLimits& limits) {
    if (request.body.size() > limits.bytes) {
        return fail(ErrorCode::invalid, fmt::format("body: got {} bytes; expected at most {}",
                                                    request.body.size(), limits.bytes));
    }
    return {};
}

Result<void> read_body(const HttpRequest& request, const std::function<void(ObjectReader&)>& read,
                       const JsonLimits& limits) {
    if (auto small = check_body_size(request, limits); !small) {
        return small;
    }
    if (request.body.empty()) {
        return fail(ErrorCode::invalid, "body: missing; expected a JSON object");
    }
    const auto document = parse_json("body", request.body, limits, Quoting::nothing);
    if (!document) {
        return fail(body_error(document.error()));
    }
    Problems problems("body", Quoting::nothing);
    ObjectReader object(document->root(), problems);
    read(object);
    object.finish();
    if (!problems.empty()) {
        return fail(body_error(problems.take()));
    }
    return {};
}

Result<void> check_no_body(const HttpRequest& request) {
    return request.body.empty() ? Result<void>() : read_body(request, [](ObjectReader&) {});
}

Result<std::string> read_draft(const HttpRequest& request, const std::string& key,
                               const std::function<void(ObjectReader&)>& others) {
    using Json = nlohmann::ordered_json;
    bool there = false;
    const auto read = read_body(
        request,
        [&](ObjectReader& body) {
            there = body.object(key, [](const JsonNode&) {});
            if (!body.has(key)) {
                body.problems().add_in_english(
                    body.node(), '"' + key + "\" is missing; expected what a file of it has");
            }
            if (others) {
                others(body);
            }
        },
        kDraftLimits);
    if (!read) {
        return fail(read.error());
    }
    CHECK(there);
    const Json body = Json::parse(request.body, nullptr, false);
    return body[key].dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<std::string> query_word(const HttpRequest& request, const std::string& name) {
    const auto given = request.query.find(name);
    if (given == request.query.end() || given->second.empty()) {
        return fail(ErrorCode::invalid, name + ": missing; expected \"?" + name + "=…\"");
    }
    return given->second;
}

}  // namespace pendopo
