#include "engine/ipc/sandbox.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string>
#include <thread>

#include "engine/ipc/channel.h"

namespace pendopo {
namespace {

#ifdef PENDOPO_SANITIZED
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

// Plans and reports of any size pass in and out of the strictest of them.
TEST(Sandbox, LongMessagesPass) {
    auto ends = Channel::create_pair().value();
    const std::string plan(Channel::kMostToWorker, 'p');
    const std::string report(Channel::kMostToControl, 'r');
    ASSERT_TRUE(ends.first.send(plan));
    expect_in_sandbox({.open_files = 64, .network = false, .files = false}, [&] {
        const auto told = ends.second.receive();
        return told && *told && (*told)->text == plan && ends.second.send(report);
    });
    EXPECT_TRUE(ends.first.receive().value()->text == report);
}

TEST(Sandbox, NetworkCanBeGivenUp) {
    SKIP_WITHOUT_FILTER();
    expect_in_sandbox({.network = false}, [] {
        int pair[2] = {};
        return !opens_socket() && opens_file() && ::socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0;
    });
}

TEST(Sandbox, NothingIsStartedTracedOrMounted) {
    SKIP_WITHOUT_FILTER();
    expect_in_sandbox({}, [] {
        char program[] = "/bin/true";
        char* arguments[] = {program, nullptr};
        return forbidden(::execv(program, arguments)) &&
               forbidden(static_cast<int>(::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr))) &&
               forbidden(::mount("none", "/mnt", "tmpfs", 0, nullptr)) &&
               forbidden(::unshare(CLONE_NEWUSER)) && forbidden(::chroot("/")) &&
               forbidden(static_cast<int>(::syscall(SYS_bpf, 0, nullptr, 0)));
    });
}

TEST(Sandbox, DescriptorsAreBoundedAndNoCoreIsWritten) {
    expect_in_sandbox({.open_files = 8}, [] {
        int last = 0;
        while (last >= 0 && last < 100) {
            last = ::dup(0);
        }
        rlimit core{1, 1};
        return errno == EMFILE && ::getrlimit(RLIMIT_CORE, &core) == 0 && core.rlim_max == 0 &&
               ::prctl(PR_GET_DUMPABLE) == 0 && ::prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1;
    });
}

TEST(Sandbox, MemoryIsBounded) {
    SKIP_WITHOUT_FILTER();
    constexpr size_t kGibibyte = size_t{1} << 30;
    const auto maps = [](size_t bytes) {
        return ::mmap(nullptr, bytes, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
    };
    expect_in_sandbox({.address_space_bytes = kGibibyte},
                      [&] { return !maps(kGibibyte) && maps(kGibibyte / 8); });
    expect_in_sandbox({}, [&] { return maps(kGibibyte); });
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
