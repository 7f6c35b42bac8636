#include "engine/sandbox/sandbox.h"

#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <span>
#include <string>

namespace pendopo {
namespace {

// Sanitizers reserve terabytes of address space, open files of their own and symbolise through
// other programs.
#ifdef PENDOPO_SANITIZED
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif

constexpr const char* kNvidiaDriver = "/dev/nvidiactl";

constexpr const char* kLibraries[] = {"/usr", "/lib", "/lib64", "/etc/ld.so.cache"};
constexpr const char* kDriverFiles[] = {"/etc/libva.conf", "/etc/drirc",          "/sys/dev",
                                        "/sys/devices",    "/sys/class/drm",      "/proc/self",
                                        "/proc/devices",   "/proc/driver/nvidia", "/proc/modules",
                                        "/proc/meminfo",   "/etc/nvidia"};
constexpr const char* kNvidiaFacts = "/proc/driver/nvidia";

// No more than it may have now: a limit that asked for more would be none.
void limit(__rlimit_resource resource, rlim_t value) {
    rlimit both{};
    ::getrlimit(resource, &both);
    both.rlim_max = std::min(both.rlim_max, value);
    both.rlim_cur = both.rlim_max;
    ::setrlimit(resource, &both);
}

void limit_memory(const RoleRights& rights) {
    constexpr rlim_t kMebibyte = rlim_t{1} << 20;
    // No limit of addresses can be where CUDA is: it reserves them for all memory there is.
    const bool cuda = rights.devices == DeviceRights::decoder && has_nvidia_card();
    if (rights.address_space_mib > 0 && !cuda) {
        limit(RLIMIT_AS, rights.address_space_mib * kMebibyte);
    }
    if (rights.data_mib > 0) {
        limit(RLIMIT_DATA, rights.data_mib * kMebibyte);
    }
}

// Root's, if it is root; of this thread and of those it starts.
void drop_capabilities() {
    __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
    __user_cap_data_struct none[2] = {};
    ::syscall(SYS_capset, &header, none);
}

void append(std::vector<PathRule>& rules, std::span<const char* const> paths, PathRight right) {
    for (const char* path : paths) {
        rules.push_back({path, right});
    }
}

// A list of name servers that another program writes is a link into its folder, where it replaces
// the file: the folder is allowed, unless that would be one of everything.
void append_name_files(std::vector<PathRule>& rules) {
    append(rules, kNameFiles, PathRight::read);
    std::error_code error;
    const auto target = std::filesystem::canonical(kNameFiles[0], error);
    const std::string folder = target.parent_path().string();
    if (!error && folder.starts_with("/run/")) {
        rules.push_back({folder, PathRight::read});
    }
}

void append_card(std::vector<PathRule>& rules) {
    append(rules, kNvidiaDevices, PathRight::device);
    rules.push_back({kNvidiaFacts, PathRight::read});
}

// On this machine.
RoleRights rights_here(SandboxRole role) {
    RoleRights rights = rights_of(role);
    if (rights.files == FileRights::card && !has_nvidia_card()) {
        rights.files = FileRights::none;
    }
    return rights;
}

}  // namespace

bool has_nvidia_card() {
    return ::access(kNvidiaDriver, F_OK) == 0;
}

std::vector<PathRule> paths_of(SandboxRole role) {
    std::vector<PathRule> rules;
    switch (rights_here(role).files) {
        case FileRights::none:
            break;
        case FileRights::names:
            append_name_files(rules);
            append_card(rules);
            break;
        case FileRights::card:
            append_card(rules);
            break;
        case FileRights::figures:
            append_name_files(rules);
            append(rules, kAuthorityFiles, PathRight::read);
            append(rules, kZoneFiles, PathRight::read);
            break;
        case FileRights::fonts:
            append(rules, kFontFiles, PathRight::read);
            append(rules, kZoneFiles, PathRight::read);
            break;
    }
    return rules;
}

std::vector<PathRule> library_paths() {
    std::vector<PathRule> rules;
    append(rules, kLibraries, PathRight::read);
    return rules;
}

std::vector<PathRule> driver_paths() {
    std::vector<PathRule> rules = library_paths();
    append(rules, kDriverFiles, PathRight::read);
    append(rules, kAuthorityFiles, PathRight::read);
    append(rules, kNvidiaDevices, PathRight::device);
    rules.push_back({"/dev/dri", PathRight::device});
    // CUDA names its first thread by writing its comm, and does not start where it cannot.
    rules.push_back({"/proc/self/task", PathRight::own});
    append_name_files(rules);
    if (const char* file = std::getenv("XAUTHORITY")) {
        rules.push_back({file, PathRight::read});
    } else if (const char* home = std::getenv("HOME")) {
        rules.push_back({std::string(home) + "/.Xauthority", PathRight::read});
    }
    return rules;
}

void give_up_privileges() {
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    limit(RLIMIT_CORE, 0);
}

Result<void> enter_sandbox(const SandboxEntry& entry) {
    const RoleRights rights = rights_here(entry.role);
    give_up_privileges();
    limit(RLIMIT_NOFILE, static_cast<rlim_t>(rights.open_files));
    ::tzset();  // reads /etc/localtime, which the log wants
    if (kSanitized) {
        if (entry.prepare) {
            entry.prepare();
        }
        return {};
    }
    std::vector<PathRule> rules = paths_of(entry.role);
    rules.insert(rules.end(), entry.paths.begin(), entry.paths.end());
    std::vector<PathRule> first = rules;
    first.insert(first.end(), entry.prepare_paths.begin(), entry.prepare_paths.end());
    const Threads threads = first.empty() ? Threads::any : Threads::one;
    // An X server may be reached by TCP; the filter of calls leaves no socket to connect.
    const NetRights network = entry.prepare_paths.empty() ? rights.network : NetRights::connect;
    if (Result<void> confined = confine_files(first, network, threads); !confined) {
        return confined;
    }
    drop_capabilities();
    if (entry.prepare) {
        entry.prepare();
    }
    if (!entry.prepare_paths.empty()) {
        if (Result<void> confined = confine_files(rules, rights.network, Threads::any); !confined) {
            return confined;
        }
    }
    limit_memory(rights);
    return confine_calls(rights, entry.refused);
}

}  // namespace pendopo
