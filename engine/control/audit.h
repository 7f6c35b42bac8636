#pragma once
// The audit log of a running wall: takes records on control's loop and writes them in a thread of
// its own, within milliseconds. Trouble with the disk holds nobody up: records wait, a bounded
// number of them, what is lost is counted and written down later, and problem() tells it.

#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/log.h"
#include "engine/base/result.h"
#include "engine/control/audit_fold.h"
#include "engine/control/audit_store.h"
#include "engine/control/job_thread.h"

namespace pendopo {

// A field as it may stand in the log: values of keys that name a secret are taken out of JSON, and
// what is longer than `most_bytes` ends in "…".
std::string audit_text(std::string_view text, size_t most_bytes);

// Thread: bound(loop).
class Audit {
  public:
    static constexpr size_t kMostWaiting = 2000;  // records
    static constexpr size_t kMostKept = 5000;     // newest records in memory, for page()
    static constexpr Seconds kTryAgainEvery{5};

    // The loop and the clock outlive it.
    Audit(EventLoop& loop, const Clock& clock, std::filesystem::path folder, Log log,
          int64_t most_bytes = kMostAuditBytes);
    // Writes what waits, if the disk lets it.
    ~Audit();

    // The record's number and time are given here.
    void add(AuditRow row);
    // Of the newest kMostKept; older ones are for `pendopo audit export`. `is_command`: actions
    // that somebody may see of others.
    std::vector<AuditRow> page(const AuditQuery& query,
                               const std::function<bool(std::string_view)>& is_command) const;

    std::string problem() const;  // for people; empty: all is well

  private:
    struct Writer;
    struct Written;
    void tick();
    void write();
    void written(Written outcome, std::vector<AuditRow> rows);
    void enqueue(AuditRow row);

    EventLoop& loop_;
    const Clock& clock_;
    Log log_;
    AuditFold fold_;
    std::deque<AuditRow> waiting_;
    std::deque<AuditRow> kept_;  // from the oldest on
    uint64_t lost_ = 0;
    bool writing_ = false;
    MonotonicTime try_again_;
    std::string store_problem_;
    std::string write_problem_;
    std::shared_ptr<Writer> writer_;  // touched on the thread alone
    JobThread thread_;
    EventLoop::Handle timer_;
};

}  // namespace pendopo
