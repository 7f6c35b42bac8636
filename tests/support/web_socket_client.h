#pragma once
// A small blocking WebSocket client (RFC 6455) for tests that watch our own server on 127.0.0.1: a
// program that reads text frames, answers pings and may say something.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <cstdlib>
#include <optional>
#include <string>
#include <utility>

#include "engine/base/clock.h"
#include "engine/base/unique_fd.h"
#include "tests/support/web_socket_bytes.h"

namespace pendopo::test {

// Thread: bound.
class WebSocketClient {
  public:
    struct Options {
        int port = 0;
        std::string fields{};  // further header lines, each ended by \r\n; one must be an Origin
        std::string path = "/api/v1/events";
        int from = 1;            // connects from 127.0.0.<from>, which counts as another client
        int receive_buffer = 0;  // bytes that the kernel keeps for who does not read; 0: as usual
    };

    // Connects and sends the handshake. What came back: status(); 0: nothing did.
    explicit WebSocketClient(const Options& options, Nanoseconds patience = Seconds(10))
        : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK - 1 + static_cast<uint32_t>(options.from));
        if (options.receive_buffer > 0) {
            ::setsockopt(fd_.get(), SOL_SOCKET, SO_RCVBUF, &options.receive_buffer,
                         sizeof options.receive_buffer);
        }
        if (::bind(fd_.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
            return;
        }
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        address.sin_port = htons(static_cast<uint16_t>(options.port));
        if (::connect(fd_.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
            return;
        }
        send(upgrade_request(options.fields, options.path));
        const MonotonicTime deadline = Monotonic::now() + patience;
        size_t end = std::string::npos;
        while ((end = bytes_.find("\r\n\r\n")) == std::string::npos && read(deadline)) {
        }
        if (end != std::string::npos && bytes_.size() > 12) {
            status_ = std::atoi(bytes_.c_str() + 9);
            bytes_.erase(0, end + 4);
        }
    }
    WebSocketClient(WebSocketClient&&) = default;
    WebSocketClient& operator=(WebSocketClient&&) = default;

    int status() const { return status_; }  // 101: it is open
    // The close code the server gave; 0: it did not close, or without a word.
    int close_code() const { return close_code_; }
    bool ended() const { return ended_; }

    // The next text; nothing when none came within `patience` or the connection ended.
    std::optional<std::string> next(Nanoseconds patience) {
        const MonotonicTime deadline = Monotonic::now() + patience;
        while (status_ == 101 && close_code_ == 0) {
            if (auto frame = take_frame()) {
                if (frame->first == 0x1) {
                    return std::move(frame->second);
                }
                if (frame->first == 0x9) {
                    send(client_frame(0x8A, frame->second));
                } else if (frame->first == 0x8) {
                    const std::string& why = frame->second;
                    close_code_ = why.size() < 2 ? 1005
                                                 : static_cast<unsigned char>(why[0]) * 256 +
                                                       static_cast<unsigned char>(why[1]);
                    send(client_frame(0x88, why.substr(0, 2)));
                }
                continue;
            }
            if (!read(deadline)) {
                return std::nullopt;
            }
        }
        return std::nullopt;
    }
    void say(const std::string& text) { send(client_frame(0x81, text)); }

  private:
    using Frame = std::pair<int, std::string>;  // opcode and payload

    void send(const std::string& bytes) {
        for (size_t sent = 0; sent < bytes.size();) {
            const ssize_t count =
                ::send(fd_.get(), bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
            if (count <= 0) {
                ended_ = true;
                return;
            }
            sent += static_cast<size_t>(count);
        }
    }
    bool read(MonotonicTime deadline) {
        pollfd entry{fd_.get(), POLLIN, 0};
        const auto left = std::chrono::ceil<Milliseconds>(deadline - Monotonic::now()).count();
        if (left <= 0 || ::poll(&entry, 1, static_cast<int>(left)) <= 0) {
            return false;
        }
        char part[65536];
        const ssize_t count = ::recv(fd_.get(), part, sizeof part, 0);
        if (count <= 0) {
            ended_ = true;
            return false;
        }
        bytes_.append(part, static_cast<size_t>(count));
        return true;
    }
    // A server's frame is not masked, and ours sends none in parts.
    std::optional<Frame> take_frame() {
        const auto byte = [&](size_t at) {
            return static_cast<size_t>(static_cast<unsigned char>(bytes_[at]));
        };
        if (bytes_.size() < 2) {
            return std::nullopt;
        }
        size_t size = byte(1) & 0x7F;
        size_t head = 2;
        const size_t more = size == 126 ? 2 : size == 127 ? 8 : 0;
        if (bytes_.size() < head + more) {
            return std::nullopt;
        }
        if (more > 0) {
            size = 0;
            for (size_t i = 0; i < more; ++i) {
                size = size << 8 | byte(head + i);
            }
            head += more;
        }
        if (bytes_.size() < head + size) {
            return std::nullopt;
        }
        Frame frame{static_cast<int>(byte(0) & 0x0F), bytes_.substr(head, size)};
        bytes_.erase(0, head + size);
        return frame;
    }

    UniqueFd fd_;
    std::string bytes_;
    int status_ = 0;
    int close_code_ = 0;
    bool ended_ = false;
};

}  // namespace pendopo::test
