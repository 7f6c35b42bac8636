#pragma once
// What a process has used since its start, by the kernel's word (proc(5)). Thread: reentrant.

#include <sys/types.h>

#include <cstdint>
#include <optional>

namespace pendopo {

struct ProcessUsage {
    double cpu_seconds = 0;
    int64_t resident_bytes = 0;
};
// Nothing when there is no such process.
std::optional<ProcessUsage> process_usage(pid_t pid);

}  // namespace pendopo
