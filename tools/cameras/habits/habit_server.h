#pragma once
// A camera with one habit: an RTSP server that plays a row of habit.h, over TCP and UDP.

#include <atomic>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "engine/base/result.h"
#include "engine/base/unique_fd.h"
#include "tools/cameras/habits/habit.h"

namespace pendopo::habits {

struct HabitPlace {
    std::string address = "127.0.0.1";
    int port = 0;                     // 0: a free one
    std::string other = "127.0.0.2";  // of the second listener, always at a free port
    bool operator==(const HabitPlace&) const = default;
};

// Thread: safe. Listens on a thread of its own, and has one for each connection.
class HabitServer {
  public:
    // Errors: invalid (the address), io (the port).
    static Result<std::unique_ptr<HabitServer>> start(const Habit& habit, HabitPlace place = {});
    ~HabitServer();

    const Habit& habit() const { return habit_; }
    std::string url() const;  // with the row's path
    std::string other_host() const { return place_.other; }
    // `text` with the placeholders that hold for the whole server.
    std::string filled(const HabitText& text) const;

    int connections() const { return connections_; }
    int refused_logins() const { return refused_logins_; }
    int pictures_sent() const { return pictures_sent_; }
    // Every request so far, its first line and headers, at both listeners.
    std::string requests() const;

  private:
    friend class HabitConnection;
    HabitServer(const Habit& habit, HabitPlace place);
    void serve(const std::stop_token& stop);
    void accept(int listener, bool other);

    const Habit habit_;
    HabitPlace place_;
    std::vector<AccessUnit> video_;
    std::string parameters_;  // the value of a=fmtp
    std::string sdp_;
    UniqueFd listener_;
    UniqueFd other_listener_;
    int other_port_ = 0;
    std::atomic<int> connections_{0};
    std::atomic<int> refused_logins_{0};
    std::atomic<int> pictures_sent_{0};
    mutable std::mutex mutex_;
    std::string requests_;  // guarded by mutex_
    struct Running {
        std::atomic<bool> done{false};
        std::jthread thread;
    };
    std::list<Running> running_;  // of the listening thread
    std::jthread thread_;
};

}  // namespace pendopo::habits
