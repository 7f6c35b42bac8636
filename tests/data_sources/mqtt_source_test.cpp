// MqttSource against a real Mosquitto.

#include "engine/data/mqtt_source.h"

#include <gtest/gtest.h>

#include <thread>

#include "tests/data_sources/hostile_server.h"
#include "tests/support/child_process.h"
#include "tests/support/http_get.h"
#include "tests/support/temp_dir.h"
#include "tests/support/wait_until.h"

namespace pendopo {
namespace {

class MqttSourceTest : public testing::Test {
  protected:
    MqttSourceTest() {
        const auto made = test::run_to_end(
            {.command = {"mosquitto_passwd", "-b", "-c", folder_ / "passwords", "wall", "hunter2"}},
            Seconds(30));
        EXPECT_TRUE(made) << made.error().message();
        folder_.write("acl", "user wall\ntopic readwrite cuaca/#\n");
        folder_.write("conf", "user root\nlistener " + std::to_string(port_) +
                                  " 127.0.0.1\nallow_anonymous false\npassword_file " +
                                  (folder_ / "passwords") + "\nacl_file " + (folder_ / "acl") +
                                  "\n");
        start();
    }
    void start() {
        auto child =
            test::ChildProcess::spawn({.command = {"/usr/sbin/mosquitto", "-c", folder_ / "conf"},
                                       .error_output = folder_ / "log"});
        CHECK(child);
        broker_ = std::make_unique<test::ChildProcess>(std::move(*child));
    }
    // Through the broker's own tool, retained or not.
    bool publish(const std::string& message, bool retained = false) {
        std::vector<std::string> words{
            "mosquitto_pub", "-h", "127.0.0.1", "-p", std::to_string(port_), "-u", "wall", "-P",
            "hunter2",       "-q", "1",         "-t", "cuaca/giri",          "-s"};
        folder_.write("message", message);
        words.back() = "-f";
        words.push_back(folder_ / "message");
        if (retained) {
            words.push_back("-r");
        }
        return test::run_to_end({.command = words}, Seconds(10)).has_value();
    }
    std::unique_ptr<MqttSource> source(const std::string& password = "hunter2",
                                       const std::string& topic = "cuaca/+") {
        SourceConfig config;
        config.id = "a";
        config.max_bytes = 1024;
        config.origin = MqttOrigin{"localhost", port_, topic, false};
        return std::make_unique<MqttSource>(config, SourceLogin{"wall", password});
    }
    Until within(Milliseconds time) { return {stop_, Monotonic::now() + time}; }
    Result<Fetched> fetch(MqttSource& mqtt) { return mqtt.fetch(within(Seconds(20))); }
    bool reachable() {
        return test::wait_until([&] { return fetch(*source()).has_value(); }, Seconds(30),
                                Milliseconds(50));
    }

    test::TempDir folder_;
    int port_ = test::free_port();
    std::unique_ptr<test::ChildProcess> broker_;
    Stop stop_ = Stop::create().value();
};

TEST_F(MqttSourceTest, TheNewestMessageIsTheValue) {
    ASSERT_TRUE(reachable()) << folder_.read("log");
    const auto mqtt = source();
    const auto nothing = fetch(*mqtt);
    ASSERT_TRUE(nothing) << nothing.error().message();
    EXPECT_EQ(nothing->news, Fetched::News::none);

    ASSERT_TRUE(publish("[1]"));
    mqtt->wait(within(Seconds(30)));  // returns for the message, long before its time
    const auto first = fetch(*mqtt);
    ASSERT_TRUE(first) << first.error().message();
    EXPECT_EQ(first->body, "[1]");
    EXPECT_GT(first->modified_ms, 0);
    EXPECT_EQ(fetch(*mqtt)->news, Fetched::News::none);

    ASSERT_TRUE(publish(std::string(1025, 'x')));
    mqtt->wait(within(Seconds(30)));
    EXPECT_EQ(fetch(*mqtt).error().message(),
              "a message has more than 1024 bytes; raise \"max_bytes\" or send less");
    EXPECT_EQ(fetch(*mqtt)->news, Fetched::News::none);

    // A retained message is there for who comes later.
    ASSERT_TRUE(publish("[2]", true));
    const auto later = source();
    std::string body;
    EXPECT_TRUE(test::wait_until(
        [&] {
            const auto fetched = fetch(*later);
            body = fetched ? fetched->body : fetched.error().message();
            return body == "[2]";
        },
        Seconds(20)))
        << body;
}

TEST_F(MqttSourceTest, ABrokerThatGoesAndComes) {
    ASSERT_TRUE(reachable());
    const auto mqtt = source();
    ASSERT_TRUE(fetch(*mqtt));
    broker_.reset();
    mqtt->wait(within(Seconds(30)));  // ends with the connection
    EXPECT_EQ(fetch(*mqtt).error().code(), ErrorCode::unreachable);
    start();
    EXPECT_TRUE(
        test::wait_until([&] { return fetch(*mqtt).has_value(); }, Seconds(30), Milliseconds(50)));
    ASSERT_TRUE(publish("[3]"));
    mqtt->wait(within(Seconds(30)));
    EXPECT_EQ(fetch(*mqtt)->body, "[3]");
    std::thread stopper([&] { stop_.request(); });
    mqtt->wait(within(Seconds(600)));
    stopper.join();
    EXPECT_TRUE(stop_.requested());
}

TEST_F(MqttSourceTest, RefusalsSayWhy) {
    ASSERT_TRUE(reachable());
    const auto wrong = source("hunter3");
    const auto login = fetch(*wrong);
    EXPECT_EQ(login.error().code(), ErrorCode::unauthorized);
    EXPECT_EQ(login.error().message(), "the broker refuses the login; check it in secrets.json");
    EXPECT_FALSE(fetch(*source("hunter2", "cuaca/#/x")));  // no topic
    // What listens there and says nothing, or something else, is given up at the deadline.
    const test::HostileServer silent;
    SourceConfig hangs;
    hangs.origin = MqttOrigin{"127.0.0.1", silent.port(), "t", false};
    MqttSource waiting(hangs, std::nullopt);
    EXPECT_EQ(waiting.fetch(within(Milliseconds(300))).error().code(), ErrorCode::timed_out);
    EXPECT_EQ(waiting.fetch(within(Milliseconds(300))).error().message(), "it took too long");
    SourceConfig nobody;
    nobody.origin = MqttOrigin{"127.0.0.1", 1, "t", false};
    EXPECT_EQ(MqttSource(nobody, std::nullopt).fetch(within(Seconds(20))).error().code(),
              ErrorCode::unreachable);
}

}  // namespace
}  // namespace pendopo
