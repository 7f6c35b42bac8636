#pragma once
// What control and the data worker say to each other. See messages.h for the rules of all of them.
//   control → data     DataPlan + fd
//   data    → control  SourceReport + fd, SourceAlarm, WorkerHealth

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/base/result.h"
#include "engine/ipc/shared_messages.h"

namespace pendopo {

struct DataLogin {
    std::string name;  // as a source's "login" says it
    std::string user;
    std::string password;
    bool operator==(const DataLogin&) const = default;
};
// Carries one fd: the text of data.json, which the worker reads with config/data_config.h.
struct DataPlan {
    std::string file;          // its path: named in problems, and paths in it start from its folder
    std::string state_folder;  // last good values are kept in here
    std::string timezone;
    std::vector<DataLogin> logins;
    bool operator==(const DataPlan&) const = default;
};

// How the texts of a value were read, for staff.
struct ColumnReading {
    std::string name;
    std::string kind;      // "number", "date", "text", "code": digits that are no amount
    std::string unit;      // of numbers: "%", "rp" …; empty: none
    std::string decimal;   // of numbers: ".", ",", "mixed"; empty: none has decimals
    uint64_t values = 0;   // that were read
    uint64_t missing = 0;  // places where there is none: "", "-", "n/a"
    uint64_t lost = 0;     // that could not be read, and are null
    std::string note;      // what was decided, and why
    bool operator==(const ColumnReading&) const = default;
};
struct ValueReading {
    static constexpr size_t kMost = 50;          // losses, notes: the first are told
    static constexpr size_t kMostColumns = 200;  // likewise
    std::string format;     // "csv", "json", "xlsx" …; empty: it was not read yet
    std::string encoding;   // "utf-8", "windows-1252", "utf-16"
    std::string separator;  // of CSV
    uint64_t rows = 0;
    uint64_t lost = 0;                // cells in all
    std::vector<std::string> losses;  // which figures are not shown, how many, first example
    std::vector<std::string> notes;   // what was decided where it could have been otherwise
    std::vector<ColumnReading> columns;
    bool operator==(const ValueReading&) const = default;
};

// Sent when anything of it changes. Carries one fd, the value as JSON text after the source's
// policy was applied, whenever `revision` is another than in the report before and not 0.
struct SourceReport {
    std::string id;
    SourceState state = SourceState::waiting;
    std::string reason;      // of the failure, for staff; never contains a credential or a value
    uint64_t revision = 0;   // of the last good value; 0: there is none. Grows over restarts too.
    int64_t updated_ms = 0;  // Unix: since when the value is true, by its own word, the file's or
                             // the server's, else when it came; 0: unknown
    AgeBy age_by = AgeBy::fetched;
    int64_t fetched_ms = 0;  // Unix: when the value was last seen to be the newest; 0: never
    std::string period;      // what the value is about, "Okt 2026"; empty: not said
    int64_t bytes = 0;       // of the value
    int64_t fetch_ms = 0;    // how long the newest attempt took
    uint64_t failures = 0;   // in a row
    std::string not_kept;    // why the value is not on the disk; empty: nothing failed
    ValueReading reading{};  // of the last good value; its format is empty after a restart
    bool operator==(const SourceReport&) const = default;
};

// A value of a source says that an alarm is to be raised. Sent once an event; a worker that died
// may say it again.
struct SourceAlarm {
    std::string source;
    std::string alarm;  // of schedule.json
    std::string event;  // what happened, the same each time it is said
    std::string text;   // for people
    bool operator==(const SourceAlarm&) const = default;
};

using ToData = std::variant<DataPlan>;
using FromData = std::variant<SourceReport, SourceAlarm, WorkerHealth>;

std::string encode(const ToData& message);
std::string encode(const FromData& message);
// Errors: invalid, with what is wrong.
Result<ToData> decode_to_data(std::string_view text);
Result<FromData> decode_from_data(std::string_view text);

}  // namespace pendopo
