#include "engine/base/result.h"

#include <cerrno>
#include <string>
#include <system_error>

namespace pendopo {

std::string_view to_string(ErrorCode code) {
    switch (code) {
        case ErrorCode::invalid:
            return "invalid";
        case ErrorCode::not_found:
            return "not_found";
        case ErrorCode::unreachable:
            return "unreachable";
        case ErrorCode::timed_out:
            return "timed_out";
        case ErrorCode::unauthorized:
            return "unauthorized";
        case ErrorCode::refused:
            return "refused";
        case ErrorCode::unsupported:
            return "unsupported";
        case ErrorCode::exhausted:
            return "exhausted";
        case ErrorCode::stopped:
            return "stopped";
        case ErrorCode::conflict:
            return "conflict";
        case ErrorCode::io:
            return "io";
    }
    return "unknown";
}

tl::unexpected<Error> fail_errno(std::string_view context) {
    const int code = errno;
    return fail(ErrorCode::io, std::string(context) + ": " + std::generic_category().message(code) +
                                   " (errno " + std::to_string(code) + ")");
}

}  // namespace pendopo
