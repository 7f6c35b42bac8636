#include "engine/ipc/outbox.h"

#include <fcntl.h>
#include <fmt/format.h>

#include <utility>

namespace pendopo {
namespace {

Result<std::vector<UniqueFd>> copies(std::span<const int> fds) {
    std::vector<UniqueFd> kept;
    for (const int fd : fds) {
        kept.emplace_back(::fcntl(fd, F_DUPFD_CLOEXEC, 0));
        if (!kept.back()) {
            const auto failed = fail_errno("outbox: a message's descriptor");
            return fail(ErrorCode::exhausted, failed.value().message());
        }
    }
    return kept;
}

}  // namespace

Result<void> Outbox::send(Channel& channel, std::string_view key, std::string_view text,
                          std::span<const int> fds) {
    if (waiting_.empty()) {
        const auto sent = channel.send(text, fds);
        if (sent || sent.error().code() != ErrorCode::exhausted) {
            return sent;
        }
    } else if (text.size() > channel.most_sent()) {
        return channel.send(text, fds);  // which says so
    }
    auto kept = copies(fds);
    if (!kept) {
        return fail(kept.error());
    }
    if (const auto known = by_key_.find(key); known != by_key_.end()) {
        known->second->text = text;
        known->second->fds = std::move(*kept);
        return {};
    }
    if (waiting_.size() >= kMostWaiting) {
        return fail(ErrorCode::exhausted,
                    fmt::format("outbox: {} messages wait already", waiting_.size()));
    }
    waiting_.push_back({std::string(key), std::string(text), std::move(*kept)});
    by_key_.emplace(key, std::prev(waiting_.end()));
    return {};
}

Result<void> Outbox::flush(Channel& channel) {
    while (!waiting_.empty()) {
        const Message& next = waiting_.front();
        std::vector<int> fds;
        for (const UniqueFd& fd : next.fds) {
            fds.push_back(fd.get());
        }
        if (const auto sent = channel.send(next.text, fds); !sent) {
            return sent.error().code() == ErrorCode::exhausted ? Result<void>{} : sent;
        }
        by_key_.erase(next.key);
        waiting_.pop_front();
    }
    return {};
}

void Outbox::clear() {
    by_key_.clear();
    waiting_.clear();
}

}  // namespace pendopo
