#pragma once
// What makes the audit log tell when somebody changed it: every record holds the hash of the one
// before it, and two marks are signed with a key that only the wall has: the head (which record is
// the newest) and the anchor (where the log begins since the oldest records were cut). Pure.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/control/gatekeeper.h"

namespace pendopo {

struct ChainedRow {
    AuditRow row;
    std::string previous;  // the hash of the record before it
    std::string hash;
};

// Before the first record.
extern const std::string kChainBegins;

// SHA-256 over the previous hash and every field with its length.
std::string chain_hash(std::string_view previous, const AuditRow& row);

struct AuditMark {
    uint64_t number = 0;  // head: the newest record; anchor: the oldest that is kept
    std::string hash{};   // head: of that record; anchor: of the record before it
    std::string mac{};
    bool operator==(const AuditMark&) const = default;
};
enum class MarkKind { head, anchor };
std::string mark_mac(std::string_view key, MarkKind kind, const AuditMark& mark);

// What the wall writes when it finds that the log is not as it left it.
constexpr std::string_view kSuspectAction = "audit_suspect";

struct AuditVerdict {
    uint64_t records = 0;
    uint64_t first = 0;
    uint64_t last = 0;
    std::string head_hash;              // to be noted elsewhere: an older copy has another
    std::vector<std::string> problems;  // one sentence each; empty: nothing was changed
};

// Takes the records in the order of their numbers, then judges.
// Thread: bound.
class ChainCheck {
  public:
    static constexpr size_t kMostProblems = 50;

    // An empty key: signatures cannot be checked, which is a problem of its own.
    ChainCheck(std::string key, std::optional<AuditMark> anchor, std::optional<AuditMark> head);
    void take(const ChainedRow& record);
    AuditVerdict end() &&;

  private:
    void tell(std::string problem);

    std::string key_;
    std::optional<AuditMark> head_;
    std::string expected_hash_;
    uint64_t expected_number_ = 1;
    AuditVerdict verdict_;
    size_t untold_ = 0;
};

}  // namespace pendopo
