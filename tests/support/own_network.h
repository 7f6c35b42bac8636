#pragma once
// A network of a test's own, in which it may be a camera, a name server, anything.

#include <functional>
#include <string>

namespace pendopo::test {

// Runs `work` in a child process that has a network of its own: a loopback interface that carries
// multicast, and nothing else. The result of `work`, or less than 0, where the system does not
// allow it; `why` then says so.
int in_own_network(const std::function<int()>& work, std::string& why);

// For work in_own_network: this machine has that address too (IPv4, as text). False: it is none.
bool take_address(const std::string& address);

}  // namespace pendopo::test
