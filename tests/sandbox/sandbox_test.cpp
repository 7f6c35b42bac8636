#include "engine/sandbox/sandbox.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "engine/ipc/channel.h"
#include "tests/support/temp_dir.h"

namespace pendopo {
namespace {

#ifdef PENDOPO_SANITIZED
#define SKIP_WITHOUT_FILTER() GTEST_SKIP() << "sanitizers run without the sandbox"
#else
#define SKIP_WITHOUT_FILTER() static_cast<void>(0)
#endif

// Each in a process of its own, which keeps what it gave up.
template <class Check>
void expect_in_sandbox(SandboxRole role, Check check) {
    EXPECT_EXIT(
        {
            const bool entered = enter_sandbox({.role = role}).has_value();
            std::_Exit(entered && check() ? 0 : 1);
        },
        testing::ExitedWithCode(0), "");
}

// Plans and reports of any size pass in and out of the strictest of them.
TEST(Sandbox, LongMessagesPass) {
    auto ends = Channel::create_pair().value();
    const std::string plan(Channel::kMostToWorker, 'p');
    const std::string report(Channel::kMostToControl, 'r');
    ASSERT_TRUE(ends.first.send(plan));
    expect_in_sandbox(SandboxRole::script, [&] {
        const auto told = ends.second.receive();
        return told && *told && (*told)->text == plan && ends.second.send(report);
    });
    EXPECT_TRUE(ends.first.receive().value()->text == report);
}

TEST(Sandbox, DescriptorsAreBoundedAndNoCoreIsWritten) {
    expect_in_sandbox(SandboxRole::script, [] {
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
    const auto maps = [](size_t mib) {
        return ::mmap(nullptr, mib << 20, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0) != MAP_FAILED;
    };
    for (const SandboxRole role :
         {SandboxRole::ingest, SandboxRole::gst, SandboxRole::probe, SandboxRole::onvif,
          SandboxRole::data, SandboxRole::cards, SandboxRole::render}) {
        const RoleRights& rights = rights_of(role);
        const size_t most =
            rights.address_space_mib > 0 ? rights.address_space_mib : rights.data_mib;
        ASSERT_GT(most, 0u);
        expect_in_sandbox(role, [&] { return !maps(most) && maps(most / 8); });
    }
    expect_in_sandbox(SandboxRole::script, [&] { return maps(8192); });
}

// Also for threads that libraries have started: for those without files, and without a network.
TEST(Sandbox, HoldsForThreadsThatWereThereBefore) {
    SKIP_WITHOUT_FILTER();
    int go[2] = {};
    ASSERT_EQ(::pipe(go), 0);
    std::vector<SandboxRole> roles{SandboxRole::script, SandboxRole::onvif};
    if (!has_nvidia_card()) {  // a renderer has file rules there, which come before its threads
        roles.push_back(SandboxRole::render);
    }
    for (const SandboxRole role : roles) {
        EXPECT_EXIT(
            {
                bool refused = false;
                std::thread other([&] {
                    char byte = 0;
                    static_cast<void>(::read(go[0], &byte, 1));
                    refused = ::open("/etc/hostname", O_RDONLY) < 0 && errno == EPERM;
                });
                const bool entered = enter_sandbox({.role = role}).has_value();
                static_cast<void>(::write(go[1], "x", 1));
                other.join();
                std::_Exit(entered && refused ? 0 : 1);
            },
            testing::ExitedWithCode(0), "");
    }
}

// As where there is an NVIDIA card, with a file in place of its devices.
TEST(Sandbox, ARendererOpensItsCardAgainAndNothingElse) {
    SKIP_WITHOUT_FILTER();
    const test::TempDir folder;
    const std::string card = folder.write("card", "1");
    const std::string other = folder.write("other", "1");
    EXPECT_EXIT(
        {
            const RoleRights& rights = rights_of(SandboxRole::render);
            const bool confined =
                confine_files({{card, PathRight::device}}, rights.network, Threads::one) &&
                confine_calls(rights, RefusedCalls::silent);
            const auto opens = [](const std::string& path, int flags) {
                return ::open(path.c_str(), flags, 0600) >= 0;
            };
            std::_Exit(confined && opens(card, O_RDWR) && opens(card, O_RDWR | O_CLOEXEC) &&
                               !opens(other, O_RDWR) && !opens(other, O_RDONLY) &&
                               !opens(card, O_RDWR | O_TRUNC) &&
                               !opens(card + "2", O_RDWR | O_CREAT) &&
                               ::socket(AF_INET, SOCK_STREAM, 0) < 0
                           ? 0
                           : 1);
        },
        testing::ExitedWithCode(0), "");
}

// A kernel that lacks something, by a filter over this process: such filters nest.
void take_away(std::initializer_list<int> calls, int error) {
    const scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    for (const int call : calls) {
        seccomp_rule_add(filter, SCMP_ACT_ERRNO(static_cast<uint16_t>(error)), call, 0);
    }
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    seccomp_load(filter);
    seccomp_release(filter);
}

void expect_refused(std::initializer_list<int> calls, int error, const char* words) {
    for (const SandboxRole role : {SandboxRole::ingest, SandboxRole::script}) {
        EXPECT_EXIT(
            {
                take_away(calls, error);
                const auto entered = enter_sandbox({.role = role});
                std::fprintf(stderr, "%s", entered ? "entered" : entered.error().message().c_str());
                std::_Exit(!entered && entered.error().code() == ErrorCode::unsupported ? 0 : 1);
            },
            testing::ExitedWithCode(0), words);
    }
}

TEST(Sandbox, IsNotEnteredWhereTheKernelLacksAPart) {
    SKIP_WITHOUT_FILTER();
    const auto landlock = {SCMP_SYS(landlock_create_ruleset)};
    expect_refused(landlock, ENOSYS,
                   "^sandbox: this kernel has no Landlock: Linux 5.13 or newer has it, built with "
                   "CONFIG_SECURITY_LANDLOCK$");
    expect_refused(landlock, EOPNOTSUPP,
                   "^sandbox: Landlock is in this kernel but not switched on: add \"landlock\" to "
                   "lsm= on its command line$");
    expect_refused(landlock, EPERM,
                   "^sandbox: Landlock is kept from this process: let the container it runs in use "
                   "landlock_create_ruleset$");
    // libseccomp asks by either call.
    expect_refused({SCMP_SYS(seccomp)}, ENOSYS,
                   "^sandbox: the kernel takes no filter of system calls");
}

}  // namespace
}  // namespace pendopo
