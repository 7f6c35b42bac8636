#pragma once
// A message channel between control and one worker: a SOCK_SEQPACKET pair carrying whole messages
// (JSON text, see messages.h) with file descriptors. Nothing blocks: a full channel means the peer
// has stopped reading, and the caller decides what that means.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "engine/base/unique_fd.h"

namespace pendopo {

struct ChannelMessage {
    std::string text;
    std::vector<UniqueFd> fds;
};

// Thread: bound to its owner.
class Channel {
  public:
    static constexpr size_t kMaxMessageBytes = 192 * 1024;
    static constexpr size_t kMaxFds = 16;

    static Result<std::pair<Channel, Channel>> create_pair();
    explicit Channel(UniqueFd fd) : fd_(std::move(fd)) {}

    // Sends one message and copies of `fds`. Errors: exhausted (the peer does not read, or the
    // message is larger than kMaxMessageBytes), unreachable (the peer is gone), io.
    Result<void> send(std::string_view text, std::span<const int> fds = {});

    // The next message, or nothing when none waits. Errors: unreachable (the peer is gone),
    // invalid (a message larger than allowed; it is dropped), io.
    Result<std::optional<ChannelMessage>> receive();

    // Readable when a message waits or the peer is gone. Stays owned here.
    int fd() const { return fd_.get(); }
    UniqueFd take_fd() { return std::move(fd_); }

  private:
    UniqueFd fd_;
};

}  // namespace pendopo
