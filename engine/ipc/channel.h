#pragma once
// A message channel between control and one worker: a SOCK_SEQPACKET pair carrying whole messages
// (JSON text, see messages.h) with file descriptors. Nothing blocks.
//
// A text up to kInlineBytes travels in the packet. A longer one is put into sealed memory
// (shared_text.h), which travels as the last descriptor of a packet that holds nothing but a mark;
// the receiver looks at seals and size before it reads. So a plan of a thousand tiles takes no
// more of the socket's buffer than a short word, and neither side sees any difference.

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

// Which end of the pair: it decides how long a text may be each way. Plans grow with the wall; a
// worker's reports do not, and one that was taken over must not make control large.
enum class ChannelSide { control, worker };

// Thread: bound to its owner.
class Channel {
  public:
    // Small enough that a buffer of the kernel's usual 416 KiB holds several, large enough that
    // health and the plans of ordinary walls need no memory of their own.
    static constexpr size_t kInlineBytes = size_t{32} << 10;
    // 1,024 tiles that all say something take 1.4 MB, twice that while the layout changes; names
    // of 200 letters four times that.
    static constexpr size_t kMostToWorker = size_t{16} << 20;
    // The renderer's report of 1,024 tiles takes 150 KB.
    static constexpr size_t kMostToControl = size_t{1} << 20;
    static constexpr size_t kMaxFds = 16;

    // Control's end, then the worker's.
    static Result<std::pair<Channel, Channel>> create_pair();
    Channel(UniqueFd fd, ChannelSide side) : fd_(std::move(fd)), side_(side) {}

    // Sends one message and copies of `fds`. A long text from control is only sent to a worker that
    // has read all before it, so that a busy one does not find every plan there was. Errors:
    // invalid (longer than this side may send; it can never be sent), exhausted (the peer does not
    // read just now, or descriptors are short: try again later), unreachable (the peer is gone),
    // io.
    Result<void> send(std::string_view text, std::span<const int> fds = {});

    // The next message, or nothing when none waits. Errors: unreachable (the peer is gone),
    // invalid (a message that the other side may not send; it is dropped), io.
    Result<std::optional<ChannelMessage>> receive();

    size_t most_sent() const {
        return side_ == ChannelSide::control ? kMostToWorker : kMostToControl;
    }
    size_t most_received() const {
        return side_ == ChannelSide::control ? kMostToControl : kMostToWorker;
    }

    // Readable when a message waits or the peer is gone. Stays owned here.
    int fd() const { return fd_.get(); }
    UniqueFd take_fd() { return std::move(fd_); }

  private:
    bool all_is_read() const;

    UniqueFd fd_;
    ChannelSide side_;
};

}  // namespace pendopo
