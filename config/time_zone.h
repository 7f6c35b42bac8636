#pragma once
// The names of the tz database that this machine has, under /usr/share/zoneinfo.

#include <string>

#include "config/local_text.h"

namespace pendopo {

bool is_time_zone(const std::string& name);

// What is wrong with a name that is none: `no time zone "Asia/Jakrta" in …; did you mean …?`.
LocalText no_time_zone(const std::string& name);

}  // namespace pendopo
