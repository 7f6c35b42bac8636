#pragma once
// RTSP 1.0 on the wire, without the wire: messages, and the mixture of messages and interleaved
// packets that a camera sends on one connection. Read as leniently as the most lenient clients do
// (line ends, blanks, status lines, lengths, bytes that are neither); everything has a limit, since
// the peer may be hostile. Pure.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/result.h"

namespace pendopo {

// A reply, or a request that the camera sends us (status 0).
struct RtspMessage {
    int status = 0;
    std::string method;  // of a request
    std::string reason;
    bool http = false;                                         // the status line is HTTP's
    std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
    std::string body;

    // The first header of that name (lower case); empty when there is none.
    std::string_view header(std::string_view name) const;
};

struct InterleavedPacket {
    int channel = 0;
    std::span<const uint8_t> bytes;  // valid until more bytes are taken in
};

// What a status means, in the words of RFC 2326; empty for one it does not know. A camera's own
// words are not passed on: some repeat the address they were asked with, and its password.
std::string_view reason_of(int status);

// Cuts received bytes into messages and packets.
// Thread: bound to its owner.
class RtspReader {
  public:
    static constexpr size_t kMaxHeaderBytes = 16 << 10;
    static constexpr size_t kMaxBodyBytes = 64 << 10;
    static constexpr size_t kLeastRoom = 16 << 10;  // a whole TLS record

    // Room for received bytes, kLeastRoom at least when next() has nothing more; then took() says
    // how many came. Invalidates earlier packets.
    std::span<uint8_t> room();
    void took(size_t bytes);

    struct NeedMore {};
    using Item = std::variant<NeedMore, RtspMessage, InterleavedPacket>;
    // The next whole item. Bytes that begin none are passed over and counted. Errors: invalid, when
    // they become too many or something exceeds a limit; the connection is of no more use then.
    Result<Item> next();
    // Nothing more came for a while: the message whose body was cut short, or has no length, with
    // what there is of it. None when no such message waits.
    std::optional<RtspMessage> take_cut_short();

    // Packets come on this channel and the next one; what claims another must look like one.
    void expect_channel(int channel) { channel_ = channel; }
    // Bytes that were neither message nor packet, so far.
    uint64_t skipped() const { return skipped_; }

  private:
    struct Head;
    std::string_view waiting() const;
    bool is_frame(std::string_view bytes) const;
    Result<void> skip_junk();
    Result<Item> next_message();

    std::vector<uint8_t> buffer_;
    size_t begin_ = 0;
    size_t end_ = 0;
    int channel_ = -1;
    uint64_t skipped_ = 0;
    size_t skipped_in_row_ = 0;
};

}  // namespace pendopo
