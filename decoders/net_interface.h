#pragma once
// Which network of this machine leads to a camera: on a machine with several, a multicast group
// must be joined on the right one.

#include <string>

namespace pendopo {

// The interface ("eth0") through which packets to that numeric address leave; empty when it is a
// name (which is not looked up here: that may take long) or no way leads there. Sends nothing.
std::string interface_towards(const std::string& address);

}  // namespace pendopo
