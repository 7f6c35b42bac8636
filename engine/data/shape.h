#pragma once
// From what a source sent to what may leave this process: parsed, its own word about period and age
// read, the policy applied. Pure.

#include <cstdint>
#include <optional>
#include <string>

#include "config/data_config.h"
#include "engine/base/result.h"
#include "engine/data/data_source.h"

namespace pendopo {

struct Shaped {
    std::string text;    // JSON
    std::string period;  // empty: not said
    int64_t updated_ms =
        0;  // since when it is true, by its own word, its file's or server's; 0: unsaid
    bool operator==(const Shaped&) const = default;
};

// `zone`: of times without a zone. `now_ms`: no value is from the future by more than a day.
// Errors: those of parse_value, parse_csv and apply_policy; invalid ("updated" or "period" lead
// nowhere); exhausted (the text is longer than max_bytes).
Result<Shaped> shape(const Fetched& fetched, const SourceConfig& source, const std::string& zone,
                     int64_t now_ms);

}  // namespace pendopo
