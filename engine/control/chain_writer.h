#pragma once
// Writes a log of chained records as they come, in a thread of its own, within milliseconds.
// Trouble with the disk holds nobody up: records wait, a bounded number of them, what is lost is
// counted and written down later, and problem() tells it.

#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/log.h"
#include "engine/base/result.h"
#include "engine/control/chain_store.h"
#include "engine/control/job_thread.h"

namespace pendopo {

// Thread: bound(loop).
class ChainWriter {
  public:
    static constexpr size_t kMostWaiting = 2000;  // records
    static constexpr Seconds kTryAgainEvery{5};

    struct Hooks {
        // Records that are in the file: first the newest `most_told` of those there were, then each
        // that is written.
        std::function<void(std::vector<ChainedRecord>)> written;
        // The record that says that so many before it were lost.
        std::function<ChainedRecord(const std::string& message)> lost;
    };
    // Opens the file at once, on the thread. The loop and the clock outlive it.
    ChainWriter(EventLoop& loop, const Clock& clock, std::filesystem::path folder,
                const ChainKind& kind, ChainLimit limit, size_t most_told, Hooks hooks, Log log);
    // Writes what waits, if the disk lets it.
    ~ChainWriter();

    // Its number is given where it is written.
    void add(ChainedRecord record);

    std::string problem() const;  // for people; empty: all is well

  private:
    struct File;
    struct Outcome;
    void write();
    void wrote(Outcome outcome, std::vector<ChainedRecord> records);
    void look();

    const Clock& clock_;
    Log log_;
    const ChainKind& kind_;
    size_t most_told_;
    Hooks hooks_;
    std::deque<ChainedRecord> waiting_;
    uint64_t lost_ = 0;
    bool writing_ = false;
    MonotonicTime try_again_;
    std::string store_problem_;
    std::string write_problem_;
    std::shared_ptr<File> file_;  // touched on the thread alone
    JobThread thread_;
    EventLoop::Handle timer_;
};

}  // namespace pendopo
