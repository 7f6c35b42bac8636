#pragma once
// From what a source sent to what may leave this process: parsed, its own word about period and age
// read, the policy applied. Pure.

#include <cstdint>
#include <optional>
#include <string>

#include "config/data_config.h"
#include "engine/base/result.h"
#include "engine/data/data_source.h"
#include "engine/ipc/data_messages.h"

namespace pendopo {

struct Shaped {
    std::string text;        // JSON
    std::string period;      // empty: not said
    int64_t updated_ms = 0;  // since when it is true; 0: nobody says
    AgeBy age_by = AgeBy::fetched;
    ValueReading reading{};
    bool operator==(const Shaped&) const = default;
};

// `zone`: of times without a zone. `now_ms`: no value is from the future by more than a day, and a
// file that has not changed for some seconds is whole. Where "updated" leads to no date, the value
// is kept and its age not said. Errors: those of parse_value, parse_csv, make_table, read_columns
// and apply_policy; invalid ("period" leads nowhere); exhausted (the text is longer than
// max_bytes).
Result<Shaped> shape(const Fetched& fetched, const SourceConfig& source, const std::string& zone,
                     int64_t now_ms);

}  // namespace pendopo
