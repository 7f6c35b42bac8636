#pragma once
// What makes a log of the wall (audit_store, proof_store) tell when somebody changed it: every
// record holds the hash of the one before it, and two marks are signed with a key that only the
// wall has: the head (which record is the newest) and the anchor (where the log begins since the
// oldest records were cut). Pure.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pendopo {

struct ChainedRecord {
    uint64_t number = 0;  // 1, 2, …
    int64_t at_ms = 0;    // Unix time
    std::vector<std::string> fields;
    std::string previous{};  // the hash of the record before it
    std::string hash{};
};

// Before the first record.
extern const std::string kChainBegins;

// SHA-256 over the previous hash and everything else with its length.
std::string chain_hash(std::string_view previous, const ChainedRecord& record);

struct ChainMark {
    uint64_t number = 0;  // head: the newest record; anchor: the oldest that is kept
    std::string hash{};   // head: of that record; anchor: of the record before it
    std::string mac{};
    bool operator==(const ChainMark&) const = default;
};
enum class MarkKind { head, anchor };
std::string mark_mac(std::string_view key, MarkKind kind, const ChainMark& mark);

// How the record looks that the wall writes when it finds that a log is not as it left it.
struct Suspicion {
    size_t field = 0;       // that tells it from others
    std::string_view word;  // there
    size_t message = 0;     // the field that says so in words
};

struct ChainVerdict {
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
    ChainCheck(std::string key, Suspicion suspicion, std::optional<ChainMark> anchor,
               std::optional<ChainMark> head);
    void take(const ChainedRecord& record);
    ChainVerdict end() &&;

  private:
    void tell(std::string problem);

    std::string key_;
    Suspicion suspicion_;
    std::optional<ChainMark> head_;
    std::string expected_hash_;
    uint64_t expected_number_ = 1;
    ChainVerdict verdict_;
    size_t untold_ = 0;
};

}  // namespace pendopo
