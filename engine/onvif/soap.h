#pragma once
// SOAP 1.2 as ONVIF speaks it: what is asked, how a login is proved, what an answer says. Pure.

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/base/clock.h"
#include "engine/base/result.h"
#include "engine/onvif/xml_tree.h"

namespace pendopo {

// The header of WS-Security's UsernameToken: the password travels as
// Base64(SHA-1(nonce + created + password)). `created` is the time by the device's clock, since
// devices refuse tokens older than a few seconds. (OASIS UsernameToken Profile 1.0, 3.1.)
std::string security_header(std::string_view user, std::string_view password,
                            std::span<const unsigned char> nonce, std::string_view created);
std::string password_digest(std::string_view password, std::span<const unsigned char> nonce,
                            std::string_view created);
// "2026-11-26T03:04:05Z"
std::string utc_text(WallTime time);

// A whole request: `body` is the XML inside the body, `header` that inside the header, perhaps
// none.
std::string soap_request(std::string_view body, std::string_view header = "");

struct SoapFault {
    std::string subcode;  // the innermost one without its prefix, "NotAuthorized"; perhaps empty
    std::string reason;   // the device's own words, cleaned and cut
    bool operator==(const SoapFault&) const = default;
};

struct SoapAnswer {
    XmlElement body;  // what stands in the body: "GetProfilesResponse"
    std::optional<SoapFault> fault;
};

// Errors: invalid (no SOAP; the text says what came instead), exhausted (too large).
Result<SoapAnswer> read_soap(std::string_view text);

// A device's word, safe to show: no control characters, cut at `most` bytes at a character's end.
std::string cleaned(std::string_view text, size_t most = 200);

}  // namespace pendopo
