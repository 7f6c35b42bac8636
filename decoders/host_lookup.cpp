#include "decoders/host_lookup.h"

#include <netdb.h>

#include <cstring>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

namespace pendopo {
namespace {

struct Answer {
    int failed = 0;  // of getaddrinfo
    std::vector<sockaddr_storage> addresses;
};

Answer ask(const std::string& host, int port, int flags) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_NUMERICSERV | flags;
    addrinfo* list = nullptr;
    Answer answer;
    answer.failed = ::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &list);
    if (answer.failed != 0) {
        return answer;
    }
    for (const addrinfo* entry = list; entry != nullptr; entry = entry->ai_next) {
        std::memcpy(&answer.addresses.emplace_back(), entry->ai_addr, entry->ai_addrlen);
    }
    ::freeaddrinfo(list);
    return answer;
}

// What names had last.
// Thread: safe.
class LastAnswers {
  public:
    void keep(const std::string& host, int port, std::vector<sockaddr_storage> addresses) {
        const std::lock_guard lock(mutex_);
        if (known_.size() >= kMost && !known_.contains({host, port})) {
            known_.clear();  // those in use come again
        }
        known_[{host, port}] = {std::move(addresses), Monotonic::now()};
    }

    std::optional<HostAddresses> find(const std::string& host, int port) const {
        const std::lock_guard lock(mutex_);
        const auto found = known_.find({host, port});
        if (found == known_.end()) {
            return std::nullopt;
        }
        const Nanoseconds age = Monotonic::now() - found->second.when;
        return age > kAddressesLast ? std::nullopt
                                    : std::optional(HostAddresses{found->second.addresses, age});
    }

  private:
    static constexpr size_t kMost = 4096;

    struct Known {
        std::vector<sockaddr_storage> addresses;
        MonotonicTime when;
    };
    mutable std::mutex mutex_;
    std::map<std::pair<std::string, int>, Known> known_;  // guarded by mutex_
};

LastAnswers& last_answers() {
    static LastAnswers answers;
    return answers;
}

Result<HostAddresses> remembered(const std::string& host, int port, const std::string& problem) {
    std::optional<HostAddresses> last = last_answers().find(host, port);
    return last ? Result<HostAddresses>(std::move(*last)) : fail(ErrorCode::unreachable, problem);
}

}  // namespace

Result<HostAddresses> look_up_host(const std::string& host, int port,
                                   const std::function<bool()>& wait) {
    if (Answer numeric = ask(host, port, AI_NUMERICHOST); !numeric.addresses.empty()) {
        return HostAddresses{std::move(numeric.addresses), {}};
    }
    auto promise = std::make_shared<std::promise<Answer>>();
    std::future<Answer> future = promise->get_future();
    std::thread([promise, host, port] { promise->set_value(ask(host, port, 0)); }).detach();
    const MonotonicTime deadline = Monotonic::now() + kLookupPatience;
    while (future.wait_for(Milliseconds(0)) != std::future_status::ready) {
        if (Monotonic::now() >= deadline) {
            return remembered(host, port, "rtsp: the name server does not answer");
        }
        if (!wait()) {
            return fail(ErrorCode::stopped, "rtsp: stopped");
        }
    }
    Answer answer = future.get();
    if (!answer.addresses.empty()) {
        last_answers().keep(host, port, answer.addresses);
        return HostAddresses{std::move(answer.addresses), {}};
    }
    const std::string problem =
        std::string("rtsp: the camera's name is not known: ") + ::gai_strerror(answer.failed);
    // A server that says there is no such name is believed; one that cannot tell is not.
    const bool said_no = answer.failed == EAI_NONAME || answer.failed == EAI_NODATA;
    return said_no ? fail(ErrorCode::unreachable, problem) : remembered(host, port, problem);
}

}  // namespace pendopo
