#include "tests/sandbox/attempts.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/io_uring.h>
#include <linux/netlink.h>
#include <netinet/in.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <thread>

namespace pendopo::test {
namespace {

int told(long result) {
    return result < 0 ? errno : 0;
}
template <class... Arguments>
Attempt call(const char* name, long number, Arguments... arguments) {
    return {name, [=] { return told(::syscall(number, arguments...)); }};
}
Attempt socket_of(const char* name, int family, int type, int protocol = 0) {
    return {name, [=] {
                const int fd = ::socket(family, type, protocol);
                const int error = told(fd);
                ::close(fd);
                return error;
            }};
}
int maps(int protection) {
    void* memory = ::mmap(nullptr, 4096, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) {
        return errno;
    }
    ::munmap(memory, 4096);
    return 0;
}
// A child that should not be ends at once.
int forks(long number, long flags) {
    const long pid = ::syscall(number, flags, nullptr, nullptr, nullptr, nullptr);
    if (pid == 0) {
        ::_exit(0);
    }
    return told(pid);
}

}  // namespace

bool is_refusal(int error) {
    return error == EPERM || error == EACCES || error == ENOSYS;
}

std::vector<Attempt> never() {
    return {
        {"open /etc/passwd", [] { return told(::open("/etc/passwd", O_RDONLY)); }},
        {"open /proc/self/mem", [] { return told(::open("/proc/self/mem", O_RDWR)); }},
        {"make a file", [] { return told(::open("/tmp/pendopo-never", O_CREAT | O_RDWR, 0600)); }},
        {"make a folder", [] { return told(::mkdir("/tmp/pendopo-never", 0700)); }},
        {"link", [] { return told(::symlink("/etc/passwd", "/tmp/pendopo-never")); }},
        {"truncate by name", [] { return told(::truncate("/tmp/pendopo-never", 0)); }},
        {"execve",
         [] {
             char program[] = "/bin/true";
             char* arguments[] = {program, nullptr};
             return told(::execv(program, arguments));
         }},
        {"fork", [] { return forks(SYS_fork, 0); }},
        {"clone a process", [] { return forks(SYS_clone, SIGCHLD); }},
        {"clone into a name space", [] { return forks(SYS_clone, CLONE_NEWUSER | SIGCHLD); }},
        call("clone3", SYS_clone3, nullptr, 0),
        {"ptrace", [] { return told(::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr)); }},
        {"kill the parent", [] { return told(::kill(::getppid(), 0)); }},
        {"kill its group", [] { return told(::kill(0, 0)); }},
        {"tgkill another", [] { return told(::syscall(SYS_tgkill, ::getppid(), ::getppid(), 0)); }},
        call("pidfd_open", SYS_pidfd_open, 1, 0),
        call("process_vm_readv", SYS_process_vm_readv, 1, nullptr, 0, nullptr, 0, 0),
        call("mount", SYS_mount, "none", "/mnt", "tmpfs", 0, nullptr),
        call("umount", SYS_umount2, "/mnt", 0),
        call("chroot", SYS_chroot, "/"),
        call("pivot_root", SYS_pivot_root, "/", "/"),
        call("unshare", SYS_unshare, CLONE_NEWUSER),
        call("setns", SYS_setns, 0, 0),
        call("bpf", SYS_bpf, 0, nullptr, 0),
        call("io_uring", SYS_io_uring_setup, 1, nullptr),
        call("perf_event_open", SYS_perf_event_open, nullptr, 0, -1, -1, 0),
        call("userfaultfd", SYS_userfaultfd, 0),
        call("personality", SYS_personality, 0xffffffff),
        call("keyctl", SYS_keyctl, 0, 0, 0, 0, 0),
        call("add_key", SYS_add_key, "user", "pendopo", "x", 1, -3),
        call("init_module", SYS_init_module, nullptr, 0, ""),
        call("reboot", SYS_reboot, 0, 0, 0, nullptr),
        call("swapon", SYS_swapon, "/nowhere", 0),
        call("sethostname", SYS_sethostname, "", 0),
        call("clock_settime", SYS_clock_settime, CLOCK_REALTIME, nullptr),
        call("setuid", SYS_setuid, 0),
        call("capset", SYS_capset, nullptr, nullptr),
        call("name_to_handle_at", SYS_name_to_handle_at, AT_FDCWD, "/etc/passwd", nullptr, nullptr,
             0),
        call("open_by_handle_at", SYS_open_by_handle_at, AT_FDCWD, nullptr, O_RDONLY),
        call("openat2", SYS_openat2, AT_FDCWD, "/etc/passwd", nullptr, 0),
        call("mknod", SYS_mknod, "/tmp/pendopo-never", S_IFCHR | 0600, 0),
        call("chown", SYS_chown, "/tmp", 0, 0),
        call("listen", SYS_listen, 0, 1),
        call("accept", SYS_accept4, 0, nullptr, nullptr, 0),
        call("another filter", SYS_seccomp, 1, 0, nullptr),
        {"dumpable", [] { return told(::prctl(PR_SET_DUMPABLE, 1, 0, 0, 0)); }},
        {"raise a limit",
         [] {
             const rlimit more{64, RLIM_INFINITY};
             return told(::setrlimit(RLIMIT_NOFILE, &more));
         }},
        {"type into a terminal", [] { return told(::ioctl(0, TIOCSTI, "x")); }},
        socket_of("AF_UNIX", AF_UNIX, SOCK_STREAM),
        socket_of("AF_PACKET", AF_PACKET, SOCK_RAW),
        socket_of("AF_ALG", 38, SOCK_SEQPACKET),
        socket_of("AF_VSOCK", 40, SOCK_STREAM),
        socket_of("raw IP", AF_INET, SOCK_RAW, IPPROTO_ICMP),
        socket_of("other netlink", AF_NETLINK, SOCK_RAW, NETLINK_KOBJECT_UEVENT),
    };
}

