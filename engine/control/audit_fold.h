#pragma once
// What nobody signed and was refused may come in thousands a second, and must not push what matters
// out of the log: so many a minute are written one by one, the rest as one record with their count.
// Pure: the time is an argument. Thread: bound.

#include <cstdint>
#include <optional>
#include <string>

#include "engine/base/clock.h"
#include "engine/control/gatekeeper.h"

namespace pendopo {

class AuditFold {
  public:
    static constexpr uint64_t kOneByOne = 20;
    static constexpr Seconds kEvery{60};

    static bool concerns(const AuditRow& row) { return row.who.empty() && row.outcome != "done"; }

    // Whether the row is to be written by itself; else it is counted.
    bool take(const AuditRow& row, MonotonicTime now);
    // Once the minute is over: the record of those that were counted.
    std::optional<AuditRow> due(MonotonicTime now);

  private:
    MonotonicTime began_;
    uint64_t taken_ = 0;  // since then
    uint64_t folded_ = 0;
    std::string from_;  // of the folded ones; "several"
};

}  // namespace pendopo
