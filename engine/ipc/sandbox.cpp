#include "engine/ipc/sandbox.h"

#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <vector>

namespace pendopo {
namespace {

// Sanitizers reserve terabytes of address space and symbolise through other programs.
#ifdef PENDOPO_SANITIZED
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif

// What no worker ever needs; a call fails with EPERM instead of ending the process, so that a
// library that merely tries carries on.
constexpr int kForbidden[] = {
    SCMP_SYS(execve),           SCMP_SYS(execveat),
    SCMP_SYS(ptrace),           SCMP_SYS(mount),
    SCMP_SYS(umount2),          SCMP_SYS(pivot_root),
    SCMP_SYS(chroot),           SCMP_SYS(setns),
    SCMP_SYS(unshare),          SCMP_SYS(bpf),
    SCMP_SYS(perf_event_open),  SCMP_SYS(init_module),
    SCMP_SYS(finit_module),     SCMP_SYS(kexec_load),
    SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev),
    SCMP_SYS(add_key),          SCMP_SYS(keyctl),
    SCMP_SYS(userfaultfd),      SCMP_SYS(reboot),
    SCMP_SYS(swapon),
};

// Without these nobody is reached who was not before. accept and the like need a socket first.
constexpr int kNetwork[] = {SCMP_SYS(socket), SCMP_SYS(connect), SCMP_SYS(bind), SCMP_SYS(listen),
                            SCMP_SYS(io_uring_setup)};
// By any name: what opens, makes, changes or removes a file. io_uring could do it too.
constexpr int kFiles[] = {
    SCMP_SYS(open),      SCMP_SYS(openat),   SCMP_SYS(openat2),   SCMP_SYS(open_by_handle_at),
    SCMP_SYS(creat),     SCMP_SYS(mkdir),    SCMP_SYS(mkdirat),   SCMP_SYS(mknod),
    SCMP_SYS(mknodat),   SCMP_SYS(link),     SCMP_SYS(linkat),    SCMP_SYS(symlink),
    SCMP_SYS(symlinkat), SCMP_SYS(unlink),   SCMP_SYS(unlinkat),  SCMP_SYS(rmdir),
    SCMP_SYS(rename),    SCMP_SYS(renameat), SCMP_SYS(truncate),  SCMP_SYS(renameat2),
    SCMP_SYS(chmod),     SCMP_SYS(fchmodat), SCMP_SYS(chown),     SCMP_SYS(fchownat),
    SCMP_SYS(lchown),    SCMP_SYS(setxattr), SCMP_SYS(lsetxattr), SCMP_SYS(io_uring_setup),
};

Result<void> forbid_calls(const SandboxLimits& limits) {
    using Filter = std::unique_ptr<void, decltype(&seccomp_release)>;
    const Filter filter(seccomp_init(SCMP_ACT_ALLOW), seccomp_release);
    if (!filter) {
        return fail(ErrorCode::io, "sandbox: seccomp is not available");
    }
    // Libraries may have threads already.
    seccomp_attr_set(filter.get(), SCMP_FLTATR_CTL_TSYNC, 1);
    std::vector<int> forbidden(std::begin(kForbidden), std::end(kForbidden));
    if (!limits.network) {
        forbidden.insert(forbidden.end(), std::begin(kNetwork), std::end(kNetwork));
    }
    if (!limits.files) {
        forbidden.insert(forbidden.end(), std::begin(kFiles), std::end(kFiles));
    }
    for (const int call : forbidden) {
        const int failed = seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(EPERM), call, 0);
        if (failed != 0 && failed != -EEXIST) {
            errno = -failed;
            return fail_errno("sandbox: seccomp rule");
        }
    }
    if (const int failed = seccomp_load(filter.get()); failed != 0) {
        errno = -failed;
        return fail_errno("sandbox: seccomp load");
    }
    return {};
}

// No more than it may have now: a limit that asked for more would be none.
void limit(__rlimit_resource resource, rlim_t value) {
    rlimit both{};
    ::getrlimit(resource, &both);
    both.rlim_max = std::min(both.rlim_max, value);
    both.rlim_cur = both.rlim_max;
    ::setrlimit(resource, &both);
}

}  // namespace

Result<void> enter_sandbox(const SandboxLimits& limits) {
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_NOFILE, static_cast<rlim_t>(limits.open_files));
    if (kSanitized) {
        return {};
    }
    if (limits.address_space_bytes > 0) {
        limit(RLIMIT_AS, limits.address_space_bytes);
    }
    return forbid_calls(limits);
}

}  // namespace pendopo
