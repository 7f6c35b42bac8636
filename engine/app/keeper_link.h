#pragma once
// Control's side of its keeper (keeper.h): what the control before left, and what this one puts
// down. A keeper that does not read costs the wall nothing: what could not be put down is missed
// only when control dies.

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "engine/app/keeper_messages.h"
#include "engine/base/log.h"
#include "engine/base/unique_fd.h"
#include "engine/ipc/channel.h"
#include "engine/ipc/process.h"

namespace pendopo {

// Thread: bound to control's loop.
class KeeperLink {
  public:
    // A worker that an earlier control started, with its channel.
    struct Kept {
        KeptWorker worker;
        Channel channel;
        ChildProcess process;
    };

    // Reads all that waits in the channel. Errors: invalid, when nothing does or it is not a
    // keeper's.
    static Result<std::unique_ptr<KeeperLink>> open(Channel channel, Log log);

    const Greeting& greeting() const { return greeting_; }
    // For end_with_lifeline() of what shall end with the keeper.
    int lifeline() const { return lifeline_.get(); }

    // The kept worker of that role, which is the caller's from now on; nothing the second time.
    std::optional<Kept> claim(const std::string& role);
    // Ends those that nobody claimed: the wall has no use for them any more.
    void end_unclaimed();

    void keep(const KeptWorker& worker, int channel, int process);
    void gone(const std::string& role);
    // Puts the note down when it is another than before.
    void note(const std::string& text);
    void lives(Proof proof);
    void ends();

  private:
    struct Waiting {
        KeptWorker worker;
        UniqueFd channel;
        UniqueFd process;
    };
    KeeperLink(Channel channel, Log log) : channel_(std::move(channel)), log_(std::move(log)) {}
    void send(const ToKeeper& message, std::span<const int> fds = {});

    Channel channel_;
    Log log_;
    Greeting greeting_;
    UniqueFd lifeline_;
    // By role, until they are claimed. They live on when this control ends before that.
    std::map<std::string, Waiting> waiting_;
    std::string note_;
    bool reads_ = true;
};

}  // namespace pendopo
