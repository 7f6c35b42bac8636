#include "engine/control/job_thread.h"

#include <sys/resource.h>
#include <unistd.h>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

namespace pendopo {

// Thread: safe.
class JobThread::Thread {
  public:
    Thread(EventLoop& loop, std::weak_ptr<bool> alive, size_t most_waiting, AtEnd at_end)
        : loop_(loop),
          alive_(std::move(alive)),
          most_waiting_(most_waiting),
          at_end_(at_end),
          thread_([this] { run(); }) {}
    ~Thread() {
        {
            const std::lock_guard lock(mutex_);
            stopped_ = true;
        }
        changed_.notify_one();
        thread_.join();
    }

    bool take(Job job) {
        {
            const std::lock_guard lock(mutex_);
            if (jobs_.size() >= most_waiting_) {
                return false;
            }
            jobs_.push_back(std::move(job));
        }
        changed_.notify_one();
        return true;
    }

  private:
    void run() {
        constexpr int kNiceness = 10;  // none of it may take the processor from the wall
        ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), kNiceness);
        std::unique_lock lock(mutex_);
        while (true) {
            changed_.wait(lock, [this] { return stopped_ || !jobs_.empty(); });
            if (stopped_ && (jobs_.empty() || at_end_ == AtEnd::drop)) {
                return;
            }
            Job job = std::move(jobs_.front());
            jobs_.pop_front();
            lock.unlock();
            After after = job();
            job = nullptr;
            if (after) {
                loop_.post([alive = alive_, after = std::move(after)] {
                    if (alive.lock()) {
                        after();
                    }
                });
            }
            lock.lock();
        }
    }

    EventLoop& loop_;
    const std::weak_ptr<bool> alive_;
    const size_t most_waiting_;
    const AtEnd at_end_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Job> jobs_;  // guarded by mutex_
    bool stopped_ = false;  // guarded by mutex_
    std::thread thread_;    // last: runs from here on
};

JobThread::JobThread(EventLoop& loop, size_t most_waiting, AtEnd at_end)
    : alive_(std::make_shared<bool>(true)),
      thread_(std::make_unique<Thread>(loop, alive_, most_waiting, at_end)) {}

JobThread::~JobThread() {
    alive_.reset();
}

bool JobThread::take(Job job) {
    return thread_->take(std::move(job));
}

}  // namespace pendopo
