#pragma once
// One thread that hands every playing stream its access units on time.

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

#include "tools/cameras/loop_cursor.h"

namespace pendopo {

// Where a stream's units go; the RTSP server's appsrc, or a test's list.
// Thread: called on the feeder's thread only.
class UnitSink {
  public:
    virtual ~UnitSink() = default;
    // `behind_us`: how long before now the picture's presentation time was.
    virtual void push(const EncodedLoop& loop, const AccessUnit& unit, int64_t behind_us) = 0;
};

// What a stream is told while it plays; asked before every unit, on the feeder's thread.
struct FeedOrders {
    std::function<CameraMode()> mode;
    std::function<LoopPointer()> loop;  // the best there is by now
};

// Thread: safe. Sinks are destroyed on the feeder's thread or by the destructor.
class Feeder {
  public:
    Feeder();
    ~Feeder();
    Feeder(const Feeder&) = delete;
    Feeder& operator=(const Feeder&) = delete;

    // Begins feeding. Returns a ticket for remove().
    int add(LoopCursor cursor, std::unique_ptr<UnitSink> sink, FeedOrders orders);
    void remove(int ticket);

  private:
    struct Feed {
        LoopCursor cursor;
        std::unique_ptr<UnitSink> sink;
        FeedOrders orders;
    };
    void run();

    std::mutex mutex_;
    std::condition_variable changed_;
    std::map<int, Feed> feeds_;  // guarded by mutex_
    int next_ticket_ = 1;        // guarded by mutex_
    bool stopping_ = false;      // guarded by mutex_
    std::thread thread_;
};

}  // namespace pendopo
