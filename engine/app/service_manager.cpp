#include "engine/app/service_manager.h"

#include <systemd/sd-daemon.h>

#include <algorithm>
#include <cstdint>

namespace pendopo {

ServiceManager::ServiceManager() {
    uint64_t microseconds = 0;
    if (::sd_watchdog_enabled(0, &microseconds) > 0) {
        watchdog_ = std::chrono::microseconds(microseconds);
    }
}

void ServiceManager::ready() {
    ::sd_notify(0, "READY=1");
}
void ServiceManager::feed_watchdog() {
    ::sd_notify(0, "WATCHDOG=1");
}
void ServiceManager::stopping() {
    ::sd_notify(0, "STOPPING=1");
}

void ServiceManager::say(const std::string& status) {
    if (said_ != status) {
        said_ = status;
        std::string line = "STATUS=" + status;
        std::ranges::replace(line, '\n', ' ');  // each line is another assignment
        ::sd_notify(0, line.c_str());
    }
}

}  // namespace pendopo
