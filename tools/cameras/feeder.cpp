#include "tools/cameras/feeder.h"

#include <algorithm>
#include <chrono>

namespace pendopo {
namespace {

using std::chrono::microseconds;
using std::chrono::system_clock;

int64_t unix_us() {
    return std::chrono::duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
}

}  // namespace

Feeder::Feeder() : thread_([this] { run(); }) {}

Feeder::~Feeder() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_one();
    thread_.join();
}

int Feeder::add(LoopCursor cursor, std::unique_ptr<UnitSink> sink, FeedOrders orders) {
    const std::lock_guard lock(mutex_);
    cursor.start(unix_us());
    feeds_.emplace(next_ticket_, Feed{std::move(cursor), std::move(sink), std::move(orders)});
    changed_.notify_one();
    return next_ticket_++;
}

void Feeder::remove(int ticket) {
    const std::lock_guard lock(mutex_);
    feeds_.erase(ticket);
}

void Feeder::run() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        // A stream's next unit is at most one second away (1 fps); a second is also how fast a
        // stepped system clock is noticed.
        int64_t wake_us = unix_us() + 1'000'000;
        for (auto& [ticket, feed] : feeds_) {
            feed.cursor.offer(feed.orders.loop());
            feed.cursor.set_mode(feed.orders.mode(), unix_us());
            for (int64_t now = unix_us(); const auto due = feed.cursor.take(now);) {
                feed.sink->push(feed.cursor.loop(), feed.cursor.loop().units()[due->unit],
                                now - due->presented_us);
                now = unix_us();
            }
            wake_us = std::min(wake_us, feed.cursor.next_due_us());
        }
        // Pushing into an appsrc never blocks and never calls back, so the lock is held; waiting
        // gives it up.
        changed_.wait_until(lock, system_clock::time_point(microseconds(wake_us)));
    }
}

}  // namespace pendopo
