#pragma once
// The search for ONVIF devices: asks by multicast on every interface, or the given addresses one by
// one, and listens. Blocks for as long as the request says, in the worker's only thread.

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/ipc/onvif_messages.h"
#include "engine/onvif/ws_discovery.h"

namespace pendopo {

// Which of the answers are news. A device answers several times, over several interfaces and both
// kinds of IP; and there are clones that all call themselves the same. Pure.
class FoundDevices {
  public:
    // The device when it is to be told now. One that answered over IPv6 is kept until the end, as
    // its IPv4 address is what people know it by.
    std::vector<DeviceFound> add(std::vector<ProbeMatch> matches);
    // Those that answered over IPv6 alone.
    std::vector<DeviceFound> rest();

  private:
    bool is_new(const ProbeMatch& match);

    static constexpr size_t kMost = 4096;  // more is no network but somebody's joke
    size_t count_ = 0;
    std::map<std::string, std::vector<std::string>> addresses_;  // told, by endpoint
    std::map<std::string, bool> told_;                           // by service address
    std::vector<ProbeMatch> over_ipv6_;
};

// Calls `found` once for each device. `port` is another than the usual one in tests.
// Errors: invalid, exhausted (see expand_addresses), io (no socket), unreachable (no interface that
// could ask: no cable, no address).
Result<uint64_t> search_devices(const DiscoverRequest& request,
                                const std::function<void(DeviceFound)>& found,
                                int port = kDiscoveryPort);

}  // namespace pendopo
