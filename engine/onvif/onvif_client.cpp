#include "engine/onvif/onvif_client.h"

#include <fmt/format.h>
#include <sys/random.h>

#include <algorithm>
#include <array>

#include "engine/base/check.h"
#include "engine/onvif/soap.h"

namespace pendopo {
namespace {

constexpr int kMostRefusals = 3;
constexpr int kMostRedirects = 2;
// Devices accept tokens that are a few seconds off; more than this may be why one refuses.
constexpr Seconds kClockTolerance{5};
constexpr Seconds kClockMatters{60};

std::array<unsigned char, 16> random_bytes() {
    std::array<unsigned char, 16> bytes{};
    CHECK(::getrandom(bytes.data(), bytes.size(), 0) == static_cast<ssize_t>(bytes.size()));
    return bytes;
}

std::string random_hex() {
    std::string text;
    for (const unsigned char byte : random_bytes()) {
        text += fmt::format("{:02x}", byte);
    }
    return text;
}

bool contains(std::string_view text, std::string_view part) {
    const auto found = std::search(text.begin(), text.end(), part.begin(), part.end(),
                                   [](char a, char b) { return (a | 0x20) == (b | 0x20); });
    return found != text.end();
}

// What devices say of a login they refuse: ter:NotAuthorized, wsse:FailedAuthentication …
bool is_refusal(const SoapFault& fault) {
    constexpr std::string_view kWords[] = {"NotAuthorized", "FailedAuthentication",
                                           "InvalidSecurity", "FailedCheck", "MessageExpired"};
    return std::any_of(std::begin(kWords), std::end(kWords),
                       [&](std::string_view word) { return contains(fault.subcode, word); }) ||
           contains(fault.reason, "not authorized") || contains(fault.reason, "unauthorized");
}

OnvifFailure failure_of(const Error& error) {
    switch (error.code()) {
        case ErrorCode::unreachable:
            return {OnvifProblem::unreachable, cleaned(error.message())};
        case ErrorCode::timed_out:
            return {OnvifProblem::timed_out, ""};
        case ErrorCode::exhausted:
            return {OnvifProblem::bad_answer, cleaned(error.message())};
        default:
            return {OnvifProblem::not_onvif, cleaned(error.message())};
    }
}

OnvifFailure failure_of(const SoapFault& fault) {
    std::string detail = fault.subcode;
    if (!fault.reason.empty() && fault.reason != fault.subcode) {
        detail += (detail.empty() ? "" : ": ") + fault.reason;
    }
    if (contains(fault.subcode, "lock") || contains(fault.reason, "locked")) {
        return {OnvifProblem::locked, detail};
    }
    if (fault.subcode == "OperationProhibited") {
        return {OnvifProblem::no_rights, detail};
    }
    if (fault.subcode == "NoProfile") {
        return {OnvifProblem::no_profile, detail};
    }
    return {OnvifProblem::fault, detail};
}

// An answer that is no SOAP, by its status.
OnvifFailure failure_of(unsigned status, const Error& error) {
    constexpr unsigned kForbidden = 403, kLocked = 423, kTooMany = 429, kNotFound = 404,
                       kBadRequest = 400;
    const std::string detail = fmt::format("HTTP {}", status);
    if (status == kLocked || status == kTooMany) {
        return {OnvifProblem::locked, detail};
    }
    if (status == kForbidden) {
        return {OnvifProblem::no_rights, detail};
    }
    if (status == kBadRequest) {
        return {OnvifProblem::bad_answer, detail};
    }
    if (status >= kNotFound) {
        return {OnvifProblem::not_onvif, detail};
    }
    // The words of an error are English; this one needs none.
    return error.message() == "a web page came instead of SOAP"
               ? OnvifFailure{OnvifProblem::not_onvif, "HTML"}
               : OnvifFailure{OnvifProblem::bad_answer, cleaned(error.message())};
}

}  // namespace

HttpRequest OnvifClient::request_to(const DeviceAddress& service, const std::string& body,
                                    bool with_login, Milliseconds patience) {
    HttpRequest request;
    request.url = service.to_string();
    const auto left = std::chrono::ceil<Milliseconds>(end_ - clock_.now());
    request.patience = std::clamp(left, Milliseconds(1), patience);
    std::string header;
    if (with_login && proof_ == Proof::security_header) {
        const WallTime now =
            clock_.wall_now() + (own_time_ ? Seconds(0) : skew_.value_or(Seconds(0)));
        header = security_header(login_.user, login_.password, random_bytes(), utc_text(now));
    } else if (with_login) {
        request.authorization =
            digest_authorization(*challenge_, login_.user, login_.password, "POST", service.path,
                                 ++nonce_uses_, random_hex());
    }
    request.body = soap_request(body, header);
    return request;
}

bool OnvifClient::try_otherwise(const HttpAnswer& answer, Attempts& attempts) {
    if (++attempts.refused >= kMostRefusals) {
        return false;
    }
    auto challenge = read_digest_challenge(answer.challenges);
    if (challenge && (proof_ == Proof::security_header || challenge->stale)) {
        proof_ = Proof::digest;
        challenge_ = std::move(challenge);
        nonce_uses_ = 0;
        return true;
    }
    const auto differs = skew_ ? std::chrono::abs(*skew_) : Seconds(0);
    if (proof_ == Proof::security_header && !own_time_ && differs > kClockTolerance) {
        own_time_ = true;  // it says another time than it goes by
        return true;
    }
    return false;
}

OnvifFailure OnvifClient::refused_login(const HttpAnswer& answer, const std::string& said) const {
    if (contains(answer.body, "lockStatus>lock") || contains(said, "locked")) {
        return {OnvifProblem::locked, said};
    }
    if (login_.user.empty()) {
        return {OnvifProblem::wrong_password, said, true};
    }
    const bool clock =
        proof_ == Proof::security_header && skew_ && std::chrono::abs(*skew_) > kClockMatters;
    return {clock ? OnvifProblem::clock_differs : OnvifProblem::wrong_password, said};
}

OnvifResult<XmlElement> OnvifClient::call(const DeviceAddress& service, const std::string& body,
                                          UseLogin use, Milliseconds patience) {
    constexpr unsigned kUnauthorized = 401;
    const bool with_login = use == UseLogin::given && !login_.user.empty();
    DeviceAddress address = service;
    Attempts attempts;
    while (true) {
        if (time_is_over()) {
            return tl::unexpected(OnvifFailure{OnvifProblem::timed_out, ""});
        }
        const auto answer = post_(request_to(address, body, with_login, patience));
        if (!answer) {
            return tl::unexpected(failure_of(answer.error()));
        }
        if (answer->status / 100 == 3) {
            const auto location = read_device_address(answer->location);
            // A device may send its callers to https, nobody away.
            if (location && location->scheme.starts_with("http") &&
                location->host == address.host && ++attempts.redirects <= kMostRedirects) {
                address = *location;
                moved_to_ = address;
                continue;
            }
        }
        const auto soap = read_soap(answer->body);
        const bool refused =
            answer->status == kUnauthorized || (soap && soap->fault && is_refusal(*soap->fault));
        if (refused) {
            if (with_login && try_otherwise(*answer, attempts)) {
                continue;
            }
            return tl::unexpected(
                refused_login(*answer, soap && soap->fault ? failure_of(*soap->fault).detail : ""));
        }
        if (!soap) {
            return tl::unexpected(failure_of(answer->status, soap.error()));
        }
        if (soap->fault) {
            return tl::unexpected(failure_of(*soap->fault));
        }
        return soap->body;
    }
}

}  // namespace pendopo