std::vector<Attempt> always() {
    return {
        {"a thread",
         [] {
             bool ran = false;
             std::thread([&] { ran = true; }).join();
             return ran ? 0 : ECHILD;
         }},
        {"shared memory",
         [] {
             const int fd = ::memfd_create("shared", MFD_CLOEXEC | MFD_ALLOW_SEALING);
             const int error = fd < 0 ? errno : told(::ftruncate(fd, 4096));
             void* memory = ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
             struct stat info {};
             return error != 0 ? error : memory == MAP_FAILED ? errno : told(::fstat(fd, &info));
         }},
        {"memory", [] { return maps(PROT_READ | PROT_WRITE); }},
        {"a socket pair",
         [] {
             int ends[2] = {};
             return told(::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends));
         }},
        {"waiting",
         [] {
             pollfd none{-1, 0, 0};
             return told(::eventfd(0, EFD_CLOEXEC)) + told(::poll(&none, 1, 1));
         }},
        {"random bytes",
         [] {
             char bytes[8] = {};
             return told(::getrandom(bytes, sizeof bytes, 0));
         }},
        {"reading a limit",
         [] {
             rlimit limit{};
             return told(::getrlimit(RLIMIT_NOFILE, &limit));
         }},
        {"naming a thread", [] { return told(::prctl(PR_SET_NAME, "pendopo", 0, 0, 0)); }},
        {"a signal to itself",
         [] { return told(::syscall(SYS_tgkill, ::getpid(), ::gettid(), 0)); }},
    };
}

std::vector<Attempt> reaching_out() {
    return {
        socket_of("TCP", AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC),
        socket_of("UDP", AF_INET, SOCK_DGRAM),
        socket_of("own addresses", AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE),
        {"connect",
         [] {
             // To a port that was just free; that nobody answers there is no refusal.
             const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
             sockaddr_in address{};
             address.sin_family = AF_INET;
             address.sin_port = htons(1);
             address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
             const int error =
                 told(::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address));
             ::close(fd);
             return is_refusal(error) ? error : 0;
         }},
        {"receive UDP",
         [] {
             const int fd = ::socket(AF_INET, SOCK_DGRAM, 0);
             sockaddr_in address{};
             address.sin_family = AF_INET;
             const int error =
                 told(::bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address));
             ::close(fd);
             return error;
         }},
    };
}

std::vector<Attempt> generating_code() {
    return {{"memory to run", [] { return maps(PROT_READ | PROT_WRITE | PROT_EXEC); }},
            {"memory made to run", [] {
                 void* memory = ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE,
                                       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
                 return told(::mprotect(memory, 4096, PROT_READ | PROT_EXEC));
             }}};
}

std::vector<Attempt> reading(const std::string& path) {
    return {{"read " + path, [path] { return told(::open(path.c_str(), O_RDONLY)); }}};
}

std::vector<Attempt> making(const std::string& path) {
    return {
        {"make " + path, [path] { return told(::open(path.c_str(), O_CREAT | O_WRONLY, 0600)); }}};
}

std::vector<Attempt> changing(const std::string& folder) {
    const std::string file = folder + "/file";
    const std::string other = folder + "/other";
    const std::string spare = folder + "/spare";
    std::vector<Attempt> all = making(folder + "/new");
    all.push_back({"write to " + spare, [=] { return told(::open(spare.c_str(), O_WRONLY)); }});
    all.push_back({"rename " + file, [=] { return told(::rename(file.c_str(), other.c_str())); }});
    all.push_back({"remove " + spare, [=] { return told(::unlink(spare.c_str())); }});
    return all;
}

}  // namespace pendopo::test
