#pragma once
// What one peer shall hear and its channel could not take yet. Each message has a key; a newer one
// takes the place of the one that still waits under its key, so that a peer that is busy for a
// while hears the newest plan once and not every plan there was.

#include <cstddef>
#include <list>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/base/unique_fd.h"
#include "engine/ipc/channel.h"

namespace pendopo {

// Thread: bound to its owner.
class Outbox {
  public:
    // Keys are a plan or two, and the rings of the wall: 1,024 tiles that all say something have
    // some 4,000, twice that while the layout changes.
    static constexpr size_t kMostWaiting = 32'768;

    // Sends the message at once when nothing waits and there is room; else keeps it, with copies of
    // `fds`. Errors: invalid (too long for the channel; what waits under the key stays), exhausted
    // (too much waits, or descriptors are short), unreachable, io.
    Result<void> send(Channel& channel, std::string_view key, std::string_view text,
                      std::span<const int> fds = {});

    // Sends what there is room for, in the order in which the keys came. Errors: unreachable, io.
    Result<void> flush(Channel& channel);

    bool empty() const { return waiting_.empty(); }
    size_t size() const { return waiting_.size(); }
    void clear();

  private:
    struct Message {
        std::string key;
        std::string text;
        std::vector<UniqueFd> fds;
    };
    std::list<Message> waiting_;
    std::map<std::string, std::list<Message>::iterator, std::less<>> by_key_;
};

}  // namespace pendopo
