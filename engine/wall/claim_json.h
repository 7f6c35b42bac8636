#pragma once
// Claims and times in the state file. Used inside this folder only.

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string_view>

#include "config/json_reader.h"
#include "engine/wall/wall_state.h"

namespace pendopo {

nlohmann::ordered_json claim_json(const Claim& claim);
Claim read_claim(const JsonNode& node, Problems& problems);
// The number after the one that a claim is named by.
uint64_t next_after(const std::string& id);

// Nanoseconds since 1970. Read: up to the year 2200, so that sums with them never overflow.
int64_t to_count(WallTime time);
std::optional<WallTime> read_time(const JsonNode& node, Problems& problems);
std::optional<WallTime> read_time(ObjectReader& object, std::string_view key, Problems& problems);
WallTime require_time(ObjectReader& object, std::string_view key, Problems& problems);

uint64_t read_count(ObjectReader& object, std::string_view key, uint64_t fallback,
                    Problems& problems);

}  // namespace pendopo
