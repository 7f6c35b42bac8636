#include "engine/control/audit_export.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <array>
#include <ctime>
#include <nlohmann/json.hpp>

namespace pendopo {
namespace {

constexpr int64_t kMsOfSecond = 1000;

std::string utc(int64_t ms) {
    int64_t seconds = ms / kMsOfSecond;
    int64_t rest = ms % kMsOfSecond;
    if (rest < 0) {
        seconds -= 1;
        rest += kMsOfSecond;
    }
    return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z", fmt::gmtime(static_cast<time_t>(seconds)),
                       rest);
}

std::string csv_field(const std::string& text) {
    std::string field = "\"";
    if (!text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos) {
        field += '\'';
    }
    for (const char c : text) {
        field += c;
        if (c == '"') {
            field += c;
        }
    }
    return field + "\"";
}

}  // namespace

std::string audit_json_line(const ChainedRow& record) {
    const AuditRow& row = record.row;
    const nlohmann::ordered_json line = {{"number", row.number},
                                         {"at", utc(row.at_ms)},
                                         {"at_ms", row.at_ms},
                                         {"who", row.who},
                                         {"role", row.role},
                                         {"from", row.from},
                                         {"action", row.action},
                                         {"object", row.object},
                                         {"before", row.before},
                                         {"after", row.after},
                                         {"outcome", row.outcome},
                                         {"message", row.message},
                                         {"previous", record.previous},
                                         {"hash", record.hash}};
    return line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::string audit_csv_header() {
    return "number,at,who,role,from,action,object,before,after,outcome,message,hash\r\n";
}

std::string audit_csv_line(const ChainedRow& record) {
    const AuditRow& row = record.row;
    std::string line = fmt::format("{},{}", row.number, utc(row.at_ms));
    for (const std::string* field :
         {&row.who, &row.role, &row.from, &row.action, &row.object, &row.before, &row.after,
          &row.outcome, &row.message, &record.hash}) {
        line += "," + csv_field(*field);
    }
    return line + "\r\n";
}

Result<int64_t> read_audit_time(std::string_view text) {
    const std::string written(text);
    for (const char* shape : {"%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"}) {
        tm parts{};
        const char* end = ::strptime(written.c_str(), shape, &parts);
        if (end != nullptr && *end == '\0') {
            return static_cast<int64_t>(::timegm(&parts)) * kMsOfSecond;
        }
    }
    return fail(
        ErrorCode::invalid,
        fmt::format("\"{}\" is no time; expected 2026-11-25 or 2026-11-25T08:30, UTC", written));
}

}  // namespace pendopo
