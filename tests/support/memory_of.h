#pragma once
// How much memory a process has used at most, by the kernel's own book.

#include <unistd.h>

#include <cstddef>
#include <fstream>
#include <string>

namespace pendopo::test {

// What a sanitizer keeps of memory that was given back.
#ifdef PENDOPO_SANITIZED
inline constexpr size_t kSanitizerBytes = size_t{400} << 20;
#else
inline constexpr size_t kSanitizerBytes = 0;
#endif

// VmHWM in bytes; 0 when there is no such process.
inline size_t peak_memory_of(int pid) {
    std::ifstream status("/proc/" + std::to_string(pid) + "/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmHWM:")) {
            return std::stoul(line.substr(6)) * 1024;
        }
    }
    return 0;
}

// From its making on, how much this process grew beyond what it was.
class PeakMemory {
  public:
    PeakMemory() {
        std::ofstream("/proc/self/clear_refs") << "5";  // the peak starts anew
        before_ = peak_memory_of(::getpid());
    }
    size_t growth_bytes() const { return peak_memory_of(::getpid()) - before_; }

  private:
    size_t before_ = 0;
};

}  // namespace pendopo::test
