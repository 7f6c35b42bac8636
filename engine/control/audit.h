#pragma once
// The audit log of a running wall: takes records on control's loop, without secrets and of bounded
// length, and has them written (chain_writer.h).

#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/log.h"
#include "engine/control/audit_fold.h"
#include "engine/control/audit_store.h"
#include "engine/control/chain_writer.h"

namespace pendopo {

// A field as it may stand in the log: values of keys that name a secret are taken out of JSON, and
// what is longer than `most_bytes` ends in "…".
std::string audit_text(std::string_view text, size_t most_bytes);

// Thread: bound(loop).
class Audit {
  public:
    static constexpr size_t kMostKept = 5000;  // newest records in memory, for page()

    // The loop and the clock outlive it.
    Audit(EventLoop& loop, const Clock& clock, std::filesystem::path folder, Log log,
          int64_t most_bytes = kMostAuditBytes);

    // The record's number and time are given here.
    void add(AuditRow row);
    // Of the newest kMostKept; older ones are for `pendopo audit export`. `is_command`: actions
    // that somebody may see of others.
    std::vector<AuditRow> page(const AuditQuery& query,
                               const std::function<bool(std::string_view)>& is_command) const;

    std::string problem() const { return writer_.problem(); }  // for people; empty: all is well

  private:
    void enqueue(AuditRow row);
    // As it is written.
    ChainedRecord finished(AuditRow row) const;

    const Clock& clock_;
    AuditFold fold_;
    std::deque<AuditRow> kept_;  // from the oldest on
    ChainWriter writer_;
    EventLoop::Handle timer_;
};

}  // namespace pendopo
