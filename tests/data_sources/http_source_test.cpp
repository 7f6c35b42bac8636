// HttpSource against a real server, good and bad.

#include "engine/data/http_source.h"

#include <gtest/gtest.h>

#include <thread>

#include "engine/data/shape.h"
#include "tests/data_sources/hostile_server.h"
#include "tests/support/temp_dir.h"
#include "tests/support/test_certificate.h"
#include "tests/support/tls_front.h"

namespace pendopo {
namespace {

class HttpSourceTest : public testing::Test {
  protected:
    SourceConfig config(const std::string& url, bool allow_private = true) {
        SourceConfig config;
        config.id = "a";
        config.origin = HttpOrigin{.url = url, .allow_private = allow_private};
        config.max_bytes = 64 << 10;
        return config;
    }
    Until within(Milliseconds time) { return {stop_, Monotonic::now() + time}; }
    Result<Fetched> fetch(const std::string& path, Milliseconds time = Seconds(20)) {
        return HttpSource(config(server_.url(path)), std::nullopt).fetch(within(time));
    }
    // What becomes of it: the value's text or the reason that staff reads.
    std::string outcome(const std::string& path, Milliseconds time = Seconds(20)) {
        const auto fetched = fetch(path, time);
        if (!fetched) {
            return "error: " + fetched.error().message();
        }
        const auto shaped = shape(*fetched, config(""), "Asia/Jakarta", 1);
        return shaped ? shaped->text : "error: " + shaped.error().message();
    }

