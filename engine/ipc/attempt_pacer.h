#pragma once
// When connections may be attempted, over all processes that share one page of memory: one after
// the other, kSpacing apart, in the order that was asked. Alone one goes at once; when a power cut
// takes 200 cameras, their attempts stand in one queue, however many workers they are spread over.
// What another process wrote there is not trusted: nothing in the page can hold an attempt up for
// longer than kLongestQueue.

#include <atomic>
#include <cstdint>
#include <mutex>

#include "engine/base/clock.h"
#include "engine/base/result.h"
#include "engine/base/unique_fd.h"

namespace pendopo {

// Thread: safe.
class AttemptPacer {
  public:
    // 16 a second: with the jitter of threads fewer than 20 in any second, and 200 cameras have had
    // their turn after 12.5 s.
    static constexpr Nanoseconds kSpacing{62'500'000};
    // Of 512 cameras; a longer one is nonsense, and is begun anew.
    static constexpr Seconds kLongestQueue{32};

    // The page, made once and handed to all who share it.
    static Result<UniqueFd> create_page();

    AttemptPacer() = default;  // paces its own process
    ~AttemptPacer();
    AttemptPacer(const AttemptPacer&) = delete;
    AttemptPacer& operator=(const AttemptPacer&) = delete;

    // From now on in one queue with all who joined this page. Errors: invalid (no page of ours); it
    // goes on as before then.
    Result<void> join(const UniqueFd& page);

    // Takes a place in the queue: the attempt may begin then, and not before.
    MonotonicTime reserve(MonotonicTime now);

  private:
    using Next = std::atomic<int64_t>;  // monotonic, ns: when the next attempt may begin
    static_assert(Next::is_always_lock_free, "shared between processes");

    std::mutex mutex_;
    // guarded by mutex_
    Next own_{0};
    void* page_ = nullptr;
};

}  // namespace pendopo
