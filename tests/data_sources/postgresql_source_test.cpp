// PostgresqlSource against a real server of its own. One test, because a server takes seconds to
// make.

#include "engine/data/postgresql_source.h"

#include <gtest/gtest.h>

#include <thread>

#include "tests/data_sources/hostile_server.h"
#include "tests/data_sources/postgresql_server.h"
#include "tests/support/wait_until.h"

namespace pendopo {
namespace {

TEST(PostgresqlSource, AServerThatSaysNothingIsGivenUp) {
    const test::HostileServer silent;
    Stop stop = Stop::create().value();
    SourceConfig config;
    config.origin = PostgresqlOrigin{.host = "127.0.0.1",
                                     .port = silent.port(),
                                     .database = "d",
                                     .query = "select 1",
                                     .tls = PostgresqlOrigin::Tls::disable};
    PostgresqlSource source(config, std::nullopt);
    const auto late = source.fetch({stop, Monotonic::now() + Milliseconds(300)});
    EXPECT_EQ(late.error().message(), "it took too long");
    EXPECT_EQ(late.error().code(), ErrorCode::timed_out);
    std::get<PostgresqlOrigin>(config.origin).port = 1;
    const auto nobody =
        PostgresqlSource(config, std::nullopt).fetch({stop, Monotonic::now() + Seconds(20)});
    EXPECT_EQ(nobody.error().code(), ErrorCode::unreachable);
    EXPECT_TRUE(nobody.error().message().starts_with("no connection: "))
        << nobody.error().message();
}

TEST(PostgresqlSource, AsksARealServer) {
    if (test::PostgresqlServer::programs().empty()) {
        GTEST_SKIP() << "no PostgreSQL server in /usr/lib/postgresql; run tools/setup test";
    }
    test::PostgresqlServer server;
    Stop stop = Stop::create().value();
    const auto fetch = [&](const std::string& query, std::optional<SourceLogin> login,
                           Milliseconds time = Seconds(20)) {
        SourceConfig config;
        config.id = "a";
        config.max_bytes = 4096;
        config.origin = PostgresqlOrigin{.host = "localhost",
                                         .port = server.port(),
                                         .database = "postgres",
                                         .query = query,
                                         .tls = PostgresqlOrigin::Tls::disable};
        return PostgresqlSource(config, std::move(login)).fetch({stop, Monotonic::now() + time});
    };
    const SourceLogin login{"wall", "hunter2"};
    const auto rows = [&](const std::string& query) {
        const auto fetched = fetch(query, login);
        return fetched ? write_value(*fetched->rows) : "error: " + fetched.error().message();
    };
    ASSERT_TRUE(test::wait_until([&] { return rows("select 1 as n") == R"([{"n":1}])"; },
                                 Seconds(60), Milliseconds(100)))
        << rows("select 1 as n");

    EXPECT_EQ(rows("select 'Glagah' as k, 12500000000 as n, 1.5::numeric as x, 'NaN'::float8 as y, "
                   "'Infinity'::numeric as z, true as b, null as l, date '2026-10-31' as d, "
                   "'{\"a\": [1]}'::jsonb as j, 1 as n"),
              R"([{"k":"Glagah","n":12500000000,"x":1.5,"y":null,"z":null,"b":true,"l":null,)"
              R"("d":"2026-10-31","j":{"a":[1]},"n 2":1}])");
    EXPECT_EQ(rows("select 1 as n where false"), "[]");
    EXPECT_EQ(rows("select * from nowhere"),
              "error: the query failed (42P01): relation \"nowhere\" does not exist");
    EXPECT_EQ(rows("selct 1"),
              "error: the query failed (42601): syntax error at or near \"selct\"");
    // The value that did not fit is not told.
    EXPECT_EQ(rows("select 'rahasia'::int"), "error: the query failed (22P02)");

    for (const char* evil : {"create table t(n int)", "select 1; commit; create table t(n int)",
                             "set transaction_read_only = off", "drop table pg_class",
                             "select set_config('transaction_read_only', 'off', false)"}) {
        EXPECT_TRUE(rows(evil).starts_with("error: ")) << evil << " " << rows(evil);
    }
    // What a read-only transaction still lets through goes with the connection.
    EXPECT_TRUE(rows("select lo_create(0) > 0 as made").find("error") == std::string::npos);
    EXPECT_EQ(rows("select count(*) as n from pg_largeobject_metadata"), R"([{"n":0}])");
    EXPECT_EQ(rows("select count(*) as n from pg_tables where tablename = 't'"), R"([{"n":0}])");

    EXPECT_EQ(rows("select repeat('x', 100) as t from generate_series(1, 10000) as a, "
                   "generate_series(1, 10000) as b"),
              "error: the query gives more than 4096 bytes or 500000 values; let it sum up, add "
              "LIMIT, or raise \"max_bytes\"");
    const auto late = fetch("select pg_sleep(3600)", login, Milliseconds(500));
    EXPECT_EQ(late.error().code(), ErrorCode::timed_out);
    EXPECT_EQ(late.error().message(), "it took too long");

    for (const std::optional<SourceLogin>& wrong :
         {std::optional(SourceLogin{"wall", "hunter3"}), std::optional<SourceLogin>()}) {
        const auto refused = fetch("select 1", wrong);
        EXPECT_EQ(refused.error().code(), ErrorCode::unauthorized);
        EXPECT_EQ(refused.error().message(),
                  "the server refuses the login; check it in secrets.json");
    }

    server.stop();
    EXPECT_EQ(fetch("select 1", login).error().code(), ErrorCode::unreachable);
    server.start();
    EXPECT_TRUE(test::wait_until([&] { return fetch("select 1", login).has_value(); }, Seconds(60),
                                 Milliseconds(100)));
    std::thread stopper([&] { stop.request(); });
    EXPECT_EQ(fetch("select pg_sleep(3600)", login, Seconds(600)).error().code(),
              ErrorCode::stopped);
    stopper.join();
}

}  // namespace
}  // namespace pendopo
