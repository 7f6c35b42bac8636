// Any bytes as what a device answers: to a search, to a call, as an address, as a challenge. What
// is read is within its limits, and addresses lead to the host that answered.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/check.h"
#include "engine/onvif/address_list.h"
#include "engine/onvif/device_address.h"
#include "engine/onvif/http_digest.h"
#include "engine/onvif/media_answers.h"
#include "engine/onvif/soap.h"
#include "engine/onvif/ws_discovery.h"

namespace {

using namespace pendopo;

bool plain(const std::string& text) {
    return std::none_of(text.begin(), text.end(),
                        [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; });
}

void answer_to_search(std::string_view text) {
    const auto matches = read_probe_matches(text, "192.0.2.7");
    for (const ProbeMatch& match : matches.value_or(std::vector<ProbeMatch>{})) {
        const auto service = read_device_address(match.device.service_url);
        CHECK(!service || service->host == "192.0.2.7");  // none: it grew too long
        CHECK(plain(match.device.name) && plain(match.device.hardware));
    }
}

void answer_to_call(std::string_view text) {
    const auto answer = read_soap(text);
    if (!answer) {
        return;
    }
    CHECK(!answer->fault || (plain(answer->fault->subcode) && plain(answer->fault->reason)));
    read_device_time(answer->body);
    CHECK(plain(read_information(answer->body).make));
    read_services(answer->body);
    std::vector<FoundStream> found;
    for (MediaProfile& profile : read_profiles(answer->body)) {
        std::string url = "rtsp://192.0.2.7/" + profile.token;
        found.push_back({std::move(profile), std::move(url)});
    }
    CHECK(choose_streams(found).size() <= found.size());
    if (const auto stream = corrected_stream(read_stream_uri(answer->body), "192.0.2.7", "x")) {
        const auto read = read_device_address(stream->url);
        CHECK(!read || read->host == "192.0.2.7");  // none: it grew too long
    }
}

void address(std::string_view text) {
    if (const auto read = read_device_address(text)) {
        const auto again = read_device_address(read->to_string());
        CHECK(!again || (again->host == read->host && again->port == read->port));
    }
    read_typed_address(text);
    const std::string list[] = {std::string(text)};
    const auto all = expand_addresses(list);
    CHECK(!all || all->size() <= kMostSearchAddresses);
}

void challenge(std::string_view text) {
    if (const auto read = read_digest_challenge({std::string(text)})) {
        CHECK(plain(digest_authorization(*read, "u", "p", "POST", "/", 1, "0123456789abcdef")));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    if (size == 0) {
        return 0;
    }
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    switch (data[0]) {
        case 's':
            answer_to_search(text);
            break;
        case 'c':
            answer_to_call(text);
            break;
        case 'a':
            address(text);
            break;
        default:
            challenge(text);
    }
    return 0;
}
