#pragma once
// The last good value of every source, kept over restarts: one file each in <state_folder>/data, a
// line of JSON about the value and then the value itself. Written atomically; a file that is
// damaged, or was made under another configuration of its source (so perhaps under a policy that
// let more through), is as good as none.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "config/data_config.h"
#include "engine/base/result.h"
#include "engine/ipc/shared_messages.h"

namespace pendopo {

struct StoredValue {
    std::string text;  // JSON
    uint64_t revision = 0;
    int64_t updated_ms = 0;
    int64_t fetched_ms = 0;
    std::string period;
    AgeBy age_by = AgeBy::fetched;
    bool operator==(const StoredValue&) const = default;
};

// What of a source's configuration decides what its value is and what of it may leave: a value is
// only good for the print it was made under.
std::string value_print(const SourceConfig& config);

// Thread: reentrant; of two that write the same source the last wins.
class ValueStore {
  public:
    // The folder is made by the first write.
    explicit ValueStore(std::string folder) : folder_(std::move(folder)) {}

    // Nothing: there is none, or none under this print. Errors: invalid, io (damaged, unreadable).
    Result<std::optional<StoredValue>> read(const std::string& id, const std::string& print) const;
    Result<void> write(const std::string& id, const std::string& print,
                       const StoredValue& value) const;

  private:
    std::string path(const std::string& id) const { return folder_ + "/" + id + ".value"; }
    std::string folder_;
};

}  // namespace pendopo
