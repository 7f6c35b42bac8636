#include "engine/sandbox/call_filter.h"

#include <asm/ioctls.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <linux/netlink.h>
#include <linux/sockios.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <initializer_list>
#include <memory>
#include <span>

namespace pendopo {
namespace {

// Memory, threads, time, what is open already: what every program of the C library does.
constexpr int kEverybody[] = {
    SCMP_SYS(read),
    SCMP_SYS(write),
    SCMP_SYS(readv),
    SCMP_SYS(writev),
    SCMP_SYS(pread64),
    SCMP_SYS(pwrite64),
    SCMP_SYS(close),
    SCMP_SYS(close_range),
    SCMP_SYS(fstat),
    SCMP_SYS(fstatfs),
    SCMP_SYS(lseek),
    SCMP_SYS(ftruncate),
    SCMP_SYS(fcntl),
    SCMP_SYS(fadvise64),
    SCMP_SYS(dup),
    SCMP_SYS(dup2),
    SCMP_SYS(dup3),
    SCMP_SYS(pipe),
    SCMP_SYS(pipe2),
    SCMP_SYS(memfd_create),
    SCMP_SYS(eventfd2),
    SCMP_SYS(signalfd4),
    SCMP_SYS(timerfd_create),
    SCMP_SYS(timerfd_settime),
    SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    SCMP_SYS(select),
    SCMP_SYS(pselect6),
    SCMP_SYS(epoll_create1),
    SCMP_SYS(epoll_ctl),
    SCMP_SYS(epoll_wait),
    SCMP_SYS(epoll_pwait),
    SCMP_SYS(sendto),
    SCMP_SYS(recvfrom),
    SCMP_SYS(sendmsg),
    SCMP_SYS(recvmsg),
    SCMP_SYS(sendmmsg),
    SCMP_SYS(recvmmsg),
    SCMP_SYS(shutdown),
    SCMP_SYS(getsockopt),
    SCMP_SYS(setsockopt),
    SCMP_SYS(getsockname),
    SCMP_SYS(getpeername),
    SCMP_SYS(brk),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(madvise),
    SCMP_SYS(mincore),
    SCMP_SYS(msync),
    SCMP_SYS(membarrier),
    SCMP_SYS(futex),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(rseq),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(rt_sigsuspend),
    SCMP_SYS(rt_sigpending),
    SCMP_SYS(rt_sigtimedwait),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(pause),
    SCMP_SYS(nanosleep),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_getres),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(time),
    SCMP_SYS(times),
    SCMP_SYS(getrandom),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(getppid),
    SCMP_SYS(getuid),
    SCMP_SYS(geteuid),
    SCMP_SYS(getgid),
    SCMP_SYS(getegid),
    SCMP_SYS(getresuid),
    SCMP_SYS(getresgid),
    SCMP_SYS(getrusage),
    SCMP_SYS(getcpu),
    SCMP_SYS(sysinfo),
    SCMP_SYS(uname),
    SCMP_SYS(sched_yield),
    SCMP_SYS(getpriority),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(sched_getattr),
    SCMP_SYS(sched_getparam),
    SCMP_SYS(getcwd),
    SCMP_SYS(sched_getscheduler),
    SCMP_SYS(getrlimit),
    SCMP_SYS(sched_get_priority_max),
    SCMP_SYS(getgroups),
    SCMP_SYS(sched_get_priority_min),
};

// Reading by name; Landlock says which names.
constexpr int kReaders[] = {
    SCMP_SYS(access),     SCMP_SYS(faccessat),  SCMP_SYS(faccessat2), SCMP_SYS(stat),
    SCMP_SYS(lstat),      SCMP_SYS(newfstatat), SCMP_SYS(statx),      SCMP_SYS(readlink),
    SCMP_SYS(readlinkat), SCMP_SYS(getdents64), SCMP_SYS(statfs),     SCMP_SYS(flock),
};

// Changing by name, and making sure that it lasts; Landlock says where.
constexpr int kWriters[] = {
    SCMP_SYS(open),     SCMP_SYS(openat),   SCMP_SYS(mkdir),     SCMP_SYS(mkdirat),
    SCMP_SYS(rename),   SCMP_SYS(renameat), SCMP_SYS(renameat2), SCMP_SYS(unlink),
    SCMP_SYS(unlinkat), SCMP_SYS(fsync),    SCMP_SYS(fdatasync), SCMP_SYS(fallocate),
    SCMP_SYS(fchmod),   SCMP_SYS(chmod),    SCMP_SYS(fchmodat),
};

constexpr int kConnectors[] = {SCMP_SYS(connect), SCMP_SYS(bind)};
// Pictures that the X server and this process both have.
constexpr int kSharedMemory[] = {SCMP_SYS(shmget), SCMP_SYS(shmat), SCMP_SYS(shmdt),
                                 SCMP_SYS(shmctl)};
// Libraries try these first and go on with an older call when a kernel has none; that it has one
// and refuses it they do not expect.
constexpr int kUnknown[] = {SCMP_SYS(clone3), SCMP_SYS(openat2), SCMP_SYS(epoll_pwait2)};
constexpr int kUnknownToNonReaders[] = {SCMP_SYS(statx), SCMP_SYS(faccessat2)};

constexpr uint64_t kNewNamespaces = CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC |
                                    CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET;
constexpr uint64_t kChanging = O_ACCMODE | O_CREAT | O_TRUNC;
// An ioctl's second byte is the kind of device: DRM, NVIDIA's, buffers and fences they share.
constexpr uint64_t kIoctlKind = 0xFF00;
constexpr uint64_t kGraphicsKinds[] = {'d' << 8, 'F' << 8, 'b' << 8, '>' << 8};

// Rules are collected; the first that fails is told.
class Filter {
  public:
    Filter() : context_(seccomp_init(SCMP_ACT_ERRNO(EPERM)), seccomp_release) {}

