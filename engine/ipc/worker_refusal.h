#pragma once
// The one message that every worker may send instead of all others: why it does not run at all. It
// ends right after.

#include <optional>
#include <string>
#include <string_view>

namespace pendopo {

struct WorkerRefusal {
    std::string reason;  // which part, what is missing
    bool operator==(const WorkerRefusal&) const = default;
};

std::string encode(const WorkerRefusal& refusal);
// Nothing, when `text` is another message.
std::optional<WorkerRefusal> decode_worker_refusal(std::string_view text);

}  // namespace pendopo
