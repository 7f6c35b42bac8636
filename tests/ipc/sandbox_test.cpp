#include "engine/ipc/sandbox.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <thread>

namespace pendopo {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SKIP_WITHOUT_FILTER() GTEST_SKIP() << "sanitizers run without the system call filter"
#else
#define SKIP_WITHOUT_FILTER() static_cast<void>(0)
#endif

bool forbidden(int result) {
    return result < 0 && errno == EPERM;
}
bool opens_file() {
    return ::open("/etc/hostname", O_RDONLY) >= 0;
}
bool opens_socket() {
    return !forbidden(::socket(AF_INET, SOCK_STREAM, 0));
}

// Each in a process of its own, which keeps what it gave up.
template <class Check>
void expect_in_sandbox(const SandboxLimits& limits, Check check) {
    EXPECT_EXIT(
        {
            const bool entered = enter_sandbox(limits).has_value();
            std::_Exit(entered && check() ? 0 : 1);
        },
        testing::ExitedWithCode(0), "");
}

TEST(Sandbox, FilesAndNetworkStayWhereTheyAreNeeded) {
    SKIP_WITHOUT_FILTER();
    expect_in_sandbox({}, [] { return opens_file() && opens_socket(); });
}

TEST(Sandbox, FilesCanBeGivenUp) {
    SKIP_WITHOUT_FILTER();
    expect_in_sandbox({.files = false}, [] {
        return forbidden(::open("/etc/hostname", O_RDONLY)) &&
               forbidden(::mkdir("/tmp/pendopo-never", 0700)) &&
               forbidden(::unlink("/tmp/pendopo-never")) && opens_socket() &&
               ::memfd_create("shared", 0) >= 0;  // what workers answer with
    });
}

TEST(Sandbox, NetworkCanBeGivenUp) {
    SKIP_WITHOUT_FILTER();
    expect_in_sandbox({.network = false}, [] {
        int pair[2] = {};
        return !opens_socket() && opens_file() && ::socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0;
    });
}

TEST(Sandbox, HoldsForThreadsThatWereThereBefore) {
    SKIP_WITHOUT_FILTER();
    int go[2] = {};
    ASSERT_EQ(::pipe(go), 0);
    EXPECT_EXIT(
        {
            bool refused = false;
            std::thread other([&] {
                char byte = 0;
                static_cast<void>(::read(go[0], &byte, 1));
                refused = forbidden(::open("/etc/hostname", O_RDONLY));
            });
            const bool entered = enter_sandbox({.files = false}).has_value();
            static_cast<void>(::write(go[1], "x", 1));
            other.join();
            std::_Exit(entered && refused ? 0 : 1);
        },
        testing::ExitedWithCode(0), "");
}

}  // namespace
}  // namespace pendopo
