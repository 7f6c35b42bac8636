#pragma once
// A WebSocket client's bytes, good and bad.

#include <string>

namespace pendopo::test {

// A masked frame: `first` is the byte of flags and opcode (0x81: a whole text).
inline std::string client_frame(int first, const std::string& payload) {
    const std::string mask = "\x12\x34\x56\x78";
    std::string frame(1, static_cast<char>(first));
    if (payload.size() < 126) {
        frame += static_cast<char>(0x80 | payload.size());
    } else {
        frame += static_cast<char>(0x80 | 126);
        frame += static_cast<char>(payload.size() >> 8);
        frame += static_cast<char>(payload.size() & 0xFF);
    }
    frame += mask;
    for (size_t i = 0; i < payload.size(); ++i) {
        frame += static_cast<char>(payload[i] ^ mask[i % 4]);
    }
    return frame;
}

inline std::string upgrade_request(const std::string& fields = "Origin: http://localhost\r\n",
                                   const std::string& path = "/events") {
    return "GET " + path +
           " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: keep-alive, "
           "Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
           "dGhlIHNhbXBsZSBub25jZQ==\r\n" +
           fields + "\r\n";
}

}  // namespace pendopo::test
