#include "engine/control/audit_fold.h"

#include <fmt/format.h>

#include <utility>

namespace pendopo {

bool AuditFold::take(const AuditRow& row, MonotonicTime now) {
    if (taken_ == 0 || (now - began_ >= kEvery && folded_ == 0)) {
        began_ = now;
        taken_ = 0;
    }
    if (++taken_ <= kOneByOne) {
        return true;
    }
    from_ = folded_ == 0 || from_ == row.from ? row.from : "several";
    ++folded_;
    return false;
}

std::optional<AuditRow> AuditFold::due(MonotonicTime now) {
    if (folded_ == 0 || now - began_ < kEvery) {
        return std::nullopt;
    }
    AuditRow row;
    row.role = to_string(Role::viewer);
    row.from = std::exchange(from_, {});
    row.action = "refused_requests";
    row.outcome = to_string(ErrorCode::unauthorized);
    row.message = fmt::format("{} more requests of nobody were refused within a minute",
                              std::exchange(folded_, 0));
    taken_ = 0;
    return row;
}

}  // namespace pendopo
