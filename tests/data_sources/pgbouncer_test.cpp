// PostgresqlSource through a real PgBouncer that lends one connection for a transaction at a time.

#include <gtest/gtest.h>

#include <thread>

#include "engine/data/postgresql_source.h"
#include "tests/data_sources/postgresql_server.h"
#include "tests/support/wait_until.h"

namespace pendopo {
namespace {

TEST(PgBouncer, ASourceAsksThroughIt) {
    if (test::PostgresqlServer::programs().empty() || !test::PgBouncer::installed()) {
        GTEST_SKIP() << "no PostgreSQL server or no /usr/sbin/pgbouncer; run tools/setup test";
    }
    test::PostgresqlServer server;
    const test::PgBouncer bouncer(server.port());
    Stop stop = Stop::create().value();
    const SourceLogin login{"wall", "hunter2"};
    const auto fetch = [&](const std::string& query, const SourceLogin& as,
                           const std::string& database = "postgres",
                           Milliseconds time = Seconds(20)) {
        SourceConfig config;
        config.timeout_s = 7;
        config.max_bytes = 4096;
        config.origin = PostgresqlOrigin{.host = "localhost",
                                         .port = bouncer.port(),
                                         .database = database,
                                         .query = query,
                                         .tls = PostgresqlOrigin::Tls::disable};
        return PostgresqlSource(config, as).fetch({stop, Monotonic::now() + time});
    };
    const auto rows = [&](const std::string& query) {
        const auto fetched = fetch(query, login);
        return fetched ? write_value(*fetched->rows) : "error: " + fetched.error().message();
    };
    ASSERT_TRUE(test::wait_until([&] { return rows("select 1 as n") == R"([{"n":1}])"; },
                                 Seconds(60), Milliseconds(100)))
        << rows("select 1 as n") << bouncer.log();

    // One connection to the server serves one attempt after the other: none is thrown away, also
    // not after a query that fails, and what the query of another leaves is gone.
    const std::string pid = rows("select pg_backend_pid() as pid");
    EXPECT_EQ(rows("select set_config('work_mem', '7MB', false) as m"), R"([{"m":"7MB"}])");
    EXPECT_EQ(rows("select current_setting('work_mem') as m"), R"([{"m":"4MB"}])");
    EXPECT_EQ(rows("select current_setting('statement_timeout') as t"), R"([{"t":"7s"}])");
    EXPECT_EQ(rows("select date '2026-10-31' as d, 1.5::numeric as x where true"),
              R"([{"d":"2026-10-31","x":1.5}])");
    EXPECT_EQ(rows("select 1/0"), "error: the query failed (22012)");
    EXPECT_EQ(rows("create table t(n int)"),
              "error: the query failed (25006): cannot execute CREATE TABLE in a read-only "
              "transaction");
    EXPECT_EQ(rows("select pg_backend_pid() as pid"), pid) << bouncer.log();

    // While another has the connection, a source waits for it.
    std::string slow;
    std::thread other([&] { slow = rows("select pg_sleep(0.5)::text as s"); });
    EXPECT_EQ(rows("select pg_backend_pid() as pid"), pid);
    other.join();
    EXPECT_EQ(slow, R"([{"s":""}])");

    // What is given up is thrown away, and the next attempt gets another connection.
    const auto late = fetch("select pg_sleep(3600)", login, "postgres", Milliseconds(500));
    EXPECT_EQ(late.error().code(), ErrorCode::timed_out);
    EXPECT_EQ(rows("select repeat('x', 5000) as t").substr(0, 27), "error: the query gives more");
    EXPECT_EQ(rows("select 1 as n"), R"([{"n":1}])") << bouncer.log();

    EXPECT_EQ(fetch("select 1", {"wall", "hunter3"}).error().code(), ErrorCode::unauthorized);
    const auto nowhere = fetch("select 1", login, "nowhere");
    EXPECT_EQ(nowhere.error().code(), ErrorCode::unreachable);
    EXPECT_NE(nowhere.error().message().find("no such database: nowhere"), std::string::npos)
        << nowhere.error().message();

    // The pooler is there and the server is not: it says so when the transaction begins.
    server.stop();
    const auto gone = fetch("select 1", login);
    EXPECT_EQ(gone.error().code(), ErrorCode::unreachable);
    EXPECT_TRUE(gone.error().message().starts_with("no connection: ")) << gone.error().message();
    server.start();
    EXPECT_TRUE(test::wait_until([&] { return rows("select 1 as n") == R"([{"n":1}])"; },
                                 Seconds(60), Milliseconds(100)))
        << rows("select 1 as n") << bouncer.log();
}

}  // namespace
}  // namespace pendopo
