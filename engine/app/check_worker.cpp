#include "engine/app/check_worker.h"

#include <poll.h>

#include <utility>

#include "engine/base/clock.h"
#include "engine/ipc/worker_refusal.h"

namespace pendopo {
namespace {

constexpr Seconds kPatience{20};  // more than a worker gives what it is asked

}  // namespace

CheckWorker::CheckWorker(std::string role, Channel channel, ChildProcess child)
    : role_(std::move(role)), channel_(std::move(channel)), child_(std::move(child)) {}

Result<CheckWorker> CheckWorker::start(const std::string& role, SandboxMode sandbox) {
    auto pair = Channel::create_pair();
    if (!pair) {
        return fail(pair.error());
    }
    auto child =
        ChildProcess::spawn(program_beside("pendopo-" + role),
                            worker_words(role, LogLevel::error, sandbox), pair->second.take_fd());
    if (!child) {
        return fail(child.error());
    }
    return CheckWorker(role, std::move(pair->first), std::move(*child));
}

Result<void> CheckWorker::send(const std::string& message, std::span<const int> fds) {
    return channel_.send(message, fds);
}

Result<ChannelMessage> CheckWorker::next() {
    const MonotonicTime give_up = Monotonic::now() + kPatience;
    while (Monotonic::now() < give_up) {
        auto received = channel_.receive();
        if (!received) {
            return fail(received.error());
        }
        if (*received) {
            if (const auto refusal = decode_worker_refusal((*received)->text)) {
                return fail(ErrorCode::unsupported, refusal->reason);
            }
            return std::move(**received);
        }
        pollfd news{channel_.fd(), POLLIN, 0};
        ::poll(&news, 1, 1000);
    }
    return fail(ErrorCode::timed_out, "the " + role_ + " worker says nothing");
}

}  // namespace pendopo
