#include "engine/data/shape.h"

#include <fmt/format.h>

#include <utility>

#include "config/problems.h"
#include "engine/data/csv.h"
#include "engine/data/figures.h"
#include "engine/data/personal.h"
#include "engine/data/policy.h"

namespace pendopo {
namespace {

constexpr size_t kLongestPeriod = 100;  // bytes; a caption under a card

Result<Value> parse(const Fetched& fetched, const SourceConfig& source) {
    if (fetched.rows) {
        return *fetched.rows;
    }
    const DataFormat format =
        source.format != DataFormat::automatic ? source.format : fetched.format;
    return format == DataFormat::csv ? parse_csv(fetched.body, source) : parse_value(fetched.body);
}

Result<std::string> period_of(const Value& value, const SourceConfig& source) {
    if (!source.period_from) {
        return source.period;
    }
    const Value* found = find_pointer(value, *source.period_from);
    if (found == nullptr || !(found->is_string() || found->is_number())) {
        return fail(ErrorCode::invalid, "\"period\": there is no text at " +
                                            in_quotes(*source.period_from) + " in the value");
    }
    std::string period = found->is_string() ? found->get<std::string>() : found->dump();
    if (period.size() > kLongestPeriod) {
        return fail(ErrorCode::invalid,
                    fmt::format("\"period\": the text at {} has {} bytes; at "
                                "most {} are shown",
                                in_quotes(*source.period_from), period.size(), kLongestPeriod));
    }
    if (source.audience == "public" && personal_text(period) != Personal::no) {
        return fail(ErrorCode::refused,
                    "refused for the public: \"period\" leads to what looks personal");
    }
    return period;
}

Result<int64_t> updated_of(const Value& value, const SourceConfig& source, const std::string& zone,
                           int64_t now_ms) {
    const Value* found = find_pointer(value, *source.updated_from);
    const auto instant = found != nullptr ? read_instant(*found, zone) : std::nullopt;
    if (!instant) {
        return fail(ErrorCode::invalid,
                    "\"updated\": there is no date or time at " + in_quotes(*source.updated_from) +
                        " in the value; expected one like \"2026-10-31T08:00\" or Unix seconds");
    }
    constexpr int64_t kDayMs = 86'400'000;  // a zone meant wrongly is less than that
    if (*instant > now_ms + kDayMs) {
        return fail(ErrorCode::invalid, "\"updated\": the time at " +
                                            in_quotes(*source.updated_from) +
                                            " is in the future; correct it or this clock");
    }
    return std::min(*instant, now_ms);
}

}  // namespace

Result<Shaped> shape(const Fetched& fetched, const SourceConfig& source, const std::string& zone,
                     int64_t now_ms) {
    auto value = parse(fetched, source);
    if (!value) {
        return fail(value.error());
    }
    Shaped shaped;
    auto period = period_of(*value, source);
    if (!period) {
        return fail(period.error());
    }
    shaped.period = std::move(*period);
    shaped.updated_ms = fetched.modified_ms;
    if (source.updated_from) {
        const auto updated = updated_of(*value, source, zone, now_ms);
        if (!updated) {
            return fail(updated.error());
        }
        shaped.updated_ms = *updated;
    }
    auto kept = apply_policy(std::move(*value), source);
    if (!kept) {
        return fail(kept.error());
    }
    shaped.text = write_value(*kept);
    // JSON of CSV repeats the column names, so that it may be several times as long.
    constexpr int64_t kGrowth = 4;
    if (static_cast<int64_t>(shaped.text.size()) > kGrowth * source.max_bytes) {
        return fail(ErrorCode::exhausted,
                    fmt::format("the value has {} bytes as JSON; at most {} are kept; raise "
                                "\"max_bytes\" or let the source sum it up",
                                shaped.text.size(), kGrowth * source.max_bytes));
    }
    return shaped;
}

}  // namespace pendopo
