#include "engine/app/keeper_store.h"

#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <utility>

namespace pendopo {

Result<void> KeeperStore::take(const ToKeeper& message, std::vector<UniqueFd> fds) {
    if (const auto* worker = std::get_if<KeptWorker>(&message)) {
        if (fds.size() != 2) {
            return fail(ErrorCode::invalid, "keeper: " + worker->role + " without its descriptors");
        }
        workers_.insert_or_assign(worker->role,
                                  Held{*worker, std::move(fds[0]), std::move(fds[1])});
    } else if (const auto* gone = std::get_if<WorkerGone>(&message)) {
        workers_.erase(gone->role);
    } else if (const auto* note = std::get_if<HandoverNote>(&message)) {
        note_ = note->text;
    }
    return {};
}

Result<void> KeeperStore::greet(Channel& control, Greeting greeting, int lifeline) const {
    greeting.note = note_;
    greeting.workers = workers_.size();
    auto sent = control.send(encode(FromKeeper(greeting)), {&lifeline, 1});
    for (const auto& [role, held] : workers_) {
        const std::array<int, 2> fds{held.channel.get(), held.process.get()};
        if (sent) {
            sent = control.send(encode(FromKeeper(held.worker)), fds);
        }
    }
    return sent;
}

std::string KeeperStore::role_of(pid_t pid) const {
    const auto found = std::ranges::find_if(
        workers_, [pid](const auto& entry) { return entry.second.worker.pid == pid; });
    return found == workers_.end() ? "" : found->first;
}

void KeeperStore::signal_all(int number) const {
    for (const auto& [role, held] : workers_) {
        ::syscall(SYS_pidfd_send_signal, held.process.get(), number, nullptr, 0);
    }
}

}  // namespace pendopo
