#include "tests/support/own_network.h"

#include <arpa/inet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>

#include "engine/base/check.h"
#include "engine/base/unique_fd.h"

namespace pendopo::test {
namespace {

constexpr int kNotAllowed = 77;

// Loopback is down in a new network, and does not carry multicast.
bool bring_up_loopback() {
    const UniqueFd fd(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    ifreq request{};
    std::strncpy(request.ifr_name, "lo", IFNAMSIZ - 1);
    request.ifr_flags = IFF_UP | IFF_RUNNING | IFF_LOOPBACK | IFF_MULTICAST;
    return ::ioctl(fd.get(), SIOCSIFFLAGS, &request) == 0;
}

bool leave_the_network() {
    return ::unshare(CLONE_NEWNET) == 0 || ::unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0;
}

}  // namespace

int in_own_network(const std::function<int()>& work, std::string& why) {
    const pid_t child = ::fork();
    CHECK(child >= 0);
    if (child == 0) {
        ::_exit(leave_the_network() && bring_up_loopback() ? work() : kNotAllowed);
    }
    int status = 0;
    CHECK(::waitpid(child, &status, 0) == child);
    if (WIFEXITED(status) && WEXITSTATUS(status) == kNotAllowed) {
        why = "this system gives no network of one's own (unshare)";
        return -1;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

bool take_address(const std::string& address) {
    const UniqueFd fd(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    ifreq request{};
    std::strncpy(request.ifr_name, "lo:1", IFNAMSIZ - 1);
    auto& own = reinterpret_cast<sockaddr_in&>(request.ifr_addr);
    own.sin_family = AF_INET;
    if (::inet_pton(AF_INET, address.c_str(), &own.sin_addr) != 1) {
        return false;
    }
    const bool is_loopback = ntohl(own.sin_addr.s_addr) >> 24 == 127;  // it has all of these
    return is_loopback || ::ioctl(fd.get(), SIOCSIFADDR, &request) == 0;
}

}  // namespace pendopo::test
