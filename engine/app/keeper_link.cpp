#include "engine/app/keeper_link.h"

#include <array>
#include <utility>

namespace pendopo {

Result<std::unique_ptr<KeeperLink>> KeeperLink::open(Channel channel, Log log) {
    std::unique_ptr<KeeperLink> link(new KeeperLink(std::move(channel), std::move(log)));
    bool greeted = false;
    while (!greeted || link->waiting_.size() < link->greeting_.workers) {
        auto message = link->channel_.receive();
        if (!message) {
            return fail(message.error());
        }
        if (!*message) {
            return fail(ErrorCode::invalid, "keeper: nothing waits in its channel");
        }
        auto decoded = decode_from_keeper((*message)->text);
        if (!decoded) {
            return fail(decoded.error());
        }
        auto& fds = (*message)->fds;
        auto* greeting = std::get_if<Greeting>(&*decoded);
        if ((greeting != nullptr) == greeted || fds.size() != (greeting != nullptr ? 1 : 2)) {
            return fail(ErrorCode::invalid, "keeper: a message that does not belong here");
        }
        if (greeting != nullptr) {
            greeted = true;
            link->greeting_ = std::move(*greeting);
            link->note_ = link->greeting_.note;
            link->lifeline_ = std::move(fds[0]);
        } else {
            auto& worker = std::get<KeptWorker>(*decoded);
            const std::string role = worker.role;
            link->waiting_.insert_or_assign(
                role, Waiting{std::move(worker), std::move(fds[0]), std::move(fds[1])});
        }
    }
    return link;
}

std::optional<KeeperLink::Kept> KeeperLink::claim(const std::string& role) {
    auto found = waiting_.extract(role);
    if (!found) {
        return std::nullopt;
    }
    Waiting& waiting = found.mapped();
    const auto pid = static_cast<pid_t>(waiting.worker.pid);
    return Kept{waiting.worker, Channel(std::move(waiting.channel), ChannelSide::control),
                ChildProcess::adopt(pid, std::move(waiting.process))};
}

void KeeperLink::end_unclaimed() {
    while (!waiting_.empty()) {
        const auto kept = claim(waiting_.begin()->first);  // its destruction kills it
        log_.info("{} is not needed any more pid={}", kept->worker.role, kept->worker.pid);
        gone(kept->worker.role);
    }
}

void KeeperLink::keep(const KeptWorker& worker, int channel, int process) {
    const std::array<int, 2> fds{channel, process};
    send(worker, fds);
}

void KeeperLink::gone(const std::string& role) {
    send(WorkerGone{role});
}

void KeeperLink::note(const std::string& text) {
    if (note_ != text) {
        note_ = text;
        send(HandoverNote{text});
    }
}

void KeeperLink::lives(Proof proof) {
    send(ControlLives{proof});
}

void KeeperLink::ends() {
    send(ControlEnds{});
}

void KeeperLink::send(const ToKeeper& message, std::span<const int> fds) {
    const auto sent = channel_.send(encode(message), fds);
    if (!sent && std::exchange(reads_, false)) {
        log_.warn("the keeper does not take what is put down: {}", sent.error().message());
    }
    reads_ = sent.has_value();
}

}  // namespace pendopo
