#pragma once
// The newest value wins: one slot between a producer and a consumer; an unread value is replaced.
// Thread: safe. The mutex is a leaf: nothing is called while it is held.

#include <mutex>
#include <optional>
#include <utility>

namespace pendopo {

template <class T>
class Latest {
  public:
    // True when an unread value was replaced.
    bool put(T value) {
        const std::lock_guard lock(mutex_);
        const bool replaced = value_.has_value();
        value_ = std::move(value);
        return replaced;
    }
    std::optional<T> take() {
        const std::lock_guard lock(mutex_);
        return std::exchange(value_, std::nullopt);
    }

  private:
    std::mutex mutex_;
    std::optional<T> value_;  // guarded by mutex_
};

}  // namespace pendopo
