// The wall at a real Mosquitto.
// Long because its jobs share one broker that is started, frozen and killed.

#include "engine/control/mqtt_wall.h"

#include <gmock/gmock.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <memory>
#include <thread>

#include "tests/control/mqtt_fixture.h"
#include "tests/control/mqtt_sample.h"
#include "tests/support/http_get.h"
#include "tests/support/loopback.h"
#include "tests/support/memory_of.h"
#include "tests/support/test_certificate.h"

namespace pendopo {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class MqttWallTest : public test::MqttFixture {};

TEST_F(MqttWallTest, TellsItsStateAndThatItIsThere) {
    other_ = client();
    auto wall = this->wall();
    wall->update(test::mqtt_sample());
    ASSERT_TRUE(heard("pendopo/available", "online")) << wall->problem();
    ASSERT_TRUE(
        heard("pendopo/problem/state", R"({"problem":"ON","count":1,"texts":["no output DP-2"]})"));
    EXPECT_EQ(wall->problem(), "");
    EXPECT_EQ(other_->last("pendopo/layout/state"), "ringkasan");
    EXPECT_EQ(other_->last("pendopo/camera/a%2Fb/state"), "offline");
    ASSERT_TRUE(
        until([&] { return !other_->last("homeassistant/device/pendopo/config").empty(); }));
    // Only what changes is told again.
    const size_t before = other_->all().size();
    MqttFacts facts = test::mqtt_sample();
    wall->update(facts);
    facts.layout = "pasar";
    wall->update(facts);
    ASSERT_TRUE(heard("pendopo/layout/state", "pasar"));
    EXPECT_EQ(other_->all().size(), before + 1);
    // Who comes later hears all of it, because it is retained.
    other_ = client();
    ASSERT_TRUE(heard("pendopo/layout/state", "pasar"));
    EXPECT_TRUE(heard("pendopo/hold/state", "ON"));
    EXPECT_TRUE(heard("pendopo/available", "online"));
    wall.reset();
    EXPECT_TRUE(heard("pendopo/available", "offline"));
}

TEST_F(MqttWallTest, TheBrokerTellsThatAKilledWallIsGone) {
    other_ = client();
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        const auto wall = this->wall();
        loop_.run();
        ::_exit(0);
    }
    EXPECT_TRUE(heard("pendopo/available", "online"));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    EXPECT_TRUE(heard("pendopo/available", "offline"));
}

TEST_F(MqttWallTest, MessagesBecomeCommandsAndAreAnswered) {
    other_ = client();
    const auto wall = this->wall();
    wall->update(test::mqtt_sample());
    ASSERT_TRUE(heard("pendopo/available", "online"));
    other_->publish("pendopo/layout/set", "pasar");
    EXPECT_TRUE(heard("pendopo/command/result",
                      R"({"topic":"pendopo/layout/set","command":"activate_layout","tag":"e-1"})"));
    other_->publish("pendopo/command", R"({"command": "next_layout", "display": "kiri"})");
    EXPECT_TRUE(heard("pendopo/command/result",
                      R"({"topic":"pendopo/command","command":"next_layout","tag":"e-2"})"));
    EXPECT_THAT(given_, ElementsAre(R"({"command":"activate_layout","layout":"pasar"})",
                                    R"({"command":"next_layout","display":"kiri"})"));
    EXPECT_EQ(principal_, (Principal{"mqtt", Role::operate, "mqtt"}));
    // Answers are not kept.
    other_ = client();
    ASSERT_TRUE(heard("pendopo/available", "online"));
    EXPECT_EQ(other_->last("pendopo/command/result"), "");
}

TEST_F(MqttWallTest, ItsRoleDecidesWhatItMay) {
    config_.role = "viewer";
    other_ = client();
    const auto wall = this->wall();
    ASSERT_TRUE(heard("pendopo/available", "online"));
    other_->publish("pendopo/hold/set", "ON");
    ASSERT_TRUE(until([&] { return !other_->last("pendopo/command/result").empty(); }));
    EXPECT_THAT(other_->last("pendopo/command/result"),
                HasSubstr(R"("command":"hold","error":{"code":"refused")"));
    EXPECT_THAT(given_, IsEmpty());
}

