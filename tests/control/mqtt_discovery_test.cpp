// What Home Assistant is told, against tests/data/homeassistant (which says where it is from).

#include "engine/control/mqtt_discovery.h"

#include <gmock/gmock.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "tests/control/mqtt_sample.h"
#include "tests/support/source_folder.h"

namespace pendopo {
namespace {

using Json = nlohmann::ordered_json;
using Adapter = valijson::adapters::NlohmannJsonAdapter;

// What the schema has against a message; empty: nothing.
std::string objections(const std::string& text) {
    std::ifstream file(test::source_folder() +
                       "/tests/data/homeassistant/device_discovery.schema.json");
    const nlohmann::json schema_json = nlohmann::json::parse(file);
    valijson::Schema schema;
    valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
    parser.populateSchema(Adapter(schema_json), schema);
    const nlohmann::json document = nlohmann::json::parse(text);
    valijson::ValidationResults results;
    valijson::Validator().validate(schema, Adapter(document), &results);
    std::string all;
    for (valijson::ValidationResults::Error error; results.popError(error);) {
        for (const std::string& step : error.context) {
            all += step;
        }
        all += ": " + error.description + "\n";
    }
    return all;
}

TEST(MqttDiscovery, OneDeviceWithItsEntities) {
    const MqttMessage message = discovery_message("lobi/pendopo", test::mqtt_sample(), {});
    EXPECT_EQ(message.topic, "homeassistant/device/lobi_pendopo/config");
    EXPECT_TRUE(message.retained);
    EXPECT_EQ(objections(message.payload), "");
    const Json json = Json::parse(message.payload);
    EXPECT_EQ(json["device"].dump(),
              R"({"identifiers":["lobi_pendopo"],"name":"Lobi","manufacturer":"Pendopo",)"
              R"("model":"Video wall","sw_version":"0.1.0",)"
              R"("configuration_url":"https://dinding.lan:7600/"})");
    EXPECT_EQ(json["origin"].dump(), R"({"name":"Pendopo","sw_version":"0.1.0"})");
    EXPECT_EQ(json["availability_topic"], "lobi/pendopo/available");
    const struct {
        const char* key;
        const char* entity;
    } entities[] = {
        {"layout", R"({"platform":"select","unique_id":"lobi_pendopo_layout","name":"Tata letak",)"
                   R"("icon":"mdi:view-dashboard","state_topic":"lobi/pendopo/layout/state",)"
                   R"("command_topic":"lobi/pendopo/layout/set","options":["pasar","ringkasan"]})"},
        {"hold", R"({"platform":"switch","unique_id":"lobi_pendopo_hold","name":"Tahan",)"
                 R"("icon":"mdi:pause-circle","state_topic":"lobi/pendopo/hold/state",)"
                 R"("command_topic":"lobi/pendopo/hold/set"})"},
        {"cameras_hidden", R"({"platform":"switch","unique_id":"lobi_pendopo_cameras_hidden",)"
                           R"("name":"Sembunyikan kamera","icon":"mdi:eye-off",)"
                           R"("state_topic":"lobi/pendopo/cameras_hidden/state",)"
                           R"("command_topic":"lobi/pendopo/cameras_hidden/set"})"},
        {"message",
         R"({"platform":"text","unique_id":"lobi_pendopo_message","name":"Pesan",)"
         R"("icon":"mdi:message-text","command_topic":"lobi/pendopo/message/set","max":255})"},
        {"undo", R"({"platform":"button","unique_id":"lobi_pendopo_undo","name":"Urungkan",)"
                 R"("icon":"mdi:undo","command_topic":"lobi/pendopo/command",)"
                 R"("payload_press":"{\"command\":\"undo\"}"})"},
        {"problem",
         R"({"platform":"binary_sensor","unique_id":"lobi_pendopo_problem","name":"Masalah",)"
         R"("icon":"mdi:alert-circle","device_class":"problem",)"
         R"("state_topic":"lobi/pendopo/problem/state",)"
         R"("value_template":"{{ value_json.problem }}",)"
         R"("json_attributes_topic":"lobi/pendopo/problem/state",)"
         R"("entity_category":"diagnostic"})"},
        {"camera_a%2Fb",
         R"({"platform":"sensor","unique_id":"lobi_pendopo_camera_a%2Fb","name":"A b",)"
         R"("icon":"mdi:cctv","state_topic":"lobi/pendopo/camera/a%2Fb/state",)"
         R"("entity_category":"diagnostic"})"},
        {"alarm_gempa",
         R"({"platform":"switch","unique_id":"lobi_pendopo_alarm_gempa","name":"Alarm: Gempa",)"
         R"("icon":"mdi:alarm-light","state_topic":"lobi/pendopo/alarm/gempa/state",)"
         R"("command_topic":"lobi/pendopo/alarm/gempa/set"})"},
    };
    for (const auto& e : entities) {
        EXPECT_EQ(json["components"][e.key].dump(), e.entity);
    }
    EXPECT_EQ(json["components"].size(), 12u);
    MqttFacts english = test::mqtt_sample();
    english.language = "en";
    EXPECT_EQ(
        Json::parse(discovery_message("p", english, {}).payload)["components"]["undo"]["name"],
        "Undo");
}

// What a button sends is a command that the wall reads.
TEST(MqttDiscovery, ButtonsSendCommands) {
    const Json json = Json::parse(discovery_message("p", test::mqtt_sample(), {}).payload);
    int buttons = 0;
    for (const auto& [key, entity] : json["components"].items()) {
        if (entity["platform"] == "button") {
            ++buttons;
            EXPECT_TRUE(read_mqtt_command("p", entity["command_topic"].get<std::string>(),
                                          entity["payload_press"].get<std::string>()))
                << key;
        }
    }
    EXPECT_EQ(buttons, 4);
}

TEST(MqttDiscovery, WhatIsGoneIsRemoved) {
    const MqttEntities before = discovery_entities(test::mqtt_sample());
    EXPECT_EQ(before.at("camera_rsud-lobi"), "sensor");
    MqttFacts later = test::mqtt_sample();
    later.cameras.erase(later.cameras.begin());
    const MqttMessage message = discovery_message("p", later, before);
    EXPECT_EQ(objections(message.payload), "");
    const Json components = Json::parse(message.payload)["components"];
    EXPECT_EQ(components["camera_rsud-lobi"].dump(), R"({"platform":"sensor"})");
    EXPECT_EQ(components.size(), before.size());
    EXPECT_EQ(no_discovery_message("p"), (MqttMessage{"homeassistant/device/p/config", "", true}));
}

// Names full of markup, wildcards and bytes that are no UTF-8 stay texts.
TEST(MqttDiscovery, HostileNamesStayTexts) {
    MqttFacts facts = test::mqtt_sample();
    facts.wall = "<b>\"{{ states('x') }}\"</b> \xff";
    facts.panel.clear();
    facts.cameras = {{"#", "+/# \xf0\x28", "live"}};
    const MqttMessage message = discovery_message("p", facts, {});
    EXPECT_EQ(objections(message.payload), "");
    EXPECT_EQ(Json::parse(message.payload)["device"]["name"], "<b>\"{{ states('x') }}\"</b> �");
    facts.wall.clear();
    EXPECT_EQ(Json::parse(discovery_message("p", facts, {}).payload)["device"]["name"], "p");
}

TEST(MqttDiscovery, TheSchemaRefusesWhatHomeAssistantDoes) {
    const Json good = Json::parse(discovery_message("p", test::mqtt_sample(), {}).payload);
    const struct {
        const char* pointer;
        const char* value;  // JSON; empty: the key is removed
    } cases[] = {
        {"/device", ""},
        {"/device/identifiers", "[]"},
        {"/device/configuration_url", "\"dinding.lan\""},
        {"/origin", ""},
        {"/origin/name", ""},
        {"/components", "[]"},
        {"/components/layout/options", "\"a\""},
        {"/components/layout/command_topic", ""},
        {"/components/hold/command_topic", "\"p/#\""},
        {"/components/message/max", "256"},
        {"/components/problem/state_topic", ""},
        {"/components/problem/device_class", "\"trouble\""},
        {"/components/undo/platform", "\"knob\""},
        {"/availability_topic", "\"+\""},
        {"/qos", "3"},
        {"/colour", "1"},
    };
    for (const auto& c : cases) {
        Json changed = good;
        const Json::json_pointer pointer(c.pointer);
        if (std::string_view(c.value).empty()) {
            changed.at(pointer.parent_pointer()).erase(pointer.back());
        } else {
            changed[pointer] = Json::parse(c.value);
        }
        EXPECT_NE(objections(changed.dump()), "") << c.pointer;
    }
}

}  // namespace
}  // namespace pendopo