    explicit operator bool() const { return context_ != nullptr; }
    scmp_filter_ctx get() const { return context_.get(); }
    int failed() const { return failed_; }

    void allow(int call) { add(SCMP_ACT_ALLOW, call, {}); }
    void allow(std::span<const int> calls) {
        for (const int call : calls) {
            allow(call);
        }
    }
    void allow_if(int call, std::initializer_list<scmp_arg_cmp> all) {
        add(SCMP_ACT_ALLOW, call, all);
    }
    void say_unknown(std::span<const int> calls) {
        for (const int call : calls) {
            add(SCMP_ACT_ERRNO(ENOSYS), call, {});
        }
    }

  private:
    void add(uint32_t action, int call, std::initializer_list<scmp_arg_cmp> all) {
        const int failed = seccomp_rule_add_array(get(), action, call,
                                                  static_cast<unsigned>(all.size()), all.begin());
        // EDOM: not a call of this architecture.
        if (failed != 0 && failed != -EEXIST && failed != -EDOM && failed_ == 0) {
            failed_ = failed;
        }
    }

    std::unique_ptr<void, decltype(&seccomp_release)> context_;
    int failed_ = 0;
};

scmp_arg_cmp is(unsigned argument, uint64_t value) {
    return {argument, SCMP_CMP_EQ, value, 0};
}
scmp_arg_cmp has_bits(unsigned argument, uint64_t mask, uint64_t value) {
    return {argument, SCMP_CMP_MASKED_EQ, mask, value};
}

// Threads, no processes; signals to itself only; limits are read, not set.
void add_own_process(Filter& filter) {
    filter.allow_if(SCMP_SYS(clone), {has_bits(0, CLONE_THREAD | kNewNamespaces, CLONE_THREAD)});
    const auto own = static_cast<uint64_t>(::getpid());
    filter.allow_if(SCMP_SYS(tgkill), {is(0, own)});
    filter.allow_if(SCMP_SYS(rt_tgsigqueueinfo), {is(0, own)});
    filter.allow_if(SCMP_SYS(prlimit64), {is(0, 0), is(2, 0)});
    for (const uint64_t option : {PR_SET_NAME, PR_GET_NAME, PR_GET_DUMPABLE, PR_GET_NO_NEW_PRIVS,
                                  PR_GET_SECCOMP, PR_CAPBSET_READ, 0x53564d41 /* PR_SET_VMA */}) {
        filter.allow_if(SCMP_SYS(prctl), {is(0, option)});
    }
    filter.allow_if(SCMP_SYS(socketpair), {is(0, AF_UNIX)});
    for (const uint64_t request : {FIONREAD, FIONBIO, FIOCLEX, FIONCLEX, TCGETS}) {
        filter.allow_if(SCMP_SYS(ioctl), {is(1, request)});
    }
}

void add_code(Filter& filter, CodeRights rights) {
    if (rights == CodeRights::generated) {
        filter.allow(SCMP_SYS(mmap));
        filter.allow(SCMP_SYS(mprotect));
        return;
    }
    filter.allow_if(SCMP_SYS(mmap), {has_bits(2, PROT_EXEC, 0)});
    filter.allow_if(SCMP_SYS(mprotect), {has_bits(2, PROT_EXEC, 0)});
}

void add_files(Filter& filter, const RoleRights& rights) {
    if (rights.files == FileRights::none) {
        // What fstat() is made of since version 2.33 of the C library.
        filter.allow_if(SCMP_SYS(newfstatat), {has_bits(3, AT_EMPTY_PATH, AT_EMPTY_PATH)});
        filter.say_unknown(kUnknownToNonReaders);
        return;
    }
    filter.allow(kReaders);
    if (rights.files == FileRights::figures) {
        filter.allow(kWriters);
        return;
    }
    filter.allow_if(SCMP_SYS(open), {has_bits(1, kChanging, O_RDONLY)});
    filter.allow_if(SCMP_SYS(openat), {has_bits(2, kChanging, O_RDONLY)});
}

// TCP and UDP, and what the C library asks the kernel for its own addresses with.
void add_network(Filter& filter, NetRights rights) {
    if (rights == NetRights::none) {
        return;
    }
    constexpr uint64_t kKind = 0xF;  // without SOCK_CLOEXEC and SOCK_NONBLOCK
    for (const uint64_t family : {AF_INET, AF_INET6}) {
        for (const uint64_t kind : {SOCK_STREAM, SOCK_DGRAM}) {
            filter.allow_if(SCMP_SYS(socket), {is(0, family), has_bits(1, kKind, kind)});
        }
    }
    filter.allow_if(SCMP_SYS(socket), {is(0, AF_NETLINK), is(2, NETLINK_ROUTE)});
    filter.allow(kConnectors);
    for (const uint64_t request : {SIOCGIFNAME, SIOCGIFINDEX, SIOCGIFFLAGS, SIOCGIFADDR}) {
        filter.allow_if(SCMP_SYS(ioctl), {is(1, request)});
    }
}

void add_devices(Filter& filter, const RoleRights& rights) {
    if (rights.devices == DeviceRights::none) {
        return;
    }
    for (const uint64_t kind : kGraphicsKinds) {
        filter.allow_if(SCMP_SYS(ioctl), {has_bits(1, kIoctlKind, kind)});
    }
    if (rights.devices == DeviceRights::graphics) {
        filter.allow(kSharedMemory);
    }
    if (rights.files != FileRights::none) {  // opened to read and to write; Landlock says which
        filter.allow_if(SCMP_SYS(open), {has_bits(1, kChanging, O_RDWR)});
        filter.allow_if(SCMP_SYS(openat), {has_bits(2, kChanging, O_RDWR)});
    }
}

}  // namespace