TEST_F(MqttWallTest, WhatTheBrokerKeptIsNoCommand) {
    other_ = client();
    other_->publish("pendopo/hold/set", "ON", true);
    other_->publish("pendopo/command", R"({"command":"take"})", true);
    ASSERT_TRUE(heard("pendopo/command", R"({"command":"take"})"));
    const auto wall = this->wall();
    ASSERT_TRUE(heard("pendopo/available", "online"));
    other_->publish("pendopo/command", R"({"command":"undo"})");
    ASSERT_TRUE(until([&] { return !given_.empty(); }));
    EXPECT_THAT(given_, ElementsAre(R"({"command":"undo"})"));
}

TEST_F(MqttWallTest, ABrokerThatGoesAndComes) {
    other_ = client();
    const auto wall = this->wall();
    wall->update(test::mqtt_sample());
    ASSERT_TRUE(heard("pendopo/hold/state", "ON"));
    broker_.reset();
    ASSERT_TRUE(until([&] { return !wall->problem().empty(); }));
    EXPECT_EQ(wall->problem(), "mqtt: the broker ended the connection");
    ASSERT_TRUE(until([&] { return wall->problem() == "mqtt: no connection: Connection refused"; }))
        << wall->problem();
    MqttFacts facts = test::mqtt_sample();
    facts.held = false;
    wall->update(facts);
    start();
    other_ = client();
    // It forgot everything, and is told again; what was new meanwhile too.
    EXPECT_TRUE(heard("pendopo/hold/state", "OFF"));
    EXPECT_TRUE(heard("pendopo/available", "online"));
    EXPECT_TRUE(heard("pendopo/layout/state", "ringkasan"));
    EXPECT_EQ(wall->problem(), "");
    other_->publish("pendopo/hold/set", "ON");
    EXPECT_TRUE(until([&] { return !given_.empty(); }));
}

