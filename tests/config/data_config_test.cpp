#include "config/data_config.h"

#include <gtest/gtest.h>

#include "tests/config/good_files.h"

namespace pendopo {
namespace {

std::string problems_of(const std::string& source, const Secrets* secrets = nullptr) {
    const auto data = read_data_config(
        "data.json", R"({"version":1,"sources":[{"id":"a",)" + source + "}]}", secrets);
    return data ? "" : to_string(data.error());
}

SourceConfig read_one(const std::string& source) {
    const auto data =
        read_data_config("data.json", R"({"version":1,"sources":[{"id":"a",)" + source + "}]}");
    EXPECT_TRUE(data) << to_string(data.error());
    return data ? data->sources.at(0) : SourceConfig{};
}

TEST(DataConfig, ReadsEveryKey) {
    const auto data = read_data_config("data.json", good_file("data"));
    ASSERT_TRUE(data) << to_string(data.error());
    SourceConfig apbd;
    apbd.id = "apbd";
    apbd.name = {"APBD per OPD", "Budget per agency"};
    apbd.origin = FileOrigin{"figures/apbd.csv"};
    apbd.format = DataFormat::csv;
    apbd.csv = {';', ',', false, 3, CsvFormat::Encoding::windows1252};
    apbd.date_order = DateOrder::day_first;
    apbd.every_s = 300;
    apbd.timeout_s = 5;
    apbd.max_bytes = 65536;
    apbd.publisher = "BPKAD";
    apbd.period = "Okt 2026";
    apbd.old_after_s = 86400;
    apbd.expire_after_s = 864000;
    apbd.audience = "staff";
    apbd.columns = {{"nama", ColumnRule::initials}, {"nik", ColumnRule::drop},
                    {"telepon", ColumnRule::mask},  {"nilai", ColumnRule::number},
                    {"tanggal", ColumnRule::date},  {"kode", ColumnRule::text}};
    apbd.rows = "/rows";
    apbd.aggregate = {{"kecamatan"}, {"nilai"}, "jumlah", 5};
    SourceConfig bansos;
    bansos.id = "bansos";
    bansos.name = {"bansos", ""};
    bansos.origin =
        HttpOrigin{"https://data.example.go.id/bansos?tahun=2026", HttpOrigin::Auth::bearer, true};
    bansos.login = "rsud";
    bansos.period_from = "/meta/periode";
    bansos.updated_from = "/meta/diperbarui";
    SourceConfig training;
    training.id = "pelatihan";
    training.name = {"pelatihan", ""};
    training.origin = SqliteOrigin{"x.db", "select 1 as n"};
    training.old_after_s = 180;
    SourceConfig houses;
    houses.id = "rumah";
    houses.name = {"rumah", ""};
    houses.login = "rsud";
    houses.origin = PostgresqlOrigin{"db.lan", 5433, "perumahan", "select * from bedah_rumah",
                                     PostgresqlOrigin::Tls::prefer};
    houses.old_after_s = 180;
    SourceConfig weather;
    weather.id = "cuaca";
    weather.name = {"cuaca", ""};
    weather.origin = MqttOrigin{"mqtt.lan", 1884, "cuaca/+", true};
    weather.old_after_s = 180;
    SourceConfig quakes;
    quakes.id = "gempa";
    quakes.name = {"gempa", ""};
    quakes.origin = HttpOrigin{"https://data.bmkg.go.id/DataMKG/TEWS/autogempa.json"};
    quakes.alarm = EarthquakeAlarm{"gempa", -8.2, 114.4, 4.5, 250, 20};
    EXPECT_EQ(*data, (DataConfig{{apbd, bansos, training, houses, weather, quakes}}));
}

TEST(DataConfig, DefaultsFollowWhereTheValueIs) {
    const SourceConfig file = read_one(R"("file":"a.json")");
    EXPECT_EQ(file.old_after_s, 0);  // as old as it says; nobody here knows how old is too old
    EXPECT_EQ(file.expire_after_s, 0);
    EXPECT_EQ(file.audience, "public");
    const char* mqtt = R"("mqtt":{"host":"h","topic":"t"},"every_seconds":20)";
    EXPECT_EQ(read_one(mqtt).old_after_s, 60);
    EXPECT_EQ(read_one(mqtt + std::string(R"(,"updated":{"from":"/t"})")).old_after_s, 0);
    EXPECT_EQ(read_one(mqtt + std::string(R"(,"old_after_seconds":0)")).old_after_s, 0);
    const SourceConfig tls = read_one(R"("mqtt":{"host":"h","topic":"t","tls":true})");
    EXPECT_EQ(std::get<MqttOrigin>(tls.origin).port, 8883);
}

TEST(DataConfig, ExactTexts) {
    const Secrets secrets{{"dinas", {"u", "hunter2"}}};
    const struct {
        const char* source;
        const char* problems;
    } cases[] = {
        {R"("publisher":"BPS")",
         "data.json:1:25 /sources/0: nothing says where the value is; add \"file\", \"url\", "
         "\"sqlite\", \"postgresql\" or \"mqtt\"\n"},
        {R"("file":"a.csv","url":"https://x.id/")",
         "data.json:1:50 /sources/0/url: \"file\" is given too; keep one of the two\n"},
        {R"("file":"a.csv","login":"dinas")",
         "data.json:1:50 /sources/0/login: means nothing here; it goes with \"url\", "
         "\"postgresql\" or \"mqtt\"\n"},
        {R"("url":"https://x.id/","login":"dians")",
         "data.json:1:65 /sources/0/login: no login in secrets.json named \"dians\"; did you mean "
         "\"dinas\"?\n"},
        {R"("url":"http://x.id/","login":"dinas")",
         "data.json:1:64 /sources/0/login: the login would cross the internet in the open; use an "
         "https address, or \"allow_private\": true when the server stands in the local network\n"},
        {R"("url":"http://x.id/","login":"dinas","allow_private":true)", ""},
        {R"("url":"https://me:hunter2@x.id/")",
         "data.json:1:41 /sources/0/url: the URL carries a user name or password; put them into "
         "secrets.json and name them with \"login\"\n"},
        {R"("url":"ftp://x.id/")",
         "data.json:1:41 /sources/0/url: got \"ftp://x.id/\"; expected a URL like "
         "https://host[:port]/path\n"},
        {R"("file":"a.csv","columns":{"nik":"dorp"})",
         "data.json:1:67 /sources/0/columns/nik: got \"dorp\"; expected \"drop\", \"mask\", "
         "\"initials\", \"number\", \"date\" or \"text\"; did you mean \"drop\"?\n"},
        {R"("file":"a.csv","columns":{"b":"drop"},"aggregate":{"by":["a"],"sum":["a","b"]})",
         "data.json:1:104 /sources/0/aggregate/sum/0: \"a\" is named already; remove one\n"
         "data.json:1:108 /sources/0/aggregate/sum/1: the column \"b\" is dropped by \"columns\"; "
         "take it out of one of the two\n"},
        {R"("file":"a.csv","old_after_seconds":60,"expire_after_seconds":30)",
         "data.json:1:96 /sources/0/expire_after_seconds: a value expires before it is old (after "
         "60 s); raise it, or set \"old_after_seconds\" lower\n"},
        {R"("file":"a.csv","period":{"from":"meta"})",
         "data.json:1:67 /sources/0/period/from: got \"meta\"; expected a JSON pointer like "
         "\"/meta/period\"\n"},
        {R"("file":"a.csv","csv":{"separator":",","decimal":","})",
         "data.json:1:56 /sources/0/csv: \"separator\" and \"decimal\" are the same; one of them "
         "is wrong\n"},
        {R"("postgresql":{"host":"a b","database":"d","query":"select 1"})",
         "data.json:1:56 /sources/0/postgresql/host: expected the name or address of a "
         "computer, without scheme, login or port\n"},
    };
    for (const auto& c : cases) {
        EXPECT_EQ(problems_of(c.source, &secrets), c.problems) << c.source;
    }
    const std::string twice =
        R"({"version":1,"sources":[{"id":"a","file":"x"},{"id":"a","file":"y"}]})";
    EXPECT_EQ(to_string(read_data_config("data.json", twice).error()),
              "data.json:1:53 /sources/1/id: another source is named \"a\" too; give each its own "
              "id\n");
}

TEST(DataAge, FollowsTheLimits) {
    constexpr int64_t kNow = 1'800'000'000'000;
    const struct {
        int64_t age_s, old_after_s, expire_after_s;
        DataAge expected;
    } cases[] = {
        {0, 60, 120, DataAge::fresh},     {60, 60, 120, DataAge::fresh},
        {61, 60, 120, DataAge::old},      {120, 60, 120, DataAge::old},
        {121, 60, 120, DataAge::expired}, {1'000'000, 0, 0, DataAge::fresh},
        {1'000'000, 60, 0, DataAge::old}, {121, 0, 120, DataAge::expired},
        {-3600, 60, 120, DataAge::fresh},
    };
    for (const auto& c : cases) {
        EXPECT_EQ(data_age(kNow - c.age_s * 1000, kNow, c.old_after_s, c.expire_after_s),
                  c.expected)
            << c.age_s << " " << c.old_after_s << " " << c.expire_after_s;
    }
    EXPECT_EQ(data_age(0, kNow, 60, 120), DataAge::none);
}

}  // namespace
}  // namespace pendopo
