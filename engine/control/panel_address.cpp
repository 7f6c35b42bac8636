#include "engine/control/panel_address.h"

#include <fmt/format.h>

namespace pendopo {

std::string panel_address(std::string_view address, int port, bool tls, std::string_view machine,
                          std::string_view link_token) {
    const bool everywhere = address == "0.0.0.0" || address == "::";
    const std::string_view host = everywhere ? machine : address;
    const bool brackets = host.find(':') != std::string_view::npos;
    std::string text = fmt::format("{}://{}{}{}:{}/", tls ? "https" : "http", brackets ? "[" : "",
                                   host, brackets ? "]" : "", port);
    return link_token.empty() ? text : fmt::format("{}#masuk={}", text, link_token);
}

bool is_loopback(std::string_view address) {
    return address == "localhost" || address == "::1" || address.starts_with("127.");
}

}  // namespace pendopo
