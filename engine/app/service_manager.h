#pragma once
// What systemd is told of this process when it is the main one of a unit of Type=notify
// (sd_notify(3)); nothing is sent where nobody asked for it.

#include <string>

#include "engine/base/clock.h"

namespace pendopo {

// Thread: bound to its owner.
class ServiceManager {
  public:
    ServiceManager();

    // The unit's WatchdogSec; 0: it has none.
    Nanoseconds watchdog() const { return watchdog_; }

    void ready();
    void feed_watchdog();
    void stopping();
    // The line of `systemctl status`; sent when it changes.
    void say(const std::string& status);

  private:
    Nanoseconds watchdog_{0};
    std::string said_;
};

}  // namespace pendopo
