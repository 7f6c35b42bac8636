#include "engine/control/process_usage.h"

#include <unistd.h>

#include <charconv>
#include <cstdlib>
#include <sstream>
#include <string>

#include "config/text_file.h"

namespace pendopo {

std::optional<ProcessUsage> process_usage(pid_t pid) {
    const auto stat = read_text_file("/proc/" + std::to_string(pid) + "/stat");
    // What follows the name, which may hold anything but is in brackets: the state is field 3.
    const size_t name_end = stat ? stat->rfind(')') : std::string::npos;
    if (name_end == std::string::npos) {
        return std::nullopt;
    }
    std::istringstream fields(stat->substr(name_end + 1));
    std::string word;
    double ticks = 0;
    int64_t pages = 0;
    for (int field = 3; field <= 24 && fields >> word; ++field) {
        if (field == 14 || field == 15) {  // utime, stime (proc(5))
            ticks += std::strtod(word.c_str(), nullptr);
        } else if (field == 24) {  // rss
            std::from_chars(word.data(), word.data() + word.size(), pages);
        }
    }
    return ProcessUsage{ticks / static_cast<double>(::sysconf(_SC_CLK_TCK)),
                        pages * ::sysconf(_SC_PAGESIZE)};
}

}  // namespace pendopo
