#include "engine/doctor/machine.h"

#include <langinfo.h>
#include <locale.h>
#include <sched.h>
#include <sys/statvfs.h>
#include <sys/timex.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <system_error>
#include <utility>

#include "config/text_file.h"
#include "config/time_zone.h"

namespace pendopo {
namespace {

constexpr long kTmpfs = 0x01021994;  // statfs(2)
// They lock, blank, cover or restart what is shown. /proc/PID/comm has 15 letters of each.
constexpr std::string_view kDisturbers[] = {
    "xscreensaver",    "light-locker",    "gnome-screensav", "xfce4-screensav",
    "mate-screensave", "cinnamon-screen", "xss-lock",        "xautolock",
    "swayidle",        "xfce4-power-man", "xfce4-notifyd",   "dunst",
    "notification-da", "update-notifier", "gnome-software",  "update-manager"};

std::string text_of(const std::string& path) {
    return read_text_file(path).value_or("");
}

std::vector<std::string> running_programs() {
    std::vector<std::string> names;
    std::error_code error;
    for (std::filesystem::directory_iterator at("/proc", error), last; !error && at != last;
         at.increment(error)) {
        const std::string name = at->path().filename();
        if (std::ranges::all_of(name, [](unsigned char c) { return std::isdigit(c) != 0; })) {
            std::string comm = text_of(at->path() / "comm");  // one that ended meanwhile has none
            comm.erase(comm.find_last_not_of('\n') + 1);
            names.push_back(std::move(comm));
        }
    }
    return names;
}

// As the programs would have it that the wall starts.
bool has_utf8_locale() {
    const locale_t locale = ::newlocale(LC_CTYPE_MASK, "", nullptr);
    if (locale == nullptr) {
        return false;
    }
    const bool utf8 = std::string_view(::nl_langinfo_l(CODESET, locale)) == "UTF-8";
    ::freelocale(locale);
    return utf8;
}

}  // namespace

double usable_cores() {
    cpu_set_t set;
    CPU_ZERO(&set);
    double cores =
        ::sched_getaffinity(0, sizeof set, &set) == 0 ? static_cast<double>(CPU_COUNT(&set)) : 0;
    // "0::/system.slice/pendopo.service"
    std::string group = text_of("/proc/self/cgroup");
    group = group.starts_with("0::") ? group.substr(3, group.find('\n') - 3) : "";
    for (std::filesystem::path at = group; !group.empty(); at = at.parent_path()) {
        if (const auto quota =
                cores_of_quota(text_of("/sys/fs/cgroup" + at.string() + "/cpu.max"))) {
            cores = std::min(cores, *quota);
        }
        if (at == at.parent_path()) {
            break;
        }
    }
    return cores;
}

bool has_graphics_card() {
    std::error_code none;
    const std::filesystem::directory_iterator devices("/dev/dri", none);
    const auto is_renderer = [](const auto& entry) {
        return entry.path().filename().string().starts_with("renderD");
    };
    return (!none && std::any_of(begin(devices), end(devices), is_renderer)) ||
           std::filesystem::exists("/dev/nvidia0", none);
}

void gather_system(MachineFacts& facts) {
    facts.as_root = ::geteuid() == 0;
    facts.cores = usable_cores();
    if (double load = 0; ::getloadavg(&load, 1) == 1) {
        facts.load = load;
    }
    facts.memory_bytes = total_memory(text_of("/proc/meminfo"));
    facts.has_graphics_card = has_graphics_card();
    facts.disturbers = disturbers_among(running_programs());
    timex clock{};
    if (const int state = ::adjtimex(&clock); state >= 0) {
        facts.clock_synchronised = state != TIME_ERROR && (clock.status & STA_UNSYNC) == 0;
    }
    const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    facts.year = static_cast<int>(std::chrono::year_month_day(today).year());
    facts.zone_data = is_time_zone("Asia/Jakarta");
    facts.utf8_locale = has_utf8_locale();
}

FolderFacts folder_facts(const std::string& path) {
    FolderFacts facts;
    facts.path = path;
    // One that is not there yet is made in what is.
    std::error_code error;
    std::filesystem::path at = std::filesystem::absolute(path, error);
    while (!std::filesystem::exists(at, error) && at != at.parent_path()) {
        at = at.parent_path();
    }
    facts.writable = ::access(at.c_str(), W_OK | X_OK) == 0;
    struct statvfs room {};
    if (::statvfs(at.c_str(), &room) == 0) {
        facts.writable = facts.writable && (room.f_flag & ST_RDONLY) == 0;
        facts.free_bytes =
            static_cast<int64_t>(room.f_bavail) * static_cast<int64_t>(room.f_frsize);
        // File systems that make them as they are needed say 0 of 0.
        facts.free_files = room.f_files == 0 ? 1 : static_cast<int64_t>(room.f_favail);
    }
    struct statfs kind {};
    facts.in_memory = ::statfs(at.c_str(), &kind) == 0 && kind.f_type == kTmpfs;
    return facts;
}

std::optional<double> cores_of_quota(std::string_view text) {
    double quota = 0;
    double period = 0;
    std::istringstream words{std::string(text)};
    if (!(words >> quota >> period) || quota <= 0 || period <= 0) {
        return std::nullopt;  // "max 100000"
    }
    return quota / period;
}

int64_t total_memory(std::string_view meminfo) {
    constexpr std::string_view kKey = "MemTotal:";
    const size_t at = meminfo.find(kKey);
    int64_t kibibytes = 0;
    if (at != std::string_view::npos) {
        const std::string_view rest = meminfo.substr(at + kKey.size());
        const size_t digit = std::min(rest.find_first_not_of(' '), rest.size());
        std::from_chars(rest.data() + digit, rest.data() + rest.size(), kibibytes);
    }
    return kibibytes * 1024;
}

bool stands_beside_gateway(std::string_view route_table, uint32_t address) {
    struct Row {
        std::string device;
        uint32_t network = 0;  // as they stand in memory: network order
        uint32_t gateway = 0;
        uint32_t mask = 0;
    };
    std::vector<Row> rows;
    std::istringstream lines{std::string(route_table)};
    std::string line;
    std::getline(lines, line);  // the heading
    while (std::getline(lines, line)) {
        Row row;
        std::string skipped;
        std::istringstream words(line);
        words >> row.device >> std::hex >> row.network >> row.gateway;
        words >> skipped >> skipped >> skipped >> skipped >> row.mask;  // flags … metric
        if (words) {
            rows.push_back(std::move(row));
        }
    }
    const auto holds = [](const Row& row, uint32_t host) {
        return row.gateway == 0 && row.mask != 0 && (host & row.mask) == row.network;
    };
    return std::ranges::any_of(rows, [&](const Row& way_out) {
        return way_out.mask == 0 && way_out.gateway != 0 &&
               std::ranges::any_of(rows, [&](const Row& row) {
                   return holds(row, way_out.gateway) && holds(row, address);
               });
    });
}

std::vector<std::string> disturbers_among(std::vector<std::string> names) {
    std::erase_if(names, [](const std::string& name) {
        return std::ranges::find(kDisturbers, std::string_view(name)) == std::end(kDisturbers);
    });
    std::ranges::sort(names);
    names.erase(std::unique(names.begin(), names.end()), names.end());  // Clang 14 has no other
    return names;
}

}  // namespace pendopo
