// without_landlock PROGRAM [WORD…]: runs PROGRAM, and all that it starts, as on a kernel that has
// no Landlock. For tests of what happens where a sandbox cannot be entered.
#include <seccomp.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

int main(int argc, char** argv) {
    if (argc < 2) {
        return 2;
    }
    const scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(landlock_create_ruleset), 0);
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    if (seccomp_load(filter) != 0) {
        std::perror("without_landlock: seccomp");
        return 3;
    }
    seccomp_release(filter);
    ::execv(argv[1], argv + 1);
    std::perror(argv[1]);
    return 4;
}