    test::HostileServer server_;
    Stop stop_ = Stop::create().value();
};

TEST_F(HttpSourceTest, AsksAgainOnlyForWhatChanged) {
    HttpSource source(config(server_.url("/good")), std::nullopt);
    const auto first = source.fetch(within(Seconds(20)));
    ASSERT_TRUE(first) << first.error().message();
    EXPECT_EQ(first->body, R"({"n": 1})");
    EXPECT_EQ(first->modified_ms, 0);
    EXPECT_EQ(source.fetch(within(Seconds(20)))->news, Fetched::News::same);
    source.forget();
    EXPECT_EQ(source.fetch(within(Seconds(20)))->news, Fetched::News::value);

    const auto dated = fetch("/dated");
    ASSERT_TRUE(dated) << dated.error().message();
    const int64_t now_ms = std::chrono::duration_cast<Milliseconds>(
                               std::chrono::system_clock::now().time_since_epoch())
                               .count();
    EXPECT_EQ(dated->modified_ms, std::min<int64_t>(1'793'410'200'000, now_ms / 1000 * 1000));
    EXPECT_EQ(outcome("/csv"), R"([{"a":1,"b":"x"}])");
}

TEST_F(HttpSourceTest, HostileAnswersHaveAClearReason) {
    const std::string too_large =
        "error: the answer has more than 65536 bytes; raise \"max_bytes\" or ask for less";
    const struct {
        const char* path;
        std::string expected;
    } cases[] = {
        {"/endless", too_large},
        {"/huge", too_large},
        {"/gzip", too_large},
        {"/nan", R"({"a":null,"b":[null,null]})"},
        {"/latin1", R"({"a":"café"})"},
        {"/deep", "error: nested deeper than 32 levels"},
        {"/empty", "error: it is empty; expected JSON"},
        {"/html", "error: it is a web page or XML; expected JSON or CSV"},
        {"/500", "error: the server answers 500; expected 200"},
        {"/204", "error: the server answers 204; expected 200"},
        {"/403", "error: the server forbids it (403)"},
        {"/404", "error: the server has nothing there (404)"},
        {"/loop", "error: more than three redirects"},
        {"/hops/3", "[7]"},
        {"/hops/4", "error: more than three redirects"},
        {"/to-file", "error: a redirect leads to no web address"},
        {"/302", "error: a redirect leads to no web address"},
    };
    for (const auto& c : cases) {
        EXPECT_EQ(outcome(c.path), c.expected) << c.path;
    }
    for (const char* path : {"/rst", "/no-http", "/bad-gzip", "/cut", "/endless-head"}) {
        EXPECT_TRUE(outcome(path).starts_with("error: ")) << path << " " << outcome(path);
    }
}

TEST_F(HttpSourceTest, CharsetsAndCodingsAsServersSayThem) {
    EXPECT_EQ(outcome("/cp1252"), R"([{"a":"–","b":"é"}])");
    EXPECT_EQ(outcome("/coding"), "[2]");
}

TEST_F(HttpSourceTest, AServersOwnCertificateIsPinnedOrVouchedFor) {
    const TestCertificate certificate = make_certificate("127.0.0.1");
    const TlsFront front("rtsp" + server_.url("/good").substr(4), certificate);
    const auto outcome_of = [&](HttpOrigin origin) {
        origin.url = "https://127.0.0.1:" + std::to_string(front.port()) + "/good";
        origin.allow_private = true;
        SourceConfig source = config("");
        source.origin = origin;
        const auto fetched = HttpSource(source, std::nullopt).fetch(within(Seconds(20)));
        return fetched ? fetched->body : fetched.error().message();
    };
    EXPECT_EQ(outcome_of({}),
              "no authority known here vouches for the server's certificate: it signed it itself, "
              "or does not send the certificate between it and its authority; say \"ca_file\", or "
              "\"certificate_sha256\": \"" +
                  certificate.sha256 + "\" once you have compared it with the server's");
    HttpOrigin pinned;
    pinned.certificate_sha256 = certificate.sha256;
    EXPECT_EQ(outcome_of(pinned), R"({"n": 1})");
    pinned.certificate_sha256 = std::string(64, 'a');
    EXPECT_EQ(
        outcome_of(pinned),
        "the server shows another certificate than \"certificate_sha256\" allows; its SHA-256 "
        "is " +
            certificate.sha256);
    const test::TempDir folder;
    folder.write("ca.pem", certificate.certificate);
    HttpOrigin vouched;
    vouched.ca_file = folder / "ca.pem";
    EXPECT_EQ(outcome_of(vouched), R"({"n": 1})");
    vouched.ca_file = folder / "none.pem";
    EXPECT_EQ(outcome_of(vouched).substr(0, 9), "ca_file: ");
}

TEST_F(HttpSourceTest, AProxyIsUsedWhereTheSourceNamesOne) {
    SourceConfig source = config("http://data.example.go.id/bansos", false);
    std::get<HttpOrigin>(source.origin).proxy = server_.url("");
    const auto fetched = HttpSource(source, std::nullopt).fetch(within(Seconds(20)));
    ASSERT_TRUE(fetched) << fetched.error().message();
    EXPECT_EQ(fetched->body, R"({"asked": "data.example.go.id/bansos"})");
}

TEST_F(HttpSourceTest, WhatNeverEndsIsGivenUpAtTheDeadline) {
    for (const char* path : {"/hang", "/drip", "/drip-head"}) {
        const MonotonicTime begin = Monotonic::now();
        const auto fetched = fetch(path, Milliseconds(300));
        EXPECT_EQ(fetched.error().message(), "it took too long") << path;
        EXPECT_EQ(fetched.error().code(), ErrorCode::timed_out) << path;
        EXPECT_GE(Monotonic::now() - begin, Milliseconds(300)) << path;
        EXPECT_LT(Monotonic::now() - begin, Seconds(20)) << path;  // not the server's hour
    }
    std::thread stopper([&] { stop_.request(); });
    EXPECT_EQ(fetch("/hang", Seconds(600)).error().code(), ErrorCode::stopped);
    stopper.join();
}

TEST_F(HttpSourceTest, ASourceIsUsableAfterEveryFailure) {
    HttpSource source(config(server_.url("/good")), std::nullopt);
    EXPECT_FALSE(source.fetch(within(Milliseconds(0))));
    const auto good = source.fetch(within(Seconds(20)));
    EXPECT_TRUE(good) << good.error().message();
    HttpSource nobody(config("http://127.0.0.1:1/"), std::nullopt);
    EXPECT_EQ(nobody.fetch(within(Seconds(20))).error().code(), ErrorCode::unreachable);
    HttpSource unknown(config("http://no-such-host.invalid/"), std::nullopt);
    EXPECT_FALSE(unknown.fetch(within(Seconds(5))));
}

TEST_F(HttpSourceTest, NothingReachesInsideUnlessAllowed) {
    const char* refusal =
        "the address leads into this machine or a local network; that is allowed only with "
        "\"allow_private\": true";
    for (const char* host : {"127.0.0.1", "localhost", "127.0.0.9"}) {
        HttpSource inside(config(server_.url("/good", host), false), std::nullopt);
        const auto fetched = inside.fetch(within(Seconds(20)));
        ASSERT_FALSE(fetched) << host;
        EXPECT_EQ(fetched.error().message(), refusal) << host;
        EXPECT_EQ(fetched.error().code(), ErrorCode::refused) << host;
    }
    EXPECT_EQ(outcome("/count"), "0");  // not one connection was made

    // As if 127.0.0.2 were on the internet: it may be asked, but a redirect from it leads no
    // further inside.
    const AddressRule only_two = [](std::span<const uint8_t> bytes) {
        return bytes.size() == 4 && bytes[3] == 2;
    };
    HttpSource good(config(server_.url("/good", "127.0.0.2"), false), std::nullopt, only_two);
    EXPECT_TRUE(good.fetch(within(Seconds(20))));
    HttpSource sly(config(server_.url("/to-loopback", "127.0.0.2"), false), std::nullopt, only_two);
    EXPECT_EQ(sly.fetch(within(Seconds(20))).error().message(), refusal);
}

TEST_F(HttpSourceTest, TheLoginGoesToItsOriginOnly) {
    const SourceLogin login{"u", "hunter2"};
    const auto fetched_with = [&](const std::string& path, HttpOrigin::Auth auth,
                                  std::optional<SourceLogin> used) {
        SourceConfig c = config(server_.url(path));
        std::get<HttpOrigin>(c.origin).auth = auth;
        return HttpSource(c, std::move(used)).fetch(within(Seconds(20)));
    };
    using Auth = HttpOrigin::Auth;
    EXPECT_EQ(fetched_with("/secret", Auth::basic, login)->body, "[1]");
    EXPECT_EQ(fetched_with("/secret", Auth::bearer, login)->body, "[1]");
    const auto refused = fetched_with("/secret", Auth::basic, SourceLogin{"u", "wrong"});
    EXPECT_EQ(refused.error().code(), ErrorCode::unauthorized);
    EXPECT_EQ(refused.error().message(),
              "the server refuses the login (401); check it in secrets.json");
    EXPECT_EQ(fetched_with("/secret", Auth::basic, std::nullopt).error().code(),
              ErrorCode::unauthorized);
    EXPECT_EQ(fetched_with("/echo", Auth::bearer, login)->body, R"({"sent": "Bearer hunter2"})");
    EXPECT_EQ(fetched_with("/to-other-echo", Auth::bearer, login)->body, R"({"sent": "nothing"})");
}

}  // namespace
}  // namespace pendopo
