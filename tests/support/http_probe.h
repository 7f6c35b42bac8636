#pragma once
// A client of raw bytes against a server on the same loop: no thread, no library between the test
// and the wire. Every wait turns the server's loop.

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>

#include <cerrno>
#include <chrono>
#include <functional>
#include <string>
#include <string_view>

#include "engine/base/unique_fd.h"
#include "engine/ipc/event_loop.h"

namespace pendopo {

// Turns the loop until `done`, or ten seconds long. True: done.
inline bool turn_until(EventLoop& loop, const std::function<bool()>& done) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (!done()) {
        if (std::chrono::steady_clock::now() > end) {
            return false;
        }
        loop.turn();
        ::poll(nullptr, 0, 1);
    }
    return true;
}

class HttpProbe {
  public:
    // Each probe may come from a loopback address of its own (127.0.0.0/8).
    HttpProbe(EventLoop& loop, int port, const char* from = "127.0.0.1")
        : loop_(loop), fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        ::inet_pton(AF_INET, from, &address.sin_addr);
        ::bind(fd_.get(), reinterpret_cast<sockaddr*>(&address), sizeof address);
        ::inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
        address.sin_port = htons(static_cast<uint16_t>(port));
        connected_ =
            ::connect(fd_.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    }

    bool connected() const { return connected_; }
    bool send(std::string_view bytes) {
        return ::send(fd_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT) ==
               static_cast<ssize_t>(bytes.size());
    }
    // Goes on until all is taken; false when the server ended the connection meanwhile.
    bool send_all(std::string_view bytes) {
        return turn_until(loop_,
                          [&] {
                              const ssize_t count = ::send(fd_.get(), bytes.data(), bytes.size(),
                                                           MSG_NOSIGNAL | MSG_DONTWAIT);
                              if (count < 0 && errno != EAGAIN) {
                                  return true;
                              }
                              bytes.remove_prefix(count > 0 ? static_cast<size_t>(count) : 0);
                              return bytes.empty();
                          }) &&
               bytes.empty();
    }
    void end_sending() { ::shutdown(fd_.get(), SHUT_WR); }
    void close() { fd_.reset(); }

    // Everything received until `enough` of it is there, the server closes, or ten seconds pass.
    std::string receive(const std::function<bool(const std::string&)>& enough) {
        turn_until(loop_, [&] {
            char bytes[65536];
            ssize_t count = 0;
            while ((count = ::recv(fd_.get(), bytes, sizeof bytes, MSG_DONTWAIT)) > 0) {
                received_.append(bytes, static_cast<size_t>(count));
            }
            closed_ = closed_ || count == 0 || (errno != EAGAIN && errno != EWOULDBLOCK);
            return closed_ || enough(received_);
        });
        return received_;
    }
    // One whole answer with a Content-Length, headers and body.
    std::string answer() {
        std::string text = receive(is_whole);
        received_.clear();
        return text;
    }
    // True when the server ends the connection within ten seconds.
    bool ends() {
        receive([](const std::string&) { return false; });
        return closed_;
    }

    static bool is_whole(const std::string& text) {
        const size_t head = text.find("\r\n\r\n");
        if (head == std::string::npos) {
            return false;
        }
        constexpr std::string_view kLength = "Content-Length: ";
        const size_t length = text.find(kLength);
        return length >= head ||
               text.size() >= head + 4 + std::stoul(text.substr(length + kLength.size()));
    }

  private:
    EventLoop& loop_;
    UniqueFd fd_;
    std::string received_;
    bool connected_ = false;
    bool closed_ = false;
};

}  // namespace pendopo