Result<void> confine_calls(const RoleRights& rights, RefusedCalls refused) {
    Filter filter;
    if (!filter) {
        return fail(ErrorCode::unsupported, "sandbox: libseccomp does not know this processor");
    }
    filter.allow(kEverybody);
    filter.say_unknown(kUnknown);
    add_own_process(filter);
    add_code(filter, rights.code);
    add_files(filter, rights);
    add_network(filter, rights.network);
    add_devices(filter, rights);
    // Libraries may have threads already.
    seccomp_attr_set(filter.get(), SCMP_FLTATR_CTL_TSYNC, 1);
    // A tree in place of a list: a call at the end of the list would pay for all before it.
    seccomp_attr_set(filter.get(), SCMP_FLTATR_CTL_OPTIMIZE, 2);
    seccomp_attr_set(filter.get(), SCMP_FLTATR_CTL_LOG, refused == RefusedCalls::logged ? 1 : 0);
    if (filter.failed() != 0) {
        return fail(ErrorCode::io, fmt::format("sandbox: a rule for system calls is refused: {}",
                                               std::strerror(-filter.failed())));
    }
    if (const int failed = seccomp_load(filter.get()); failed != 0) {
        return fail(ErrorCode::unsupported,
                    fmt::format("sandbox: the kernel takes no filter of system calls ({}): it "
                                "needs CONFIG_SECCOMP_FILTER, and a container must let seccomp "
                                "through",
                                std::strerror(-failed)));
    }
    return {};
}

}  // namespace pendopo
