#include "engine/control/http_message.h"

#include <nlohmann/json.hpp>

namespace pendopo {
namespace {

int status_of(ErrorCode code) {
    switch (code) {
        case ErrorCode::invalid:
            return 400;
        case ErrorCode::unauthorized:
            return 401;
        case ErrorCode::refused:
            return 403;
        case ErrorCode::not_found:
            return 404;
        case ErrorCode::unsupported:
            return 501;
        case ErrorCode::unreachable:
        case ErrorCode::exhausted:
        case ErrorCode::stopped:
            return 503;
        case ErrorCode::timed_out:
            return 504;
        case ErrorCode::conflict:
            return 409;
        case ErrorCode::io:
            return 500;
    }
    return 500;
}

}  // namespace

HttpResponse error_response(int status, std::string_view code, std::string_view message) {
    const nlohmann::ordered_json body = {{"error", {{"code", code}, {"message", message}}}};
    HttpResponse response;
    response.status = status;
    // A foreign header or path may be quoted in the message and need not be UTF-8.
    response.body = body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
    return response;
}

HttpResponse error_response(const Error& error) {
    return error_response(status_of(error.code()), to_string(error.code()), error.message());
}

}  // namespace pendopo
