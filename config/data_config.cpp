// Long because every key of a source is read here, each with the sentence for its mistakes.
#include "config/data_config.h"

#include <algorithm>
#include <set>

#include "config/fingerprint.h"
#include "config/json_reader.h"
#include "config/url.h"
#include "config/usual_phrases.h"

namespace pendopo {
namespace {

using Kind = JsonNode::Kind;

constexpr int kDay = 86'400;
constexpr int kTenYears = 315'360'000;      // longer is "never"
constexpr int kMostBytes = 16 << 20;        // what a card can still be drawn from
constexpr size_t kLongestQuery = 16 << 10;  // longer ones belong into a view
constexpr size_t kMostColumns = 200;

// A pointer as RFC 6901 has it: empty, or parts that each begin with "/".
std::optional<std::string> read_pointer(const JsonNode& node, Problems& problems) {
    const bool good =
        node.kind == Kind::string && (node.string.empty() || node.string.starts_with('/')) && [&] {
            for (size_t at = node.string.find('~'); at != std::string::npos;
                 at = node.string.find('~', at + 1)) {
                if (at + 1 >= node.string.size() ||
                    (node.string[at + 1] != '0' && node.string[at + 1] != '1')) {
                    return false;
                }
            }
            return true;
        }();
    if (!good) {
        report(node, problems,
               {"penunjuk JSON seperti \"/meta/period\"", "a JSON pointer like \"/meta/period\""});
        return std::nullopt;
    }
    return node.string;
}

// {"from": "/pointer"}.
std::optional<std::string> read_from(const JsonNode& node, Problems& problems) {
    ObjectReader object(node, problems);
    std::optional<std::string> pointer;
    if (const JsonNode* from = object.find("from")) {
        pointer = read_pointer(*from, problems);
    } else if (node.kind == Kind::object) {
        problems.add(
            node, LocalText{"kunci \"from\" tidak ada; seharusnya penunjuk JSON ke dalam nilainya",
                            "missing key \"from\"; expected a JSON pointer into the value"});
    }
    object.finish();
    return pointer;
}

// "2026-10-31", "2026-10" or "2026-10-31T08:00".
bool is_moment(const std::string& text) {
    constexpr std::string_view kShape = "dddd-dd-ddTdd:dd";
    const bool whole = text.size() == 7 || text.size() == 10 || text.size() == kShape.size();
    for (size_t i = 0; whole && i < text.size(); ++i) {
        const bool digit = text[i] >= '0' && text[i] <= '9';
        if (kShape[i] == 'd' ? !digit : text[i] != kShape[i]) {
            return false;
        }
    }
    return whole;
}

// {"from": "/pointer"} or {"value": "2026-10-31"}.
void read_updated(const JsonNode& node, SourceConfig& source, Problems& problems) {
    const JsonNode* value = node.find("value");
    if (value == nullptr) {
        source.updated_from = read_from(node, problems);
        return;
    }
    ObjectReader object(node, problems);
    if (object.find("from") != nullptr) {
        problems.add_at_key(*object.find("from"), given_too("\"value\""));
    }
    source.updated = object.required_string("value");
    if (!source.updated.empty() && !is_moment(source.updated)) {
        report(*value, problems,
               {"tanggal seperti \"2026-10-31\" atau \"2026-10-31T08:00\"",
                "a date like \"2026-10-31\" or \"2026-10-31T08:00\""});
    }
    object.finish();
}

std::string read_query(ObjectReader& object) {
    std::string query = object.required_string("query");
    if (query.size() > kLongestQuery) {
        object.problems().add(*object.find("query"),
                              in_both("kueri {} bita; paling banyak {}; jadikan view",
                                      "a query of {} bytes; at most {}; make it a view",
                                      query.size(), kLongestQuery));
    }
    return query;
}

std::string read_host(ObjectReader& object) {
    std::string host = object.required_string("host");
    if (!host.empty() && !is_host(host)) {
        object.problems().add(*object.find("host"), kExpectedHost);
    }
    return host;
}

HttpOrigin read_http(const JsonNode& node, ObjectReader& object) {
    constexpr std::string_view kSchemes[] = {"https", "http"};
    HttpOrigin http;
    if (const auto url = read_string(node, object.problems())) {
        http.url = *url;
        if (LocalText wrong = check_url(http.url, kSchemes, kHttpsUrl); !wrong.empty()) {
            object.problems().add(node, std::move(wrong));
        }
    }
    if (object.has("ca_file")) {
        http.ca_file = object.required_string("ca_file");
    }
    if (const JsonNode* pin = object.find("certificate_sha256")) {
        http.certificate_sha256 = read_fingerprint(*pin, object.problems());
    }
    for (const char* key : {"ca_file", "certificate_sha256"}) {
        if (const JsonNode* trust = object.find(key);
            trust != nullptr && http.url.starts_with("http:")) {
            object.problems().add_at_key(*trust,
                                         {"tidak berarti di sini; pasangannya alamat https",
                                          "means nothing here; it goes with an https address"});
        }
    }
    if (object.has("proxy")) {
        constexpr std::string_view kProxySchemes[] = {"http"};
        http.proxy = object.required_string("proxy");
        if (!http.proxy.empty() && http.proxy != "environment") {
            if (LocalText wrong = check_url(http.proxy, kProxySchemes,
                                            {"\"environment\" atau alamat seperti http://host:port",
                                             "\"environment\" or a URL like http://host:port"});
                !wrong.empty()) {
                object.problems().add(*object.find("proxy"), std::move(wrong));
            }
        }
    }
    http.allow_private = object.boolean("allow_private", http.allow_private);
    http.auth = object.enumeration<HttpOrigin::Auth>(
        "auth", {{"basic", HttpOrigin::Auth::basic}, {"bearer", HttpOrigin::Auth::bearer}},
        http.auth);
    return http;
}

SqliteOrigin read_sqlite(const JsonNode& node, Problems& problems) {
    ObjectReader object(node, problems);
    SqliteOrigin sqlite{object.required_string("file"), read_query(object)};
    object.finish();
    return sqlite;
}

PostgresqlOrigin read_postgresql(const JsonNode& node, Problems& problems) {
    using Tls = PostgresqlOrigin::Tls;
    ObjectReader object(node, problems);
    PostgresqlOrigin origin;
    origin.host = read_host(object);
    origin.port = object.integer("port", origin.port, {1, 65535});
    origin.database = object.required_string("database");
    origin.query = read_query(object);
    origin.tls = object.enumeration<Tls>(
        "tls", {{"require", Tls::require}, {"prefer", Tls::prefer}, {"disable", Tls::disable}},
        origin.tls);
    if (object.has("ca_file")) {
        origin.ca_file = object.required_string("ca_file");
        if (origin.tls != Tls::require) {
            problems.add_at_key(*object.find("ca_file"),
                                {"tidak berarti tanpa \"tls\": \"require\"",
                                 "means nothing without \"tls\": \"require\""});
        }
    }
    object.finish();
    return origin;
}

MqttOrigin read_mqtt(const JsonNode& node, Problems& problems) {
    ObjectReader object(node, problems);
    MqttOrigin origin;
    origin.host = read_host(object);
    origin.tls = object.boolean("tls", origin.tls);
    origin.port = object.integer("port", origin.tls ? 8883 : origin.port, {1, 65535});
    origin.topic = object.required_string("topic");
    object.finish();
    return origin;
}

// Exactly one of the five keys says where the value is.
void read_origin(ObjectReader& object, SourceConfig& source) {
    Problems& problems = object.problems();
    std::string first;
    for (const char* key : {"file", "url", "sqlite", "postgresql", "mqtt"}) {
        const JsonNode* node = object.find(key);
        if (node == nullptr) {
            continue;
        }
        if (!first.empty()) {
            problems.add_at_key(*node, given_too(in_quotes(first)));
            continue;
        }
        first = key;
        if (first == "file") {
            source.origin = FileOrigin{object.required_string("file")};
        } else if (first == "url") {
            source.origin = read_http(*node, object);
        } else if (first == "sqlite") {
            source.origin = read_sqlite(*node, problems);
        } else if (first == "postgresql") {
            source.origin = read_postgresql(*node, problems);
        } else {
            source.origin = read_mqtt(*node, problems);
        }
    }
    if (first.empty() && object.node().kind == Kind::object) {
        const std::vector<std::string> origins{"file", "url", "sqlite", "postgresql", "mqtt"};
        problems.add(object.node(),
                     in_both("tidak dikatakan di mana nilainya; tambahkan {}",
                             "nothing says where the value is; add {}", one_of(origins)));
    }
}

// Keys that mean nothing for this origin are mistakes, not decoration.
void check_keys_fit(ObjectReader& object, const SourceConfig& source, const Secrets* secrets) {
    Problems& problems = object.problems();
    const auto* http = std::get_if<HttpOrigin>(&source.origin);
    const bool sql = std::holds_alternative<SqliteOrigin>(source.origin) ||
                     std::holds_alternative<PostgresqlOrigin>(source.origin);
    const bool local = std::holds_alternative<FileOrigin>(source.origin) ||
                       std::holds_alternative<SqliteOrigin>(source.origin);
    const auto only = [&](const char* key, bool fits, const LocalText& where) {
        if (const JsonNode* node = object.find(key); node != nullptr && !fits) {
            problems.add_at_key(*node, in_both("tidak berarti di sini; pasangannya {}",
                                               "means nothing here; it goes with {}", where));
        }
    };
    const auto either = [](std::vector<std::string> keys) { return one_of(keys); };
    for (const char* key : {"auth", "allow_private", "ca_file", "certificate_sha256", "proxy"}) {
        only(key, http != nullptr, either({"url"}));
    }
    only("login", !local, either({"url", "postgresql", "mqtt"}));
    only("format", !sql, either({"file", "url", "mqtt"}));
    only("sheet", !sql && source.format != DataFormat::json && source.format != DataFormat::csv,
         {"buku kerja Excel atau LibreOffice", "a spreadsheet"});
    only("csv", !sql, either({"file", "url", "mqtt"}));
    const JsonNode* login = object.find("login");
    if (login == nullptr || local) {
        return;
    }
    if (secrets != nullptr && !source.login.empty() && !secrets->contains(source.login)) {
        std::vector<std::string> names;
        for (const auto& entry : *secrets) {
            names.push_back(entry.first);
        }
        problems.add(*login, unknown_name(kLoginNoun, source.login, names));
    }
    if (http != nullptr && http->url.starts_with("http://") && !http->allow_private) {
        problems.add(
            *login, LocalText{"login akan melintasi internet tanpa sandi; pakai alamat https, atau "
                              "\"allow_private\": true bila servernya ada di jaringan setempat",
                              "the login would cross the internet in the open; use an https "
                              "address, or \"allow_private\": true when the server stands in the "
                              "local network"});
    }
}

CsvFormat read_csv(const JsonNode& node, Problems& problems) {
    ObjectReader object(node, problems);
    CsvFormat csv;
    csv.separator = object.enumeration<char>(
        "separator", {{",", ','}, {";", ';'}, {"\t", '\t'}, {"|", '|'}}, csv.separator);
    csv.decimal = object.enumeration<char>("decimal", {{".", '.'}, {",", ','}}, csv.decimal);
    csv.header = object.boolean("header", csv.header);
    constexpr int kLastHeader = 1000;  // of a table that people look at
    const int skipped = object.integer("skip_lines", 0, {0, kLastHeader});
    csv.header_row = object.integer("header_row", skipped + 1, {1, kLastHeader});
    if (const JsonNode* row = object.find("header_row");
        row != nullptr && object.find("skip_lines") != nullptr) {
        problems.add_at_key(*row, given_too("\"skip_lines\""));
    }
    using Encoding = CsvFormat::Encoding;
    csv.encoding = object.enumeration<Encoding>("encoding",
                                                {{"utf-8", Encoding::utf8},
                                                 {"windows-1252", Encoding::windows1252},
                                                 {"latin-1", Encoding::windows1252},
                                                 {"utf-16", Encoding::utf16}},
                                                csv.encoding);
    if (csv.separator != 0 && csv.separator == csv.decimal) {
        problems.add(node,
                     LocalText{"\"separator\" dan \"decimal\" sama; salah satunya keliru",
                               "\"separator\" and \"decimal\" are the same; one of them is wrong"});
    }
    object.finish();
    return csv;
}

void read_columns(ObjectReader& object, SourceConfig& source) {
    const Words<ColumnRule> rules{
        {"drop", ColumnRule::drop},         {"mask", ColumnRule::mask},
        {"initials", ColumnRule::initials}, {"number", ColumnRule::number},
        {"date", ColumnRule::date},         {"text", ColumnRule::text}};
    object.object("columns", [&](const JsonNode& node) {
        ObjectReader columns(node, object.problems());
        for (const JsonNode& column : node.children) {
            source.columns[column.key] =
                columns.enumeration<ColumnRule>(column.key, rules, ColumnRule::drop);
        }
        if (node.children.size() > kMostColumns) {
            object.problems().add(
                node, in_both("tertulis {} kolom; paling banyak {}", "got {} columns; at most {}",
                              node.children.size(), kMostColumns));
        }
    });
}

AggregateRule read_aggregate(const JsonNode& node, const SourceConfig& source, Problems& problems) {
    ObjectReader object(node, problems);
    AggregateRule rule;
    std::set<std::string> names;
    const auto name = [&](const JsonNode& element) {
        std::string text = read_string(element, problems).value_or("");
        const auto column = source.columns.find(text);
        if (element.kind == Kind::string && text.empty()) {
            report(element, problems, {"nama sebuah kolom", "the name of a column"});
        } else if (column != source.columns.end() && column->second == ColumnRule::drop) {
            problems.add(element,
                         in_both("kolom {} dibuang oleh \"columns\"; hapus dari salah satunya",
                                 "the column {} is dropped by \"columns\"; take it out of one of "
                                 "the two",
                                 in_quotes(text)));
        } else if (element.kind == Kind::string && !names.insert(text).second) {
            problems.add(element, in_both("{} sudah disebut; hapus salah satu",
                                          "{} is named already; remove one", in_quotes(text)));
        }
        return text;
    };
    object.required_array("by", [&](const JsonNode& n) { rule.by.push_back(name(n)); });
    object.array("sum", [&](const JsonNode& n) { rule.sum.push_back(name(n)); });
    if (object.has("count_as")) {
        rule.count_as = object.required_string("count_as");
        if (names.contains(rule.count_as)) {
            problems.add(*object.find("count_as"),
                         in_both("{} sudah menjadi nama kolom",
                                 "{} is the name of a column already", in_quotes(rule.count_as)));
        }
    }
    rule.at_least = object.integer("at_least", rule.at_least, {1, 1000});
    object.finish();
    return rule;
}

// {"kind": "bmkg_earthquake", "alarm": "gempa", "latitude": -8.2, "longitude": 114.4, …}
EarthquakeAlarm read_alarm(const JsonNode& node, Problems& problems) {
    ObjectReader object(node, problems);
    EarthquakeAlarm rule;
    for (const char* key : {"kind", "latitude", "longitude"}) {
        if (!object.has(key) && node.kind == Kind::object) {
            problems.add(node, in_both("kunci \"{}\" tidak ada; seharusnya {}",
                                       "missing key \"{}\"; expected {}", key,
                                       key[0] == 'k'
                                           ? LocalText{"\"bmkg_earthquake\"", "\"bmkg_earthquake\""}
                                           : LocalText{"letak dinding ini, dalam derajat",
                                                       "where the wall stands, in degrees"}));
        }
    }
    object.enumeration<int>("kind", {{"bmkg_earthquake", 0}}, 0);
    rule.alarm = object.id("alarm");
    rule.latitude = object.number("latitude", rule.latitude, {-90, 90});
    rule.longitude = object.number("longitude", rule.longitude, {-180, 180});
    rule.least_magnitude = object.number("least_magnitude", rule.least_magnitude, {0, 10});
    rule.most_distance_km = object.number("most_distance_km", rule.most_distance_km, {1, 20'000});
    rule.most_age_minutes = object.integer("most_age_minutes", rule.most_age_minutes, {1, 1440});
    object.finish();
    return rule;
}

void read_ages(ObjectReader& object, SourceConfig& source) {
    // A database or broker is asked for what is true now, so that missing three times in a row
    // makes its value old. A file or page is as old as it says itself, and only who publishes it
    // knows how old is too old.
    const bool tells_now = !std::holds_alternative<FileOrigin>(source.origin) &&
                           !std::holds_alternative<HttpOrigin>(source.origin) &&
                           !object.has("updated");
    const int old = tells_now ? static_cast<int>(3 * source.every_s) : 0;
    source.old_after_s = object.integer("old_after_seconds", old, {0, kTenYears});
    source.expire_after_s = object.integer("expire_after_seconds", 0, {0, kTenYears});
    const JsonNode* expire = object.find("expire_after_seconds");
    if (expire != nullptr && source.expire_after_s > 0 &&
        source.expire_after_s < source.old_after_s) {
        object.problems().add(
            *expire, in_both("nilainya kedaluwarsa sebelum usang (setelah {} dtk); naikkan, atau "
                             "kecilkan \"old_after_seconds\"",
                             "a value expires before it is old (after {} s); raise it, or set "
                             "\"old_after_seconds\" lower",
                             source.old_after_s));
    }
}

SourceConfig read_source(const JsonNode& node, Problems& problems, const Secrets* secrets) {
    SourceConfig source;
    ObjectReader object(node, problems);
    source.id = object.id();
    source.name = read_local_text(object, "name");
    if (source.name.empty()) {
        source.name.id = source.id;
    }
    read_origin(object, source);
    if (const JsonNode* login = object.find("login")) {
        source.login = read_id(*login, problems).value_or("");
    }
    source.format = object.enumeration<DataFormat>("format",
                                                   {{"json", DataFormat::json},
                                                    {"csv", DataFormat::csv},
                                                    {"xlsx", DataFormat::workbook},
                                                    {"ods", DataFormat::workbook}},
                                                   source.format);
    source.sheet = object.string("sheet");
    object.object("csv", [&](const JsonNode& csv) { source.csv = read_csv(csv, problems); });
    source.date_order = object.enumeration<DateOrder>(
        "date_order",
        {{"day_first", DateOrder::day_first}, {"month_first", DateOrder::month_first}},
        source.date_order);
    check_keys_fit(object, source, secrets);

    source.every_s = object.integer("every_seconds", static_cast<int>(source.every_s), {1, kDay});
    source.timeout_s = object.integer("timeout_seconds", source.timeout_s, {1, 60});
    source.max_bytes =
        object.integer("max_bytes", static_cast<int>(source.max_bytes), {1024, kMostBytes});
    source.publisher = object.string("publisher");
    if (const JsonNode* period = object.find("period"); period == nullptr) {
    } else if (period->kind == Kind::object) {
        source.period_from = read_from(*period, problems);
    } else if (period->kind == Kind::string && !period->string.empty()) {
        source.period = period->string;
    } else {
        report(
            *period, problems,
            {"sebuah teks, atau {\"from\": \"/penunjuk\"}", "a text, or {\"from\": \"/pointer\"}"});
    }
    object.object("updated", [&](const JsonNode& n) { read_updated(n, source, problems); });
    read_ages(object, source);
    source.audience = object.enumeration<std::string>(
        "audience", {{"public", "public"}, {"staff", "staff"}, {"restricted", "restricted"}},
        source.audience);
    read_columns(object, source);
    if (const JsonNode* rows = object.find("rows")) {
        source.rows = read_pointer(*rows, problems).value_or("");
    }
    object.object("aggregate", [&](const JsonNode& rule) {
        source.aggregate = read_aggregate(rule, source, problems);
    });
    object.object("alarm",
                  [&](const JsonNode& rule) { source.alarm = read_alarm(rule, problems); });
    object.finish();
    return source;
}

}  // namespace

ConfigResult<DataConfig> read_data_config(const std::string& file, std::string_view text,
                                          const Secrets* secrets) {
    const ConfigResult<JsonDocument> document = parse_json(file, text);
    if (!document) {
        return tl::unexpected(document.error());
    }
    Problems problems(file);
    DataConfig config;
    ObjectReader object(document->root(), problems);
    object.header();
    constexpr size_t kMostSources = 100;  // each costs a process memory and a thread while it asks
    std::set<std::string> ids;
    object.required_array("sources", [&](const JsonNode& node) {
        config.sources.push_back(read_source(node, problems, secrets));
        const std::string& id = config.sources.back().id;
        if (!id.empty() && !ids.insert(id).second) {
            problems.add(
                *node.find("id"),
                in_both("sumber lain juga bernama {}; beri masing-masing id sendiri",
                        "another source is named {} too; give each its own id", in_quotes(id)));
        }
        if (config.sources.size() == kMostSources + 1) {
            problems.add(
                node,
                in_both("lebih dari {} sumber; satu sumber dapat melayani banyak kartu",
                        "more than {} sources; one source can serve many cards", kMostSources));
        }
    });
    object.finish();
    if (!problems.empty()) {
        return tl::unexpected(problems.take());
    }
    return config;
}

DataAge data_age(int64_t updated_ms, int64_t now_ms, int64_t old_after_s, int64_t expire_after_s) {
    if (updated_ms <= 0) {
        return DataAge::none;
    }
    const int64_t age_ms = now_ms - updated_ms;
    return expire_after_s > 0 && age_ms > expire_after_s * 1000 ? DataAge::expired
           : old_after_s > 0 && age_ms > old_after_s * 1000     ? DataAge::old
                                                                : DataAge::fresh;
}

}  // namespace pendopo
