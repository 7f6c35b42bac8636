#pragma once
// The addresses of a camera's name, asked for at each attempt, as they change. Where no name server
// answers, those it had last are taken (faults.md row 22).

#include <sys/socket.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/result.h"

namespace pendopo {

// Within this time the name servers answer, or are taken for silent.
inline constexpr Seconds kLookupPatience{2};
// Longer ago an address may have gone to another camera.
inline constexpr std::chrono::hours kAddressesLast{24};

struct HostAddresses {
    std::vector<sockaddr_storage> addresses;  // with the port, in the resolver's order
    std::optional<Nanoseconds> age;           // of what is remembered; empty: it is of now
};

// `host` is a name or a numeric address, IPv6 with a zone too. `wait` waits a short while; false
// ends it. getaddrinfo cannot be interrupted: it runs on a thread of its own, which is left behind
// when it takes longer. What is remembered is the process's.
// Errors: unreachable, stopped.
// Thread: safe.
Result<HostAddresses> look_up_host(const std::string& host, int port,
                                   const std::function<bool()>& wait);

}  // namespace pendopo
