// The published schemas and the readers agree: on what is good and bad, and on the keys there are.
// Long because the table has a row for every rule of every file.

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "config/camera_config.h"
#include "config/data_config.h"
#include "config/schedule_config.h"
#include "config/wall_config.h"
#include "tests/config/good_files.h"
#include "tests/config/schema_check.h"
#include "tests/support/source_folder.h"

namespace pendopo {
namespace {

using Json = nlohmann::ordered_json;

ProblemList read(const std::string& kind, const std::string& text) {
    const auto list = [](const auto& result) { return result ? ProblemList{} : result.error(); };
    return kind == "wall"       ? list(read_wall_config("f", text))
           : kind == "cameras"  ? list(read_cameras_config("f", text))
           : kind == "data"     ? list(read_data_config("f", text))
           : kind == "schedule" ? list(read_schedule_config("f", text))
                                : list(read_secrets("f", text));
}

enum class Says { good, bad, reader_only };  // reader_only: bad, but a schema cannot say it

struct Case {
    const char* kind;
    const char* pointer;  // where in the good file; its value is replaced by `value`
    const char* value;    // JSON; empty: the key is removed
    Says says;
};

const Case kCases[] = {
    {"wall", "", "[]", Says::bad},
    {"wall", "/version", "", Says::bad},
    {"wall", "/version", "2", Says::bad},
    {"wall", "/version", "\"1\"", Says::bad},
    {"wall", "/$schema", "", Says::good},
    {"wall", "/$schema", "7", Says::bad},
    {"wall", "/name", "", Says::good},
    {"wall", "/name", "null", Says::bad},
    {"wall", "/language", "\"id\"", Says::good},
    {"wall", "/language", "\"ID\"", Says::bad},
    {"wall", "/timezone", "\"\"", Says::bad},
    {"wall", "/timezone", "\"Mars/Base\"", Says::reader_only},
    {"wall", "/displays", "", Says::bad},
    {"wall", "/displays", "[]", Says::bad},
    {"wall", "/displays", "{}", Says::bad},
    {"wall", "/displays/0", "\"kiri\"", Says::bad},
    {"wall", "/displays/0/id", "", Says::bad},
    {"wall", "/displays/0/id", "\"a b\"", Says::bad},
    {"wall", "/displays/0/id", "\"-a\"", Says::bad},
    {"wall", "/displays/0/id", "\"kanan\"", Says::reader_only},
    {"wall", "/displays/0/output", "\"DP-2\"", Says::reader_only},
    {"wall", "/displays/0/size", "[0, 1]", Says::bad},
    {"wall", "/displays/0/size", "[16384, 1]", Says::good},
    {"wall", "/displays/0/size", "[16385, 1]", Says::bad},
    {"wall", "/displays/0/size", "[1, 1, 1]", Says::bad},
    {"wall", "/displays/0/size", "[1.5, 1]", Says::bad},
    {"wall", "/displays/0/rotation", "270", Says::good},
    {"wall", "/displays/0/rotation", "45", Says::bad},
    {"wall", "/displays/0/rotation", "\"90\"", Says::bad},
    {"wall", "/displays/0/position_mm", "", Says::reader_only},
    {"wall", "/displays/0/position_mm", "[0]", Says::bad},
    {"wall", "/displays/0/position_mm", "[0, 100001]", Says::bad},
    {"wall", "/displays/0/size_mm", "[9, 100]", Says::bad},
    {"wall", "/displays/0/bezel_mm", "-1", Says::bad},
    {"wall", "/displays/0/bezel_mm", "0.5", Says::good},
    {"wall", "/displays/0/viewing_distance_m", "0", Says::bad},
    {"wall", "/displays/0/audience", "\"everybody\"", Says::bad},
    {"wall", "/displays/0/gain", "", Says::good},
    {"wall", "/displays/0/gain", "[0.5, 1, 1]", Says::good},
    {"wall", "/displays/0/gain", "[0.49, 1, 1]", Says::bad},
    {"wall", "/displays/0/gain", "[1, 1, 1.01]", Says::bad},
    {"wall", "/displays/0/gain", "[1, 1]", Says::bad},
    {"wall", "/displays/0/gamma", "2", Says::good},
    {"wall", "/displays/0/gamma", "2.1", Says::bad},
    {"wall", "/displays/0/gamma", "0.4", Says::bad},
    {"wall", "/control", "[]", Says::bad},
    {"wall", "/control/port", "0", Says::bad},
    {"wall", "/control/port", "65535", Says::good},
    {"wall", "/control/port", "65536", Says::bad},
    {"wall", "/control/port", "80.5", Says::bad},
    {"wall", "/control/address", "\"the wall\"", Says::reader_only},
    {"wall", "/mqtt", "", Says::good},
    {"wall", "/mqtt", "\"broker.lan\"", Says::bad},
    {"wall", "/mqtt/host", "", Says::bad},
    {"wall", "/mqtt/host", "\"mqtt://broker.lan\"", Says::bad},
    {"wall", "/mqtt/port", "0", Says::bad},
    {"wall", "/mqtt/prefix", "\"a\"", Says::good},
    {"wall", "/mqtt/prefix", "\"\"", Says::bad},
    {"wall", "/mqtt/prefix", "\"a/#\"", Says::bad},
    {"wall", "/mqtt/prefix", "\"a//b\"", Says::bad},
    {"wall", "/mqtt/prefix", "\"a/\"", Says::bad},
    {"wall", "/mqtt/prefix", "\"$SYS/a\"", Says::bad},
    {"wall", "/mqtt/prefix", "\"a b\"", Says::bad},
    {"wall", "/mqtt/login", "\"a b\"", Says::bad},
    {"wall", "/mqtt/tls", "false", Says::bad},  // and a ca_file
    {"wall", "/mqtt/ca_file", "\"\"", Says::bad},
    {"wall", "/mqtt/ca_file", "", Says::good},
    {"wall", "/mqtt/discovery", "\"yes\"", Says::bad},
    {"wall", "/mqtt/role", "\"viewer\"", Says::good},
    {"wall", "/notices", "", Says::good},
    {"wall", "/notices", "{}", Says::bad},
    {"wall", "/notices", "{\"mqtt\": false}", Says::bad},
    {"wall", "/notices", "{\"mqtt\": true}", Says::good},
    {"wall", "/notices/after_seconds", "9", Says::bad},
    {"wall", "/notices/gather_seconds", "0", Says::good},
    {"wall", "/notices/every_seconds", "59", Says::bad},
    {"wall", "/notices/repeat_minutes", "0", Says::good},
    {"wall", "/notices/email", "", Says::good},
    {"wall", "/notices/email/host", "\"smtp://h\"", Says::bad},
    {"wall", "/notices/email/to", "[]", Says::bad},
    {"wall", "/notices/email/to/0", "\"siti\"", Says::bad},
    {"wall", "/notices/email/from", "\"a b@c\"", Says::bad},
    {"wall", "/notices/email/from", "", Says::bad},
    {"wall", "/notices/email/tls", "\"off\"", Says::bad},  // and a ca_file
    {"wall", "/notices/email/tls", "\"starttls\"", Says::good},
    {"wall", "/notices/webhook/url", "\"https://h/x\"", Says::good},
    {"wall", "/notices/webhook/url", "\"ftp://h/x\"", Says::bad},
    {"wall", "/notices/webhook/url", "\"https://u:p@h/x\"", Says::bad},
    {"wall", "/notices/webhook/allow_private", "false", Says::bad},  // and http
    {"wall", "/mqtt/role", "\"admin\"", Says::bad},
    {"wall", "/first_layout", "\"\"", Says::bad},
    {"wall", "/stale_after_s", "0.4", Says::bad},
    {"wall", "/stale_after_s", "31", Says::reader_only},  // above drop_after_s
    {"wall", "/drop_after_s", "86401", Says::bad},
    {"wall", "/max_fps", "241", Says::bad},
    {"wall", "/cameras", "\"\"", Says::bad},
    {"wall", "/sandbox", "\"required\"", Says::good},
    {"wall", "/sandbox", "false", Says::bad},
    {"wall", "/state_dir", "", Says::good},
    {"wall", "/data", "\"\"", Says::bad},
    {"wall", "/cards", "7", Says::bad},
    {"wall", "/theme", "\"light\"", Says::good},
    {"wall", "/theme", "\"\"", Says::bad},
    {"cameras", "/cameras", "", Says::bad},
    {"cameras", "/cameras", "{}", Says::bad},
    {"cameras", "/groups", "", Says::good},
    {"cameras", "/cameras/0/id", "\"\"", Says::bad},
    {"cameras", "/cameras/0/id", "\"pasar-1\"", Says::reader_only},
    {"cameras", "/cameras/0/main", "", Says::bad},
    {"cameras", "/cameras/0/main", "5", Says::bad},
    {"cameras", "/cameras/0/main", "\"rtsp://cam.lan/a@b\"", Says::good},
    {"cameras", "/cameras/0/main", "\"rtsp://user:pw@cam.lan/\"", Says::bad},
    {"cameras", "/cameras/0/main", "\"http://cam.lan/\"", Says::bad},
    {"cameras", "/cameras/0/main", "\"rtsp://\"", Says::bad},
    {"cameras", "/cameras/0/main", "\"rtsp://cam.lan/a b\"", Says::bad},
    {"cameras", "/cameras/0/main", "\"rtsp://cam.lan:99999/\"", Says::reader_only},
    {"cameras", "/cameras/0/main/url", "", Says::bad},
    {"cameras", "/cameras/0/main/size", "[0, 0]", Says::bad},
    {"cameras", "/cameras/0/sub", "", Says::good},
    {"cameras", "/cameras/0/login", "\"a b\"", Says::bad},
    {"cameras", "/cameras/0/transport", "\"TCP\"", Says::bad},
    {"cameras", "/cameras/0/transport", "\"auto\"", Says::good},
    {"cameras", "/cameras/0/basic", "1", Says::bad},
    {"cameras", "/cameras/0/redirect_hosts", "[\"192.0.2.9:554\"]", Says::bad},
    {"cameras", "/cameras/0/redirect_hosts", "[\"[fe80::1%25eth0]\"]", Says::good},
    {"cameras", "/cameras/0/sub/sample_aspect", "[0, 1]", Says::bad},
    {"cameras", "/cameras/0/sub/enlarge", "1.25", Says::good},
    {"cameras", "/cameras/0/sub/enlarge", "0.5", Says::bad},
    {"cameras", "/cameras/0/main", "\"rtsp://cam.lan/user={user}\"", Says::good},
    {"cameras", "/cameras/0/main", "\"rtsp://[fe80::1%eth0]/a\"", Says::good},
    {"cameras", "/cameras/1/transport", "\"udp\"", Says::reader_only},
    {"cameras", "/cameras/1/certificate_sha256", "\"00:11\"", Says::bad},
    {"cameras", "/cameras/1/certificate_sha256", "", Says::good},
    {"cameras", "/cameras/0/max_pixels", "1023", Says::bad},
    {"cameras", "/cameras/0/sample_aspect", "[0, 1]", Says::bad},
    {"cameras", "/cameras/0/deinterlace", "true", Says::bad},
    {"cameras", "/cameras/0/masks/0/points", "[[0, 0], [1, 1]]", Says::bad},
    {"cameras", "/cameras/0/masks/0/points", "[[0, 0], [1, 0], [1.01, 1]]", Says::bad},
    {"cameras", "/cameras/0/masks/0/points", "[[0, 0], [0.5, 0.5], [1, 1]]", Says::reader_only},
    {"cameras", "/cameras/0/masks/0/style", "\"mosaic\"", Says::bad},
    {"cameras", "/cameras/0/masks_drawn_on", "", Says::reader_only},
    {"cameras", "/cameras/0/detail", "\"still\"", Says::good},
    {"cameras", "/cameras/0/detail/public", "\"none\"", Says::bad},
    {"cameras", "/cameras/0/detail/public", "\"full\"", Says::reader_only},
    {"cameras", "/cameras/0/still_every_s", "0", Says::bad},
    {"cameras", "/cameras/0/color_range", "\"pc\"", Says::bad},
    {"cameras", "/cameras/0/color_matrix", "\"bt2020\"", Says::bad},
    {"cameras", "/cameras/0/hwaccel", "\"vaapi\"", Says::bad},
    {"cameras", "/cameras/0/hours", "", Says::good},
    {"cameras", "/cameras/0/hours", "[]", Says::bad},
    {"cameras", "/cameras/0/hours", "[{}]", Says::good},
    {"cameras", "/cameras/0/hours", "{\"from\": \"07:00\"}", Says::bad},
    {"cameras", "/cameras/0/hours/0/from", "\"24:00\"", Says::bad},
    {"cameras", "/cameras/0/hours/0/to", "\"24:00\"", Says::good},
    {"cameras", "/cameras/0/hours/0/days", "[\"monday\", \"monday\"]", Says::bad},
    {"cameras", "/cameras/0/hours/0/last_day", "\"2025-12-31\"", Says::reader_only},
    {"cameras", "/cameras/0/hours/0/on_holidays", "\"never\"", Says::bad},
    {"cameras", "/cameras/0/frozen_after_s", "0", Says::good},
    {"cameras", "/cameras/0/frozen_after_s", "-1", Says::bad},
    {"cameras", "/cameras/0/delayed_after_s", "60", Says::good},
    {"cameras", "/cameras/0/delayed_after_s", "60.1", Says::bad},
    {"cameras", "/groups/0/cameras", "", Says::bad},
    {"cameras", "/groups/0/cameras", "[]", Says::good},
    {"cameras", "/groups/0/cameras", "[\"pasar-1\", \"pasar-1\"]", Says::bad},
    {"cameras", "/groups/0/cameras", "[\"pasar-2\"]", Says::reader_only},
    {"secrets", "/logins", "", Says::good},
    {"secrets", "/logins", "[]", Says::bad},
    {"secrets", "/logins/a b", "{\"user\": \"u\", \"password\": \"\"}", Says::bad},
    {"secrets", "/logins/b", "{\"user\": \"u\", \"password\": \"\"}", Says::good},
    {"secrets", "/logins/rsud/user", "\"\"", Says::bad},
    {"secrets", "/logins/rsud/password", "", Says::bad},
    {"secrets", "/logins/rsud/password", "5", Says::bad},
    {"data", "/version", "2", Says::bad},
    {"data", "/sources", "", Says::bad},
    {"data", "/sources", "[]", Says::good},
    {"data", "/sources/0", "[]", Says::bad},
    {"data", "/sources/0/id", "\"a b\"", Says::bad},
    {"data", "/sources/0/id", "\"bansos\"", Says::reader_only},
    {"data", "/sources/0/name", "\"APBD\"", Says::good},
    {"data", "/sources/0/name", "{}", Says::bad},
    {"data", "/sources/0/file", "", Says::bad},
    {"data", "/sources/0/file", "\"\"", Says::bad},
    {"data", "/sources/0/url", "\"https://x.id/\"", Says::bad},
    {"data", "/sources/0/login", "\"rsud\"", Says::bad},
    {"data", "/sources/0/auth", "\"basic\"", Says::bad},
    {"data", "/sources/0/allow_private", "true", Says::bad},
    {"data", "/sources/0/format", "\"xml\"", Says::bad},
    {"data", "/sources/0/format", "\"json\"", Says::good},  // "csv" says its decimals
    {"data", "/sources/0/format", "\"xlsx\"", Says::good},
    {"data", "/sources/0/sheet", "\"Rekap\"", Says::reader_only},  // and is CSV
    {"data", "/sources/0/date_order", "\"dmy\"", Says::bad},
    {"data", "/sources/0/proxy", "\"environment\"", Says::bad},
    {"data", "/sources/0/ca_file", "\"ca.pem\"", Says::bad},
    {"data", "/sources/0/csv/separator", "\"x\"", Says::bad},
    {"data", "/sources/0/csv/separator", "\"\\t\"", Says::good},
    {"data", "/sources/0/csv/separator", "\",\"", Says::reader_only},  // the decimal
    {"data", "/sources/0/csv/decimal", "\"'\"", Says::bad},
    {"data", "/sources/0/csv/header", "1", Says::bad},
    {"data", "/sources/0/csv/encoding", "\"utf-16\"", Says::good},
    {"data", "/sources/0/csv/encoding", "\"ebcdic\"", Says::bad},
    {"data", "/sources/0/csv/skip_lines", "-1", Says::bad},
    {"data", "/sources/0/csv/header_row", "3", Says::reader_only},  // and skip_lines
    {"data", "/sources/0/csv/header_row", "0", Says::bad},
    {"data", "/sources/0/every_seconds", "0", Says::bad},
    {"data", "/sources/0/timeout_seconds", "61", Says::bad},
    {"data", "/sources/0/max_bytes", "16777216", Says::good},
    {"data", "/sources/0/max_bytes", "16777217", Says::bad},
    {"data", "/sources/0/publisher", "7", Says::bad},
    {"data", "/sources/0/period", "\"\"", Says::bad},
    {"data", "/sources/0/period", "{\"from\": \"a\"}", Says::bad},
    {"data", "/sources/0/period", "{\"from\": \"/a~2\"}", Says::bad},
    {"data", "/sources/0/period", "{\"from\": \"/a~1b\"}", Says::good},
    {"data", "/sources/0/period", "{}", Says::bad},
    {"data", "/sources/0/updated", "\"2026\"", Says::bad},
    {"data", "/sources/0/updated", "{\"value\": \"2026-10-31\"}", Says::good},
    {"data", "/sources/0/updated", "{\"value\": \"31 Okt\"}", Says::bad},
    {"data", "/sources/0/old_after_seconds", "-1", Says::bad},
    {"data", "/sources/0/expire_after_seconds", "1", Says::reader_only},  // before it is old
    {"data", "/sources/0/expire_after_seconds", "0", Says::good},
    {"data", "/sources/0/audience", "\"all\"", Says::bad},
    {"data", "/sources/0/columns/nik", "\"hide\"", Says::bad},
    {"data", "/sources/0/columns", "[]", Says::bad},
    {"data", "/sources/0/rows", "\"rows\"", Says::bad},
    {"data", "/sources/0/rows", "\"\"", Says::good},
    {"data", "/sources/0/aggregate", "{}", Says::bad},
    {"data", "/sources/0/aggregate/by", "[\"\"]", Says::bad},
    {"data", "/sources/0/aggregate/by", "[\"nik\"]", Says::reader_only},  // dropped
    {"data", "/sources/0/aggregate/sum", "[\"nilai\", \"nilai\"]", Says::bad},
    {"data", "/sources/0/aggregate/at_least", "0", Says::bad},
    {"data", "/sources/1/url", "\"http://x.id/\"", Says::good},
    {"data", "/sources/1/url", "\"ftp://x.id/\"", Says::bad},
    {"data", "/sources/1/url", "\"https://u:p@x.id/\"", Says::bad},
    {"data", "/sources/1/auth", "\"digest\"", Says::bad},
    {"data", "/sources/1/proxy", "\"http://192.0.2.1:3128\"", Says::good},
    {"data", "/sources/1/proxy", "\"socks://x\"", Says::bad},
    {"data", "/sources/1/ca_file", "\"ca.pem\"", Says::good},
    {"data", "/sources/1/certificate_sha256", "\"abc\"", Says::bad},
    {"data", "/sources/2/format", "\"json\"", Says::bad},
    {"data", "/sources/2/sqlite/query", "\"\"", Says::bad},
    {"data", "/sources/3/postgresql/host", "\"a b\"", Says::bad},
    {"data", "/sources/3/postgresql/port", "0", Says::bad},
    {"data", "/sources/3/postgresql/tls", "true", Says::bad},
    {"data", "/sources/3/postgresql/database", "", Says::bad},
    {"data", "/sources/4/mqtt/topic", "", Says::bad},
    {"data", "/sources/4/mqtt/tls", "\"require\"", Says::bad},
    {"data", "/sources/5/alarm/kind", "\"tsunami\"", Says::bad},
    {"data", "/sources/5/alarm/kind", "", Says::bad},
    {"data", "/sources/5/alarm/alarm", "", Says::bad},
    {"data", "/sources/5/alarm/latitude", "", Says::bad},
    {"data", "/sources/5/alarm/latitude", "-90.5", Says::bad},
    {"data", "/sources/5/alarm/longitude", "180", Says::good},
    {"data", "/sources/5/alarm/least_magnitude", "11", Says::bad},
    {"data", "/sources/5/alarm/most_distance_km", "0.5", Says::bad},
    {"data", "/sources/5/alarm/most_age_minutes", "0", Says::bad},
    {"data", "/sources/5/alarm/most_age_minutes", "", Says::good},
    {"schedule", "", "[]", Says::bad},
    {"schedule", "/version", "", Says::bad},
    {"schedule", "/tour", "", Says::good},
    {"schedule", "/tour", "\"malam\"", Says::reader_only},  // no tour
    {"schedule", "/tours", "{}", Says::bad},
    {"schedule", "/tours/0/id", "\"a b\"", Says::bad},
    {"schedule", "/tours/0/steps", "", Says::bad},
    {"schedule", "/tours/0/steps", "[{\"layout\": \"b\"}]", Says::bad},
    {"schedule", "/tours/0/steps/0/layout", "", Says::bad},
    {"schedule", "/tours/0/steps/0/seconds", "2", Says::bad},
    {"schedule", "/tours/0/steps/0/seconds", "86400", Says::good},
    {"schedule", "/entries", "", Says::reader_only},  // an exception names one
    {"schedule", "/entries/0/id", "\"malam\"", Says::reader_only},
    {"schedule", "/entries/0/layout", "", Says::bad},
    {"schedule", "/entries/0/tour", "\"harian\"", Says::bad},
    {"schedule", "/entries/1/tour", "\"sore\"", Says::reader_only},
    {"schedule", "/entries/2/off", "false", Says::bad},
    {"schedule", "/entries/2/off", "1", Says::bad},
    {"schedule", "/entries/2/off", "", Says::bad},
    {"schedule", "/entries/2/layout", "\"b\"", Says::bad},
    {"schedule", "/entries/2/tour", "\"harian\"", Says::bad},
    {"schedule", "/entries/2/display", "\"kiri\"", Says::good},
    {"schedule", "/entries/0/days", "[]", Says::bad},
    {"schedule", "/entries/0/days", "[\"senin\"]", Says::bad},
    {"schedule", "/entries/0/days", "[\"monday\", \"monday\"]", Says::bad},
    {"schedule", "/entries/0/from", "\"24:00\"", Says::bad},
    {"schedule", "/entries/0/from", "\"7:30\"", Says::bad},
    {"schedule", "/entries/0/from", "730", Says::bad},
    {"schedule", "/entries/0/to", "\"24:00\"", Says::good},
    {"schedule", "/entries/0/to", "\"24:01\"", Says::bad},
    {"schedule", "/entries/0/to", "\"15:60\"", Says::bad},
    {"schedule", "/entries/0/first_day", "\"1 Jan 2026\"", Says::bad},
    {"schedule", "/entries/0/first_day", "\"2026-02-30\"", Says::reader_only},
    {"schedule", "/entries/0/last_day", "\"2025-12-31\"", Says::reader_only},
    {"schedule", "/entries/0/on_holidays", "\"never\"", Says::bad},
    {"schedule", "/exceptions/0/date", "", Says::bad},
    {"schedule", "/exceptions/0/entries", "", Says::bad},
    {"schedule", "/exceptions/0/entries", "[]", Says::good},
    {"schedule", "/exceptions/0/entries", "[\"siang\"]", Says::reader_only},
    {"schedule", "/holidays/0/date", "\"2026-12\"", Says::bad},
    {"schedule", "/holidays/0/name", "", Says::good},
    {"schedule", "/calendars/0/file", "\"\"", Says::bad},
    {"schedule", "/alarms/0/layout", "", Says::bad},
    {"schedule", "/alarms/0/camera", "\"pasar-1\"", Says::bad},
    {"schedule", "/alarms/0/text", "\"\"", Says::bad},
    {"schedule", "/alarms/0/level", "\"critical\"", Says::bad},
    {"schedule", "/alarms/0/seconds", "0", Says::good},
    {"schedule", "/alarms/0/seconds", "10", Says::reader_only},  // below least_seconds
    {"schedule", "/alarms/0/least_seconds", "3601", Says::bad},
    {"schedule", "/alarms/0/cool_down_seconds", "-1", Says::bad},
    {"schedule", "/alarms/0/most_per_hour", "0", Says::bad},
    {"schedule", "/alarms/0/needs_acknowledgement", "1", Says::bad},
    {"wall", "/schedule", "\"\"", Says::bad},
};

std::string changed(const Case& c) {
    Json document = Json::parse(good_file(c.kind));
    const Json::json_pointer pointer(c.pointer);
    if (std::string_view(c.value).empty()) {
        document.at(pointer.parent_pointer()).erase(pointer.back());
    } else {
        document[pointer] = Json::parse(c.value);
    }
    return document.dump(1);
}

TEST(Schema, GoodFilesAreGood) {
    for (const char* kind : {"wall", "cameras", "secrets", "data", "schedule"}) {
        EXPECT_TRUE(schema_accepts(kind, good_file(kind))) << kind;
        EXPECT_EQ(to_string(read(kind, good_file(kind))), "");
    }
}

TEST(Schema, AgreesWithTheReader) {
    for (const Case& c : kCases) {
        const std::string text = changed(c);
        SCOPED_TRACE(std::string(c.kind) + " " + c.pointer + " = " + c.value);
        EXPECT_EQ(schema_accepts(c.kind, text), c.says != Says::bad);
        const ProblemList problems = read(c.kind, text);
        EXPECT_EQ(problems.empty(), c.says == Says::good) << to_string(problems);
    }
}

// A key nobody knows, too far from all others for a guess: its problem then lists the keys there
// are, which have to be those of the schema.
TEST(Schema, HasTheKeysOfTheReader) {
    const struct {
        const char* kind;
        const char* object;  // in the good file
        const char* schema;  // its properties in the schema
    } objects[] = {
        {"wall", "", "/properties"},
        {"wall", "/displays/0", "/definitions/display/properties"},
        {"wall", "/control", "/properties/control/properties"},
        {"wall", "/mqtt", "/properties/mqtt/properties"},
        {"cameras", "", "/properties"},
        {"cameras", "/cameras/0", "/definitions/camera/properties"},
        {"cameras", "/cameras/0/main", "/definitions/stream/anyOf/1/properties"},
        {"cameras", "/cameras/0/masks/0", "/definitions/mask/properties"},
        {"cameras", "/groups/0", "/definitions/group/properties"},
        {"secrets", "", "/properties"},
        {"data", "", "/properties"},
        {"data", "/sources/0", "/definitions/source/properties"},
        {"data", "/sources/0/csv", "/definitions/source/properties/csv/properties"},
        {"data", "/sources/0/aggregate", "/definitions/source/properties/aggregate/properties"},
        {"data", "/sources/1/updated", "/definitions/from/properties"},
        {"data", "/sources/2/sqlite", "/definitions/source/properties/sqlite/properties"},
        {"data", "/sources/3/postgresql", "/definitions/source/properties/postgresql/properties"},
        {"data", "/sources/4/mqtt", "/definitions/source/properties/mqtt/properties"},
        {"data", "/sources/5/alarm", "/definitions/source/properties/alarm/properties"},
        {"schedule", "", "/properties"},
        {"schedule", "/tours/0", "/definitions/tour/properties"},
        {"schedule", "/tours/0/steps/0", "/definitions/tour/properties/steps/items/properties"},
        {"schedule", "/entries/0", "/definitions/entry/properties"},
        {"schedule", "/exceptions/0", "/definitions/exception/properties"},
        {"schedule", "/holidays/0", "/definitions/holiday/properties"},
        {"schedule", "/calendars/0", "/definitions/calendar/properties"},
        {"schedule", "/alarms/0", "/definitions/alarm/properties"},
        {"secrets", "/logins/rsud", "/properties/logins/additionalProperties/properties"},
    };
    std::ifstream reference_file(test::source_folder() + "/config/REFERENCE.md");
    const std::string reference{std::istreambuf_iterator<char>(reference_file), {}};
    const std::string unknown(65, 'q');  // longer than any guess
    for (const auto& object : objects) {
        SCOPED_TRACE(std::string(object.kind) + " " + object.object);
        Json document = Json::parse(good_file(object.kind));
        document[Json::json_pointer(object.object)][unknown] = 1;
        EXPECT_FALSE(schema_accepts(object.kind, document.dump()));
        const ProblemList problems = read(object.kind, document.dump());
        ASSERT_EQ(problems.size(), 1u) << to_string(problems);
        // What stands in secrets.json may be a password, whatever it is written as.
        const bool secret = std::string_view(object.kind) == "secrets";
        EXPECT_EQ(problems[0].pointer, object.object + (secret ? "" : "/" + unknown));

        const std::vector<std::string> reader_keys = keys_listed(problems[0].text.en);
        std::vector<std::string> schema_keys;
        const nlohmann::json schema = schema_file(object.kind);
        for (const auto& item : schema.at(nlohmann::json::json_pointer(object.schema)).items()) {
            schema_keys.push_back(item.key());
            EXPECT_NE(reference.find("| `" + item.key() + "` |"), std::string::npos)
                << "REFERENCE.md has no row for " << item.key();
        }
        EXPECT_THAT(reader_keys, testing::UnorderedElementsAreArray(schema_keys));
    }
}

}  // namespace
}  // namespace pendopo
