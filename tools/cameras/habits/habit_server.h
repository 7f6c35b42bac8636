#pragma once
// A camera with one habit: an RTSP server that plays a row of habit.h, over TCP and UDP.

#include <atomic>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "engine/base/result.h"
#include "engine/base/unique_fd.h"
#include "tools/cameras/habits/habit.h"
#include "tools/cameras/habits/habit_stream.h"

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

    // From now on the camera does this, at the same place; making its pictures takes a while where
    // they are others. What it sends changes where it plays already, except `video.packets`; how it
    // answers changes for requests to come. With `cut` every connection ends.
    enum class Connections { stay, cut };
    void become(const Habit& habit, Connections connections);

    const Habit& habit() const { return first_->habit; }  // it began as
    std::string url() const;                              // with the row's path
    std::string other_host() const { return place_.other; }
    // `text` with the placeholders that hold for the whole server.
    std::string filled(const HabitText& text) const { return filled(text, *played()); }

    int port() const { return place_.port; }
    // From now on addresses name this one, as a line in between has it.
    void tell_port(int port) { told_port_ = port; }
    int connections() const { return connections_; }
    int refused_logins() const { return refused_logins_; }
    int pictures_sent() const { return pictures_sent_; }
    int sessions() const;  // set up and not ended, as the camera counts them
    // Every request so far, its first line and headers, at both listeners.
    std::string requests() const;

  private:
    friend class HabitConnection;
    HabitServer(const Habit& habit, HabitPlace place);
    void serve(const std::stop_token& stop);
    int told_port() const { return told_port_ > 0 ? told_port_.load() : place_.port; }
    void follow_power();
    void accept(int listener, bool other);
    PlayedHabitPtr played() const;
    std::string filled(const HabitText& text, const PlayedHabit& played) const;
    // Whether there is room for it.
    bool session_begins(int connection);
    void session_ended(int connection, bool torn_down);

    const PlayedHabitPtr first_;
    HabitPlace place_;
    UniqueFd listener_;
    UniqueFd other_listener_;
    int other_port_ = 0;
    std::atomic<int> connections_{0};
    std::atomic<int> refused_logins_{0};
    std::atomic<int> pictures_sent_{0};
    std::atomic<int> cuts_{0};
    std::atomic<int> told_port_{0};
    mutable std::mutex mutex_;
    std::string requests_;                     // guarded by mutex_
    PlayedHabitPtr played_;                    // guarded by mutex_
    MonotonicTime became_;                     // guarded by mutex_
    std::map<int, MonotonicTime> held_until_;  // guarded by mutex_; a session's connection
    struct Running {
        std::atomic<bool> done{false};
        std::jthread thread;
    };
    std::list<Running> running_;  // of the listening thread
    std::jthread thread_;
};

}  // namespace pendopo::habits
