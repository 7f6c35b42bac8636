#include "decoders/rtsp_refusal.h"

#include <fmt/format.h>

namespace pendopo {

Error refusal(const RtspMessage& reply, std::string_view method) {
    const std::string_view reason = reason_of(reply.status);
    const std::string text = fmt::format("rtsp: {} was answered with {}{}{}", method, reply.status,
                                         reason.empty() ? "" : " ", reason);
    switch (reply.status) {
        case 401:
            return {ErrorCode::unauthorized, text};
        case 403:
        case 453:  // not enough bandwidth: what cameras say at their session limit
            return {ErrorCode::refused, text};
        case 404:
            return {ErrorCode::not_found, text};
        case 461:
            return {ErrorCode::unsupported, text};
        case 503:  // what a camera says while it starts
            return {ErrorCode::exhausted, text};
        default:
            return {reply.status >= 500 ? ErrorCode::refused : ErrorCode::invalid, text};
    }
}

bool may_refuse_transport(int status) {
    return status == 400 || status == 406 || status == 451 || status == 461 || status == 501 ||
           status == 551;
}

Error redirect_refusal(const Result<RtspUrl>& target) {
    if (!target) {
        return {ErrorCode::invalid, "rtsp: the camera redirects to no address; set its real one"};
    }
    const std::string host = shown_host(target->host);
    return {ErrorCode::invalid,
            fmt::format("rtsp: the camera sends us to {0}; if that is right, set its address, or "
                        "\"redirect_hosts\": [\"{0}\"]",
                        host)};
}

}  // namespace pendopo
