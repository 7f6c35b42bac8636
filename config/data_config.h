#pragma once
// data.json: where the figures come from, how often, what is kept from whom, and how old they may
// be. Values only. Every key: REFERENCE.md.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "config/camera_config.h"
#include "config/local_text.h"
#include "config/problems.h"

namespace pendopo {

// Where a value is fetched. Paths are as written, relative to the folder of data.json.
struct FileOrigin {
    std::string path;
    bool operator==(const FileOrigin&) const = default;
};
struct HttpOrigin {
    enum class Auth { basic, bearer };  // bearer: the login's password is the token
    std::string url;
    Auth auth = Auth::basic;
    bool allow_private = false;  // may stand on this machine or in the local network
    std::string ca_file{};       // PEM of the authority behind its certificate; empty: the system's
    std::string certificate_sha256{};  // of the one certificate it may show; empty: any vouched for
    std::string proxy{};  // "http://host:port"; "environment": of its variables; empty: none
    bool operator==(const HttpOrigin&) const = default;
};
struct SqliteOrigin {
    std::string path;
    std::string query;
    bool operator==(const SqliteOrigin&) const = default;
};
struct PostgresqlOrigin {
    enum class Tls { require, prefer, disable };
    std::string host;
    int port = 5432;
    std::string database;
    std::string query;
    Tls tls = Tls::require;
    std::string ca_file{};  // given: the server's certificate and name are verified with it
    bool operator==(const PostgresqlOrigin&) const = default;
};
struct MqttOrigin {
    std::string host;
    int port = 1883;  // 8883 with tls
    std::string topic;
    bool tls = false;
    bool operator==(const MqttOrigin&) const = default;
};
using SourceOrigin =
    std::variant<FileOrigin, HttpOrigin, SqliteOrigin, PostgresqlOrigin, MqttOrigin>;

// automatic: by the name's ending, the content type or the first bytes.
enum class DataFormat { automatic, json, csv, workbook };  // workbook: .xlsx or .ods

// How tables of texts are read: CSV, and the sheets of spreadsheets.
struct CsvFormat {
    // automatic: by the byte order mark, the server's word, else UTF-8 or, where it is none,
    // windows-1252. What people call Latin-1 is windows-1252 nearly always, and is read as it.
    enum class Encoding { automatic, utf8, windows1252, utf16 };
    char separator = 0;  // 0: found out
    char decimal = 0;    // '.' or ','; 0: the columns decide, and what they leave open is refused
    bool header = true;  // without: columns are named "1", "2", …
    int header_row = 1;  // the line of the names, or without them of the first row
    Encoding encoding = Encoding::automatic;
    bool operator==(const CsvFormat&) const = default;
};

// Of dates whose day and month could be taken for each other. automatic: the column decides.
enum class DateOrder { automatic, day_first, month_first };

// What happens to every member of that name, wherever in the value it stands. Having a rule also
// says that somebody has thought about the column: it is then not refused as personal data.
enum class ColumnRule {
    drop,      // left out
    mask,      // all but the last two characters become "•"
    initials,  // "Siti Aminah" becomes "S. A."
    number,    // read as a number; null when it is none
    date,      // read as a date, written as 2026-10-31; null when it is none
    text,      // kept as it is; of CSV never read as a number
};

// Rows summed up in groups, so that no single one can be recognised.
struct AggregateRule {
    std::vector<std::string> by;
    std::vector<std::string> sum;
    std::string count_as;  // empty: the count is not shown
    int at_least = 3;      // smaller groups are joined into "lainnya"
    bool operator==(const AggregateRule&) const = default;
};

// When a source of earthquakes (BMKG's JSON) raises an alarm of schedule.json.
struct EarthquakeAlarm {
    std::string alarm;
    double latitude = 0;  // of the wall
    double longitude = 0;
    double least_magnitude = 5;
    double most_distance_km = 300;
    int most_age_minutes = 30;  // older news is none, after an outage too
    bool operator==(const EarthquakeAlarm&) const = default;
};

struct SourceConfig {
    std::string id;
    LocalText name;  // the id when not given
    SourceOrigin origin;
    std::string login;  // key in secrets.json; empty: none
    DataFormat format = DataFormat::automatic;
    CsvFormat csv;
    DateOrder date_order = DateOrder::automatic;
    std::string sheet;  // of a workbook; empty: the first that is not hidden
    int64_t every_s = 60;
    int timeout_s = 10;
    int64_t max_bytes = 1 << 20;
    std::string publisher;                   // shown as "Sumber: …"
    std::string period;                      // what the figures are about
    std::optional<std::string> period_from;  // JSON pointer to it in the value
    std::optional<std::string> updated_from;
    std::string updated;         // instead: "2026-10-31", for what cannot say it itself
    int64_t old_after_s = 0;     // 0: never
    int64_t expire_after_s = 0;  // 0: never
    std::string audience = "public";
    std::map<std::string, ColumnRule> columns;
    std::string rows;  // JSON pointer to the array of rows; empty: the value is the array
    std::optional<AggregateRule> aggregate;
    std::optional<EarthquakeAlarm> alarm;
    bool operator==(const SourceConfig&) const = default;
};

struct DataConfig {
    std::vector<SourceConfig> sources;
    bool operator==(const DataConfig&) const = default;
};

// `file` is the name used in problems. `secrets`: the logins sources may name; null: unchecked.
ConfigResult<DataConfig> read_data_config(const std::string& file, std::string_view text,
                                          const Secrets* secrets = nullptr);

// How a value of that age is to be shown; `updated_ms` and `now_ms` are Unix milliseconds. A limit
// of 0 never comes. A value from the future is fresh: the two clocks differ.
enum class DataAge {
    none,     // there is no value (updated_ms is 0)
    fresh,    // as it should be
    old,      // shown, and said to be old
    expired,  // not shown any more
};
DataAge data_age(int64_t updated_ms, int64_t now_ms, int64_t old_after_s, int64_t expire_after_s);

}  // namespace pendopo
