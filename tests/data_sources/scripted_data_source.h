#pragma once
// A data source that does what the test says, and lets it see what is asked of it.

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "engine/data/data_source.h"
#include "engine/data/source_runner.h"

namespace pendopo::test {

// What test and source share. Thread: safe.
class DataScript {
  public:
    // The next attempts give these, in this order; then `none` for ever. They are made one after
    // the other without waiting for their time, as if there were news each time.
    void give(Result<Fetched> answer) {
        const std::lock_guard lock(mutex_);
        answers_.push_back(std::move(answer));
        changed_.notify_all();
    }
    // The next attempt does not come back before release(), whatever its deadline.
    void hang() {
        const std::lock_guard lock(mutex_);
        hangs_ = true;
    }
    void release() {
        const std::lock_guard lock(mutex_);
        hangs_ = false;
        changed_.notify_all();
    }
    int forgotten() const {
        const std::lock_guard lock(mutex_);
        return forgotten_;
    }
    int attempts() const {
        const std::lock_guard lock(mutex_);
        return attempts_;
    }

  private:
    friend class ScriptedDataSource;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Result<Fetched>> answers_;
    bool hangs_ = false;
    int attempts_ = 0;
    int forgotten_ = 0;
};

class ScriptedDataSource final : public DataSource {
  public:
    explicit ScriptedDataSource(DataScript& script) : script_(script) {}

    Result<Fetched> fetch(const Until&) override {
        std::unique_lock lock(script_.mutex_);
        ++script_.attempts_;
        script_.changed_.wait(lock, [&] { return !script_.hangs_; });
        if (script_.answers_.empty()) {
            return Fetched{.news = Fetched::News::none};
        }
        auto answer = std::move(script_.answers_.front());
        script_.answers_.pop_front();
        return answer;
    }
    void forget() override {
        const std::lock_guard lock(script_.mutex_);
        ++script_.forgotten_;
    }
    void wait(const Until& until) override {
        std::unique_lock lock(script_.mutex_);
        while (script_.answers_.empty() && !until.over()) {
            script_.changed_.wait_for(lock, Milliseconds(5));
        }
    }

  private:
    DataScript& script_;
};

// What a runner told. Thread: safe.
class ToldUpdates {
  public:
    void add(SourceUpdate update) {
        const std::lock_guard lock(mutex_);
        updates_.push_back(std::move(update));
        changed_.notify_all();
    }
    // The update of that number, from 0, as soon as it is there; null: not within 30 s.
    const SourceUpdate* at(size_t index) {
        std::unique_lock lock(mutex_);
        const bool there =
            changed_.wait_for(lock, Seconds(30), [&] { return updates_.size() > index; });
        return there ? &updates_[index] : nullptr;
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<SourceUpdate> updates_;  // whose elements stay where they are
};

}  // namespace pendopo::test
