#pragma once
// What the keeper holds for the next control.

#include <map>
#include <string>
#include <vector>

#include "engine/app/keeper_messages.h"
#include "engine/base/unique_fd.h"
#include "engine/ipc/channel.h"

namespace pendopo {

// Thread: bound to its owner.
class KeeperStore {
  public:
    // Control's message; `fds` are those it carried. Errors: invalid (a worker without its two).
    Result<void> take(const ToKeeper& message, std::vector<UniqueFd> fds);
    // Fills in what is held and puts it into the channel of a control that does not run yet: all of
    // it waits there when it starts. Errors: as Channel::send.
    Result<void> greet(Channel& control, Greeting greeting, int lifeline) const;

    // The role of a kept worker; empty: none of that number.
    std::string role_of(pid_t pid) const;
    void signal_all(int number) const;
    bool empty() const { return workers_.empty(); }

  private:
    struct Held {
        KeptWorker worker;
        UniqueFd channel;
        UniqueFd process;
    };
    std::map<std::string, Held> workers_;  // by role
    std::string note_;
};

}  // namespace pendopo
