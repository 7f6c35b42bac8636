#pragma once
// RFC 6455 as far as a server needs it, pure: the key of the handshake, frames to a client, and
// what a client's bytes say. No extensions, no subprotocols; text only, whole messages bounded.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pendopo {

enum class WebSocketOpcode : uint8_t {
    continuation = 0,
    text = 1,
    binary = 2,
    close = 8,
    ping = 9,
    pong = 10,
};

inline constexpr int kClosedNormally = 1000;
inline constexpr int kGoingAway = 1001;
inline constexpr int kProtocolError = 1002;
inline constexpr int kNoBinary = 1003;
inline constexpr int kNotUtf8 = 1007;
inline constexpr int kAgainstPolicy = 1008;
inline constexpr int kTooLarge = 1009;

// Sec-WebSocket-Accept for a Sec-WebSocket-Key; nothing when the key is not 16 bytes in base64.
std::optional<std::string> web_socket_accept(const std::string& key);

// What stands before `size` bytes of payload, from us.
std::string frame_head(WebSocketOpcode opcode, size_t size);
// A whole ping or pong of at most 125 bytes.
std::string control_frame(WebSocketOpcode opcode, std::string_view payload);
// A whole close frame. The reason is cut at 123 bytes, between two characters.
std::string close_frame(int code, std::string_view reason);

// Thread: bound to its owner.
class WebSocketReader {
  public:
    struct Event {
        enum class Kind { text, ping, pong, close, broken };
        Kind kind;
        std::string payload{};  // the text, what a pong must give back, or why
        int code = 0;           // close: the client's (1005: none); broken: ours to close with
    };

    explicit WebSocketReader(size_t message_bytes) : most_(message_bytes) {}

    // Takes frames from the front of `in` until one means something. Nothing: more must come, and
    // less than one frame is left in `in`. After broken it is not called again.
    std::optional<Event> next(std::string& in);

  private:
    std::optional<Event> take(WebSocketOpcode opcode, bool last, std::string payload);

    size_t most_;
    std::string message_;  // fragments so far
    bool fragmented_ = false;
};

}  // namespace pendopo
