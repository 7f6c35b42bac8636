#pragma once
// Which ends of workers say something against files or drivers, and when there were too many.
// Pure.

#include <deque>
#include <map>
#include <string>
#include <string_view>

#include "engine/app/worker.h"
#include "engine/base/clock.h"

namespace pendopo {

// A SIGKILL of somebody else's says nothing against either, nor does a renderer that finds no X
// server or is to start with another setup.
bool counts_as_crash(std::string_view role, const WorkerCrash& crash);
// "render: signal 11 (Segmentation fault)"
std::string to_string(std::string_view role, const WorkerCrash& crash);

// Thread: bound to its owner.
class WorkerCrashes {
  public:
    // True: it is the third of this role within a minute (SafeModeRule), counted anew from here.
    bool crashed(const std::string& role, MonotonicTime at);
    void forget() { crashes_.clear(); }

  private:
    std::map<std::string, std::deque<MonotonicTime>> crashes_;  // by role, the newest last
};

}  // namespace pendopo
