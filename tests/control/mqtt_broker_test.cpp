// What becomes of the broker when wall.json names another one, at a real Mosquitto.

#include "engine/control/mqtt_broker.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "tests/control/mqtt_fixture.h"
#include "tests/control/mqtt_sample.h"

namespace pendopo {
namespace {

using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr const char* kDevice = "homeassistant/device/pendopo/config";

class MqttBrokerTest : public test::MqttFixture {
  protected:
    // As the wall does once a second.
    void tell() {
        if (broker_link_.listens()) {
            broker_link_.update(test::mqtt_sample());
        }
    }
    bool tells(const std::string& topic, const std::string& payload) {
        return until([&] {
            tell();
            return other_->last(topic) == payload;
        });
    }
    std::vector<std::string> all(const std::string& topic) const {
        std::vector<std::string> payloads;
        for (const MqttMessage& message : other_->all()) {
            if (message.topic == topic) {
                payloads.push_back(message.payload);
            }
        }
        return payloads;
    }

    const Login login_{"wall", "hunter2"};
    MqttBroker broker_link_{loop_, clock_, execute(), Log::silent()};
};

TEST_F(MqttBrokerTest, NoBrokerIsNoProblem) {
    broker_link_.follow({}, {});
    broker_link_.update(test::mqtt_sample());
    EXPECT_FALSE(broker_link_.listens());
    EXPECT_EQ(broker_link_.problem(), "");
}

TEST_F(MqttBrokerTest, TheSameSettingsKeepTheConnection) {
    other_ = client();
    broker_link_.follow(config_, login_);
    ASSERT_TRUE(tells("pendopo/hold/state", "ON")) << broker_link_.problem();
    broker_link_.follow(config_, login_);
    other_->publish("pendopo/layout/set", "pasar");
    ASSERT_TRUE(until([&] { return !given_.empty(); }));
    EXPECT_THAT(all("pendopo/available"), Each("online"));
}

// The old name says goodbye first, and Home Assistant forgets its device.
TEST_F(MqttBrokerTest, AnotherPrefixIsAnotherWall) {
    other_ = client();
    broker_link_.follow(config_, login_);
    ASSERT_TRUE(tells("pendopo/hold/state", "ON"));
    ASSERT_TRUE(until([&] { return !other_->last(kDevice).empty(); }));
    config_.prefix = "balai";
    broker_link_.follow(config_, login_);
    ASSERT_TRUE(tells("balai/hold/state", "ON"));
    EXPECT_EQ(other_->last("balai/available"), "online");
    EXPECT_EQ(other_->last("pendopo/available"), "offline");
    EXPECT_EQ(other_->last(kDevice), "");
    EXPECT_NE(other_->last("homeassistant/device/balai/config"), "");
    std::vector<std::string> order;
    for (const MqttMessage& message : other_->all()) {
        std::string said = message.topic + " " + message.payload;
        if (message.topic.ends_with("/available") && (order.empty() || order.back() != said)) {
            order.push_back(std::move(said));
        }
    }
    EXPECT_THAT(order, ElementsAre("pendopo/available online", "pendopo/available offline",
                                   "balai/available online"));
    other_->publish("pendopo/hold/set", "ON");
    other_->publish("balai/hold/set", "OFF");
    ASSERT_TRUE(until([&] { return !given_.empty(); }));
    EXPECT_THAT(given_, ElementsAre(R"({"command":"resume"})"));
}

TEST_F(MqttBrokerTest, AnotherRoleCountsAndTheDeviceStays) {
    config_.role = "viewer";
    other_ = client();
    broker_link_.follow(config_, login_);
    ASSERT_TRUE(tells("pendopo/hold/state", "ON"));
    other_->publish("pendopo/hold/set", "ON");
    ASSERT_TRUE(until([&] { return !other_->last("pendopo/command/result").empty(); }));
    EXPECT_THAT(other_->last("pendopo/command/result"), HasSubstr("refused"));
    config_.role = "operator";
    broker_link_.follow(config_, login_);
    EXPECT_TRUE(until([&] {
        tell();
        const auto said = all("pendopo/available");
        return std::ranges::count(said, "offline") == 1 && said.back() == "online";
    }));
    other_->publish("pendopo/hold/set", "ON");
    ASSERT_TRUE(until([&] { return !given_.empty(); }));
    EXPECT_THAT(all(kDevice), Not(Contains(""))) << "never taken back";
}

TEST_F(MqttBrokerTest, AnotherLoginOfSecretsJsonCounts) {
    other_ = client();
    broker_link_.follow(config_, Login{"wall", "hunter3"});
    ASSERT_TRUE(until([&] { return !broker_link_.problem().empty(); }));
    EXPECT_THAT(broker_link_.problem(), HasSubstr("refuses the login"));
    broker_link_.follow(config_, login_);
    EXPECT_TRUE(tells("pendopo/available", "online"));
    EXPECT_EQ(broker_link_.problem(), "");
}

TEST_F(MqttBrokerTest, ABrokerTakenFromTheSettingsIsLeft) {
    other_ = client();
    broker_link_.follow(config_, login_);
    ASSERT_TRUE(tells("pendopo/hold/state", "ON"));
    broker_link_.follow({}, {});
    EXPECT_FALSE(broker_link_.listens());
    EXPECT_TRUE(heard("pendopo/available", "offline"));
    EXPECT_TRUE(heard(kDevice, ""));
    other_->publish("pendopo/hold/set", "ON");
    other_->publish("over", "yes");
    ASSERT_TRUE(heard("over", "yes"));
    EXPECT_THAT(given_, IsEmpty());
    broker_link_.follow(config_, login_);
    EXPECT_TRUE(tells("pendopo/available", "online"));
}

}  // namespace
}  // namespace pendopo
