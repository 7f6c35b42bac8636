#pragma once
// pendopo-render as control sees it: a child process at the other end of a channel.

#include <poll.h>

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/clock.h"
#include "engine/ipc/channel.h"
#include "engine/ipc/process.h"
#include "engine/ipc/render_messages.h"
#include "tests/render/wall_fixture.h"

namespace pendopo::test {

// Thread: bound to its owner. Destroying it kills the process.
class RenderProcess {
  public:
    static Result<RenderProcess> start() {
        auto pair = Channel::create_pair();
        if (!pair) {
            return fail(pair.error());
        }
        auto child = pendopo::ChildProcess::spawn(program_beside("pendopo-render"),
                                                  {"--name", "render", "--log-level", "warn"},
                                                  pair->second.take_fd());
        if (!child) {
            return fail(child.error());
        }
        return RenderProcess(std::move(pair->first), std::move(*child));
    }

    void send(const ToRender& message, std::vector<int> descriptors = {}) {
        ASSERT_TRUE(channel_.send(encode(message), descriptors).has_value());
    }
    void say(std::string_view text) { ASSERT_TRUE(channel_.send(text).has_value()); }
    void offer(const TestRing& ring) {
        const UniqueFd fd = ring.descriptor();
        send(RingOffer{ring.key()}, {fd.get()});
    }

    // The next message of type T for which `matches`; others are passed over. Nothing when there
    // was none within `patience`. Its descriptors are in `fds`.
    template <class T>
    std::optional<T> await(
        Milliseconds patience,
        const std::function<bool(const T&)>& matches = [](const T&) { return true; }) {
        const MonotonicTime deadline = Monotonic::now() + patience;
        while (true) {
            const auto left = std::chrono::duration_cast<Milliseconds>(deadline - Monotonic::now());
            pollfd waiting{channel_.fd(), POLLIN, 0};
            if (left.count() <= 0 || ::poll(&waiting, 1, static_cast<int>(left.count())) <= 0) {
                return std::nullopt;
            }
            auto received = channel_.receive();
            if (!received) {
                return std::nullopt;
            }
            if (!*received) {
                continue;
            }
            fds = std::move((*received)->fds);
            const auto message = decode_from_render((*received)->text);
            const T* wanted = message ? std::get_if<T>(&*message) : nullptr;
            if (wanted != nullptr && matches(*wanted)) {
                return *wanted;
            }
        }
    }
    std::optional<pendopo::ExitStatus> await_exit(Milliseconds patience) {
        pollfd waiting{child_.exit_fd(), POLLIN, 0};
        ::poll(&waiting, 1, static_cast<int>(patience.count()));
        return child_.poll_exit();
    }
    pendopo::ChildProcess& child() { return child_; }
    void hang_up() { channel_ = Channel(UniqueFd(), ChannelSide::control); }

    std::vector<UniqueFd> fds;  // of the message await() returned

  private:
    RenderProcess(Channel channel, pendopo::ChildProcess child)
        : channel_(std::move(channel)), child_(std::move(child)) {}
    Channel channel_;
    pendopo::ChildProcess child_;
};

}  // namespace pendopo::test
