#include "tests/support/own_network.h"

#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
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

bool leave_the_system() {
    constexpr int kOwn = CLONE_NEWNET | CLONE_NEWNS;
    return (::unshare(kOwn) == 0 || ::unshare(CLONE_NEWUSER | kOwn) == 0) &&
           ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 && bring_up_loopback();
}

}  // namespace

int in_own_network(const std::function<int()>& work, std::string& why) {
    const pid_t child = ::fork();
    CHECK(child >= 0);
    if (child == 0) {
        ::_exit(leave_the_system() ? work() : kNotAllowed);
    }
    int status = 0;
    CHECK(::waitpid(child, &status, 0) == child);
    if (WIFEXITED(status) && WEXITSTATUS(status) == kNotAllowed) {
        why = "this system gives no network of one's own (unshare)";
        return -1;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

bool put_in_place(const std::filesystem::path& file, const std::filesystem::path& place) {
    return ::mount(file.c_str(), place.c_str(), nullptr, MS_BIND, nullptr) == 0;
}

}  // namespace pendopo::test
