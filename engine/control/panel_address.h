#pragma once
// Where the panel is, as people open it. Pure. Thread: reentrant.

#include <string>
#include <string_view>

namespace pendopo {

// "https://192.0.2.7:7600/", with "#masuk=TOKEN" behind it when there is a one-time link. Of a wall
// that listens everywhere (0.0.0.0, ::): `machine`, its name in the network.
std::string panel_address(std::string_view address, int port, bool tls, std::string_view machine,
                          std::string_view link_token = {});

// Reached from this machine alone: there nobody listens in, and the panel needs no TLS.
bool is_loopback(std::string_view address);

}  // namespace pendopo
