#pragma once
// RTSP 1.0 on the wire, without the wire: addresses, messages, and the mixture of messages and
// interleaved packets that a camera sends on one connection. Pure; everything has a limit, since
// the peer may be hostile.

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

// "rtsp://host[:port]/path", or rtsps for TLS; an IPv6 host stands in brackets, also with a zone.
struct RtspUrl {
    std::string host;  // without brackets
    int port = 554;    // 322 with TLS
    bool tls = false;
    std::string text;  // the whole, without credentials

    // Errors: invalid (not such an address, or one that carries credentials), unsupported (another
    // scheme).
    static Result<RtspUrl> parse(std::string_view text);
    bool operator==(const RtspUrl&) const = default;
};

// A reply, or a request that the camera sends us (status 0).
struct RtspMessage {
    int status = 0;
    std::string reason;
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
    // The next whole item. Errors: invalid, when the bytes are neither or exceed a limit; the
    // connection is of no more use then.
    Result<Item> next();

  private:
    Result<Item> next_message(std::string_view waiting);

    std::vector<uint8_t> buffer_;
    size_t begin_ = 0;
    size_t end_ = 0;
};

// `url` made absolute against `base`, as RTSP servers expect it (RFC 2326 C.1.1).
std::string control_url(std::string_view base, std::string_view control);

}  // namespace pendopo
