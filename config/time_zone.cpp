#include "config/time_zone.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

#include "config/in_both.h"
#include "config/problems.h"

namespace pendopo {
namespace {

constexpr const char* kZoneInfo = "/usr/share/zoneinfo";

std::vector<std::string> time_zone_names() {
    std::vector<std::string> names{"UTC"};
    std::ifstream table(std::string(kZoneInfo) + "/zone.tab");
    for (std::string line; std::getline(table, line);) {
        std::istringstream fields(line);
        std::string country, place, name;
        if (!line.starts_with('#') && fields >> country >> place >> name) {
            names.push_back(name);
        }
    }
    return names;
}

}  // namespace

bool is_time_zone(const std::string& name) {
    std::error_code error;
    return !name.empty() && name.find("..") == std::string::npos && name[0] != '/' &&
           name.find('.') == std::string::npos && name.find('\0') == std::string::npos &&
           std::filesystem::is_regular_file(std::filesystem::path(kZoneInfo) / name, error);
}

LocalText no_time_zone(const std::string& name) {
    return in_both("tidak ada zona waktu {} di {}{}", "no time zone {} in {}{}", in_quotes(name),
                   kZoneInfo, did_you_mean(name, time_zone_names()));
}

}  // namespace pendopo
