#pragma once
// A thread for what would hold up control's loop: hashing, encoding, the disk. One job at a time,
// in order; few may wait.

#include <cstddef>
#include <functional>
#include <memory>

#include "engine/ipc/event_loop.h"

namespace pendopo {

// Thread: bound(loop); the thread it owns runs the jobs.
class JobThread {
  public:
    using After = std::function<void()>;  // called on the loop; may be empty
    using Job = std::function<After()>;   // called on the thread
    enum class AtEnd { drop, finish };    // of the jobs that still wait

    JobThread(EventLoop& loop, size_t most_waiting, AtEnd at_end);  // the loop outlives it
    // Waits for the job under way (and, told to finish, for all). What they wanted to do on the
    // loop afterwards is not done any more.
    ~JobThread();

    // False: too many wait, and the job is not run.
    [[nodiscard]] bool take(Job job);

  private:
    class Thread;
    std::shared_ptr<bool> alive_;
    std::unique_ptr<Thread> thread_;
};

}  // namespace pendopo
