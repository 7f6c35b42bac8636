#pragma once
// WS-Discovery (April 2005, as ONVIF uses it): the question and what devices answer. Pure.

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/ipc/onvif_messages.h"

namespace pendopo {

constexpr int kDiscoveryPort = 3702;
constexpr const char* kDiscoveryGroup4 = "239.255.255.250";
constexpr const char* kDiscoveryGroup6 = "ff02::c";

// A Probe. `message_id`: "urn:uuid:…", new each time. Cameras are asked for twice, as the ONVIF
// type and as any device, since some answer to one of the two only.
enum class ProbeFor { cameras, devices };
std::string probe_message(std::string_view message_id, ProbeFor what);

struct ProbeMatch {
    std::string endpoint;  // "urn:uuid:…": the device, wherever it answers from; may be empty
    DeviceFound device;
};

// The cameras and recorders of one answer that came from `sender` ("192.168.1.64",
// "fe80::1%eth0"). Printers and PCs, which answer too, are left out. Of several XAddrs the one at
// the sender's address; where none is, the first one's port and path at the sender's address: a
// device that was moved tells an old address. Errors: invalid (no ProbeMatches), exhausted.
Result<std::vector<ProbeMatch>> read_probe_matches(std::string_view text,
                                                   const std::string& sender);

// The value of the first ONVIF scope of that kind ("name", "hardware", "location"), unescaped and
// cleaned; empty: there is none.
std::string scope_value(const std::vector<std::string>& scopes, std::string_view kind);

}  // namespace pendopo
