#include "engine/onvif/name_to_address.h"

#include <netdb.h>
#include <sys/socket.h>

#include <memory>

namespace pendopo {

std::string name_to_address(const std::string& name) {
    for (const int family : {AF_INET, AF_INET6}) {
        addrinfo wanted{};
        wanted.ai_family = family;
        wanted.ai_socktype = SOCK_STREAM;
        addrinfo* list = nullptr;
        if (::getaddrinfo(name.c_str(), nullptr, &wanted, &list) != 0) {
            continue;
        }
        const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owned(list, ::freeaddrinfo);
        char text[NI_MAXHOST] = "";
        if (::getnameinfo(list->ai_addr, list->ai_addrlen, text, sizeof text, nullptr, 0,
                          NI_NUMERICHOST) == 0) {
            return text;
        }
    }
    return "";
}

}  // namespace pendopo