TEST_F(MqttWallTest, HostileMessagesAreRefusedAndCostNothing) {
    other_ = client();
    const auto wall = this->wall();
    ASSERT_TRUE(heard("pendopo/available", "online"));
    other_->publish("pendopo/command", std::string(size_t{1} << 20, '['));  // the broker keeps it
    other_->publish("pendopo/command", std::string(20'000, '['));
    other_->publish("pendopo/command", "\xff\xfe\x00");
    other_->publish("pendopo/command", "reboot");
    other_->publish("pendopo/hold/set", std::string(10'000, 'x'));
    other_->publish("pendopo/alarm/%zz/set", "ON");
    other_->publish("pendopo/layout/set", "pasar");
    ASSERT_TRUE(until([&] { return !given_.empty(); }));
    ASSERT_TRUE(until([&] { return other_->count("pendopo/command/result") == 6; }));
    EXPECT_THAT(given_, ElementsAre(R"({"command":"activate_layout","layout":"pasar"})"));
    std::vector<std::string> answers;
    for (const MqttMessage& message : other_->all()) {
        if (message.topic == "pendopo/command/result") {
            answers.push_back(message.payload);
        }
    }
    EXPECT_EQ(answers[0], R"({"topic":"pendopo/command","error":{"code":"exhausted",)"
                          R"("message":"command: got 20000 bytes; expected at most 16384"}})");
    EXPECT_EQ(answers[4], R"({"topic":"pendopo/alarm/%zz/set","error":{"code":"invalid",)"
                          R"("message":"alarm/%zz/set: \"%zz\" is no id of an alarm"}})");
}

TEST_F(MqttWallTest, AFloodOfCommandsIsCutToARate) {
    constexpr int kFlood = 10'000;
    other_ = client();
    const auto wall = this->wall();
    ASSERT_TRUE(heard("pendopo/available", "online"));
    for (int i = 0; i < kFlood; ++i) {
        other_->publish("pendopo/hold/set", "ON");
        if (i % 100 == 0) {
            until([] { return true; });
        }
    }
    // A broker may drop of a flood what its queues do not hold; whatever comes is counted.
    other_->publish("pendopo/flood/over", "yes");
    ASSERT_TRUE(heard("pendopo/flood/over", "yes"));
    ASSERT_TRUE(until([&] { return given_.size() == 50 && wall->dropped() > 1000; }))
        << given_.size() << " " << wall->dropped();
    clock_.advance(Seconds(2));
    other_->publish("pendopo/hold/set", "OFF");
    EXPECT_TRUE(until([&] { return given_.back() == R"({"command":"resume"})"; }));
    EXPECT_LE(given_.size(), 50u + 40u);
    EXPECT_LE(wall->dropped(), static_cast<uint64_t>(kFlood));
    EXPECT_LE(other_->count("pendopo/command/result"), 50u + 40u + 1u);
}

TEST_F(MqttWallTest, ABrokerThatDoesNotReadCostsNoMemory) {
    other_ = client();
    const auto wall = this->wall();
    MqttFacts facts = test::mqtt_sample();
    wall->update(facts);
    ASSERT_TRUE(heard("pendopo/hold/state", "ON"));
    broker_->signal(SIGSTOP);
    const test::PeakMemory memory;
    for (int i = 0; i < 1000; ++i) {
        facts.state = "\"" + std::to_string(i) + std::string(200'000, 'x') + "\"";
        wall->update(facts);
        loop_.turn();
    }
    EXPECT_LT(memory.growth_bytes(), (size_t{32} << 20) + test::kSanitizerBytes);
    broker_->signal(SIGCONT);
    EXPECT_TRUE(heard("pendopo/state", facts.state));  // the newest
    EXPECT_LT(other_->count("pendopo/state"), 100u);
}

TEST_F(MqttWallTest, SomebodyElsesEndIsNotOurs) {
    other_ = client();
    const auto wall = this->wall();
    wall->update(test::mqtt_sample());
    ASSERT_TRUE(heard("pendopo/available", "online"));
    const size_t before = other_->count("pendopo/available");
    other_->publish("pendopo/available", "offline", true);
    EXPECT_TRUE(until([&] { return other_->count("pendopo/available") >= before + 2; }));
    EXPECT_EQ(other_->last("pendopo/available"), "online");
    EXPECT_THAT(given_, IsEmpty());
    // Whoever says so all the time is answered a few times, and then once for each update.
    for (int i = 0; i < 200; ++i) {
        other_->publish("pendopo/available", "offline");
        other_->publish("homeassistant/status", "online");
    }
    other_->publish("flood/over", "yes");
    ASSERT_TRUE(heard("flood/over", "yes"));
    other_->publish("pendopo/hold/set", "ON");
    ASSERT_TRUE(until([&] { return !given_.empty(); }));
    EXPECT_LE(other_->count("homeassistant/device/pendopo/config"), 1u + 5u);
    wall->update(test::mqtt_sample());
    EXPECT_TRUE(heard("pendopo/available", "online"));
}

TEST_F(MqttWallTest, HomeAssistantIsToldAgainWhenItStarts) {
    const std::string topic = "homeassistant/device/pendopo/config";
    other_ = client();
    auto wall = this->wall();
    wall->update(test::mqtt_sample());
    ASSERT_TRUE(until([&] { return other_->count(topic) == 1; }));
    other_->publish("homeassistant/status", "offline");
    other_->publish("homeassistant/status", "online");
    EXPECT_TRUE(until([&] { return other_->count(topic) == 2; }));
    EXPECT_EQ(wall->dropped(), 0u);
    // Without discovery it forgets the wall.
    wall.reset();
    config_.discovery = false;
    wall = this->wall();
    wall->update(test::mqtt_sample());
    EXPECT_TRUE(until([&] { return other_->count(topic) == 3 && other_->last(topic).empty(); }));
}

TEST_F(MqttWallTest, RefusalsSayWhy) {
    other_ = client();
    const auto wrong = this->wall("hunter3");
    ASSERT_TRUE(until([&] { return !wrong->problem().empty(); }));
    EXPECT_EQ(wrong->problem(),
              "mqtt: the broker refuses the login; check \"login\" of \"mqtt\" and secrets.json");
    config_.host = "nobody.invalid";
    const auto nobody = this->wall();
    ASSERT_TRUE(until([&] { return !nobody->problem().empty(); }));
    EXPECT_EQ(nobody->problem(), "mqtt: nobody knows the name of the broker");
    config_.host = "localhost";
    config_.tls = true;
    config_.ca_file = folder_ / "none.pem";
    const auto no_file = this->wall();
    EXPECT_EQ(no_file->problem(), "mqtt: cannot read " + (folder_ / "none.pem"));
    config_.ca_file.clear();
    const auto no_tls = this->wall();
    ASSERT_TRUE(until([&] { return !no_tls->problem().empty(); }));
    EXPECT_EQ(no_tls->problem(),
              "mqtt: the broker's certificate is not accepted, or it speaks no TLS");
}

TEST_F(MqttWallTest, TlsWithTheAuthorityThatWasNamed) {
    const TestCertificate good = make_certificate("localhost");
    const int port = test::free_port();
    folder_.write("ca.pem", good.certificate);
    folder_.write("key.pem", good.key, 0600);
    configure("listener " + std::to_string(port) + " 127.0.0.1\ncertfile " + (folder_ / "ca.pem") +
              "\nkeyfile " + (folder_ / "key.pem") + "\n");
    broker_.reset();
    start();
    other_ = client();
    config_.port = port;
    config_.tls = true;
    const auto unknown = this->wall();  // the system's authorities do not know it
    ASSERT_TRUE(until([&] { return !unknown->problem().empty(); }));
    EXPECT_EQ(unknown->problem(),
              "mqtt: the broker's certificate is not accepted, or it speaks no TLS");
    config_.ca_file = folder_ / "ca.pem";
    config_.host = "127.0.0.1";  // not the name in the certificate
    const auto other_name = this->wall();
    ASSERT_TRUE(until([&] { return !other_name->problem().empty(); }));
    EXPECT_EQ(other_name->problem(), unknown->problem());
    EXPECT_EQ(other_->last("pendopo/available"), "");
    config_.host = "localhost";
    const auto wall = this->wall();
    ASSERT_TRUE(heard("pendopo/available", "online")) << wall->problem();
    for (int i = 0; i < 40; ++i) {  // several in one TLS record
        other_->publish("pendopo/hold/set", "ON");
    }
    EXPECT_TRUE(until([&] { return given_.size() == 40; })) << given_.size();
}

// Ends are as quick as ever while a name is looked up or a connection made.
TEST_F(MqttWallTest, NobodyWaitsForAConnectionInTheMaking) {
    const UniqueFd silent = test::bound_to_loopback(SOCK_STREAM);
    ASSERT_EQ(::listen(silent.get(), 1), 0);
    config_.port = test::port_of(silent);
    const MonotonicTime begun = Monotonic::now();
    {
        const auto wall = this->wall();
        until([] { return true; });
        EXPECT_EQ(wall->problem(), "");
    }
    { const auto wall = this->wall(); }
    EXPECT_LT(Monotonic::now() - begun, Seconds(5));
}

// Speaks MQTT 3.1.1 alone, and says so as its standard wants.
TEST_F(MqttWallTest, AnOldBrokerIsSpokenToInItsOwnVersion) {
    const UniqueFd listener = test::bound_to_loopback(SOCK_STREAM);
    ASSERT_EQ(::listen(listener.get(), 4), 0);
    config_.port = test::port_of(listener);
    std::vector<int> versions;
    std::vector<UniqueFd> peers;  // open until the end
    std::thread broker([&] {
        for (int i = 0; i < 2; ++i) {
            peers.emplace_back(::accept(listener.get(), nullptr, nullptr));
            char head[64] = {};
            (void)!::recv(peers.back().get(), head, sizeof head, 0);
            // A fixed header, "MQTT" with its length, the version.
            const std::string_view text(head, sizeof head);
            versions.push_back(head[text.find("MQTT") + 4]);
            const char refused[] = {0x20, 0x02, 0x00, 0x01};
            const char accepted[] = {0x20, 0x02, 0x00, 0x00};
            (void)!::send(peers.back().get(), versions.back() == 5 ? refused : accepted, 4,
                          MSG_NOSIGNAL);
        }
    });
    const auto wall = this->wall();
    EXPECT_TRUE(until([&] { return !wall->problem().empty(); }));
    EXPECT_EQ(wall->problem(), "mqtt: the broker refuses: Unsupported Protocol Version");
    EXPECT_TRUE(until([&] { return wall->problem().empty(); }));
    broker.join();
    EXPECT_THAT(versions, ElementsAre(5, 4));
}

TEST(CommandRate, ABurstAndThenARate) {
    CommandRate rate(2, 10);
    const MonotonicTime t = MonotonicTime(Seconds(5));
    EXPECT_TRUE(rate.take(t));
    EXPECT_TRUE(rate.take(t));
    EXPECT_FALSE(rate.take(t));
    EXPECT_FALSE(rate.take(t + Milliseconds(99)));
    EXPECT_TRUE(rate.take(t + Milliseconds(101)));
    EXPECT_FALSE(rate.take(t + Milliseconds(102)));
    EXPECT_TRUE(rate.take(t + Seconds(10)));
    EXPECT_TRUE(rate.take(t + Seconds(10)));
    EXPECT_FALSE(rate.take(t + Seconds(10)));
}

}  // namespace
}  // namespace pendopo
