#pragma once
// Finds out the facts about this machine that need nothing but its kernel and files. Nothing is
// changed and no packet is sent. Thread: reentrant.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/doctor/facts.h"

namespace pendopo {

// Cores, memory, clock, locale, and what else runs.
void gather_system(MachineFacts& facts);
bool has_graphics_card();
// As far as this process may use them: cgroups count.
double usable_cores();
// Whether the kernel can confine the workers.
void gather_confinement(MachineFacts& facts);
FolderFacts folder_facts(const std::string& path);

struct CameraHost {
    std::string camera;
    std::string host;  // an address; what is a name is left out, since asking for it may take long
};
// The ways to these cameras, and whether `port` of `address` is free.
void gather_network(const std::vector<CameraHost>& cameras, const std::string& address, int port,
                    MachineFacts& facts);

// ---- what files of the kernel say; pure
// The cores that "max 100000" or "150000 100000" (cgroup's cpu.max) allow; nothing: all.
std::optional<double> cores_of_quota(std::string_view text);
// "MemTotal:  2048 kB", in bytes; 0 when it is not there.
int64_t total_memory(std::string_view meminfo);
// Whether an IPv4 address (in network order) stands in the network of the default gateway, by
// /proc/net/route.
bool stands_beside_gateway(std::string_view route_table, uint32_t address);
// The programs among `names` (as /proc/…/comm has them, 15 letters) that get in a wall's way.
std::vector<std::string> disturbers_among(std::vector<std::string> names);

}  // namespace pendopo
