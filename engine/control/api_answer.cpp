#include "engine/control/api_answer.h"

#include <fmt/format.h>

#include <utility>

namespace pendopo {
namespace {

constexpr JsonLimits kBodyLimits{size_t{16} << 10, 8, 1'000, size_t{4} << 10, 64};

}  // namespace

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
        text += problem.pointer.empty() ? "body: " + problem.text
                                        : problem.pointer + ": " + problem.text;
    }
    return {ErrorCode::invalid, text};
}

Result<void> check_body_size(const HttpRequest& request) {
    if (request.body.size() > kBodyLimits.bytes) {
        return fail(ErrorCode::invalid, fmt::format("body: got {} bytes; expected at most {}",
                                                    request.body.size(), kBodyLimits.bytes));
    }
    return {};
}

Result<void> read_body(const HttpRequest& request, const std::function<void(ObjectReader&)>& read) {
    if (auto small = check_body_size(request); !small) {
        return small;
    }
    if (request.body.empty()) {
        return fail(ErrorCode::invalid, "body: missing; expected a JSON object");
    }
    const auto document = parse_json("body", request.body, kBodyLimits, Quoting::nothing);
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

}  // namespace pendopo
