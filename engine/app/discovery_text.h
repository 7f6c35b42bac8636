#pragma once
// What `pendopo discover` prints. Pure.

#include <optional>
#include <string>
#include <vector>

#include "engine/ipc/onvif_messages.h"

namespace pendopo {

struct DiscoveredDevice {
    DeviceFound device;
    std::optional<StreamsReply> streams;  // nothing: it was not asked
};
struct DiscoveryResult {
    std::vector<DiscoveredDevice> devices;
    DiscoverDone done;
};

// 192.168.1.9 before 192.168.1.10; IPv6 behind.
void sort_by_address(std::vector<DiscoveredDevice>& devices);

// A table; below each device its streams, or in both languages why there are none.
std::string discovery_text(const DiscoveryResult& result);

// {"devices":[{address, service_url, name, hardware, location, scopes, "device": {make, model,
// firmware, serial, clock_skew_s | null} | null, "streams":[{name, url, codec, size, fps, kbps,
// use, channel}], "problem": {code, id, en} | null, "note": {id, en} | null}], "problem": {id, en}
// | null}
std::string discovery_json(const DiscoveryResult& result);

}  // namespace pendopo
