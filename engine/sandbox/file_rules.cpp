#include "engine/sandbox/file_rules.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/landlock.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <filesystem>

#include "engine/base/unique_fd.h"

namespace pendopo {
namespace {

// Of versions of Landlock that are newer than this machine's headers may be; see
// include/uapi/linux/landlock.h of Linux 6.10.
constexpr uint64_t kTruncate = 1ULL << 14;       // version 3
constexpr uint64_t kControlDevice = 1ULL << 15;  // version 5
constexpr uint64_t kBindTcp = 1ULL << 0;         // version 4
constexpr uint64_t kConnectTcp = 1ULL << 1;      // version 4
struct Ruleset {
    uint64_t files;
    uint64_t network;  // version 4
};

// Everything version 1 knows.
constexpr uint64_t kAllOfOne = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;
constexpr uint64_t kReadFile = LANDLOCK_ACCESS_FS_READ_FILE;
constexpr uint64_t kWriteFile = LANDLOCK_ACCESS_FS_WRITE_FILE;
constexpr uint64_t kReadFolder = LANDLOCK_ACCESS_FS_READ_DIR;
constexpr uint64_t kChangeFolder =
    LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE;
constexpr uint64_t kOfFiles = kReadFile | kWriteFile | kTruncate | kControlDevice;

uint64_t handled_by(int version) {
    uint64_t files = kAllOfOne;
    files |= version >= 2 ? uint64_t{LANDLOCK_ACCESS_FS_REFER} : 0;
    files |= version >= 3 ? kTruncate : 0;
    files |= version >= 5 ? kControlDevice : 0;
    return files;
}

uint64_t wanted_by(PathRight right) {
    switch (right) {
        case PathRight::read:
            return kReadFile | kReadFolder;
        case PathRight::own:
            return kReadFile | kReadFolder | kWriteFile | kTruncate | kChangeFolder;
        case PathRight::device:
            return kReadFile | kWriteFile | kControlDevice;
    }
    return 0;
}

Result<void> add(int ruleset, const PathRule& rule, uint64_t handled) {
    const UniqueFd fd(::open(rule.path.c_str(), O_PATH | O_CLOEXEC));
    struct stat info {};
    if (!fd || ::fstat(fd.get(), &info) != 0) {
        return {};  // it is not there, so nobody will read it either
    }
    landlock_path_beneath_attr beneath{};
    beneath.allowed_access = wanted_by(rule.right) & handled;
    if (!S_ISDIR(info.st_mode)) {
        beneath.allowed_access &= kOfFiles;
    }
    beneath.parent_fd = fd.get();
    if (::syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) != 0) {
        return fail_errno("sandbox: the kernel refuses a rule for " + rule.path);
    }
    return {};
}

Result<void> check_alone() {
    std::error_code error;
    size_t threads = 0;
    for (std::filesystem::directory_iterator at("/proc/self/task", error), end; !error && at != end;
         at.increment(error)) {
        ++threads;
    }
    if (threads == 1) {
        return {};
    }
    return fail(ErrorCode::invalid,
                error ? "sandbox: /proc/self/task cannot be read: " + error.message()
                      : fmt::format("sandbox: there are {} threads already, which file rules would "
                                    "not hold for; enter it before they start",
                                    threads));
}

}  // namespace

Result<int> landlock_version() {
    const long version =
        ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version >= 1) {
        return static_cast<int>(version);
    }
    const char* lacks =
        errno == EOPNOTSUPP
            ? "Landlock is in this kernel but not switched on: add \"landlock\" to lsm= on its "
              "command line"
        : errno == ENOSYS ? "this kernel has no Landlock: Linux 5.13 or newer has it, built with "
                            "CONFIG_SECURITY_LANDLOCK"
                          : "Landlock is kept from this process: let the container it runs in use "
                            "landlock_create_ruleset";
    return fail(ErrorCode::unsupported, fmt::format("sandbox: {}", lacks));
}

Result<void> confine_files(const std::vector<PathRule>& rules, NetRights network, Threads threads) {
    const Result<int> version = landlock_version();
    if (!version) {
        return fail(version.error());
    }
    if (threads == Threads::one) {
        if (Result<void> alone = check_alone(); !alone) {
            return alone;
        }
    }
    Ruleset wanted{handled_by(*version), kBindTcp | (network == NetRights::none ? kConnectTcp : 0)};
    const size_t size = *version >= 4 ? sizeof wanted : offsetof(Ruleset, network);
    const UniqueFd ruleset(
        static_cast<int>(::syscall(SYS_landlock_create_ruleset, &wanted, size, 0)));
    if (!ruleset) {
        return fail_errno("sandbox: the kernel makes no Landlock rules");
    }
    for (const PathRule& rule : rules) {
        if (Result<void> added = add(ruleset.get(), rule, wanted.files); !added) {
            return added;
        }
    }
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
        ::syscall(SYS_landlock_restrict_self, ruleset.get(), 0) != 0) {
        return fail_errno("sandbox: the kernel does not take the Landlock rules");
    }
    return {};
}

}  // namespace pendopo
