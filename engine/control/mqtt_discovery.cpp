#include "engine/control/mqtt_discovery.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

namespace pendopo {
namespace {

using Json = nlohmann::ordered_json;

struct Phrase {
    const char* id;
    const char* en;
};
constexpr Phrase kLayout{"Tata letak", "Layout"};
constexpr Phrase kHold{"Tahan", "Hold"};
constexpr Phrase kHidden{"Sembunyikan kamera", "Hide cameras"};
constexpr Phrase kMessage{"Pesan", "Message"};
constexpr Phrase kProblem{"Masalah", "Problem"};
constexpr Phrase kAlarm{"Alarm", "Alarm"};

// Buttons: key, command, name, icon.
struct Button {
    const char* key;
    Command command;
    Phrase name;
    const char* icon;
};
std::vector<Button> buttons() {
    return {
        {"next", NextLayout{}, {"Tata letak berikutnya", "Next layout"}, "mdi:skip-next"},
        {"previous",
         PreviousLayout{},
         {"Tata letak sebelumnya", "Previous layout"},
         "mdi:skip-previous"},
        {"undo", Undo{}, {"Urungkan", "Undo"}, "mdi:undo"},
        {"follow_schedule",
         FollowSchedule{},
         {"Ikuti jadwal", "Follow schedule"},
         "mdi:calendar-clock"},
    };
}

// The longest text of Home Assistant's text entity.
constexpr int kLongestText = 255;

class Device {
  public:
    Device(const std::string& prefix, const MqttFacts& facts)
        : prefix_(prefix), facts_(facts), id_(discovery_id(prefix)) {}

    Json entities() const {
        auto all = Json::object();
        auto options = Json::array();
        for (const MqttFacts::Named& layout : facts_.layouts) {
            options.push_back(layout.id);
        }
        all["layout"] = entity("layout", "select", in_words(kLayout), "mdi:view-dashboard");
        settable(all["layout"], "layout");
        all["layout"]["options"] = std::move(options);
        all["hold"] = on_off("hold", "hold", in_words(kHold), "mdi:pause-circle");
        all["cameras_hidden"] =
            on_off("cameras_hidden", "cameras_hidden", in_words(kHidden), "mdi:eye-off");
        all["message"] = entity("message", "text", in_words(kMessage), "mdi:message-text");
        all["message"]["command_topic"] = prefix_ + "/message/set";
        all["message"]["max"] = kLongestText;
        for (const Button& button : buttons()) {
            Json one = entity(button.key, "button", in_words(button.name), button.icon);
            one["command_topic"] = prefix_ + "/command";
            one["payload_press"] = to_json(button.command);
            all[button.key] = std::move(one);
        }
        all["problem"] = problem();
        for (const MqttFacts::Camera& camera : facts_.cameras) {
            const std::string key = "camera_" + topic_level(camera.id);
            all[key] = entity(key, "sensor", camera.name, "mdi:cctv");
            all[key]["state_topic"] = prefix_ + "/camera/" + topic_level(camera.id) + "/state";
            all[key]["entity_category"] = "diagnostic";
        }
        for (const MqttFacts::Alarm& alarm : facts_.alarms) {
            const std::string key = "alarm_" + topic_level(alarm.id);
            all[key] = on_off(key, "alarm/" + topic_level(alarm.id),
                              in_words(kAlarm) + ": " + alarm.name, "mdi:alarm-light");
        }
        return all;
    }

    Json device() const {
        const std::string& name = facts_.wall.empty() ? id_ : facts_.wall;
        Json device{{"identifiers", Json::array({id_})},
                    {"name", name},
                    {"manufacturer", "Pendopo"},
                    {"model", "Video wall"},
                    {"sw_version", facts_.version}};
        if (!facts_.panel.empty()) {
            device["configuration_url"] = facts_.panel;
        }
        return device;
    }

  private:
    std::string in_words(const Phrase& phrase) const {
        return facts_.language == "en" ? phrase.en : phrase.id;
    }
    Json entity(const std::string& key, const char* platform, const std::string& name,
                const char* icon) const {
        return {
            {"platform", platform}, {"unique_id", id_ + "_" + key}, {"name", name}, {"icon", icon}};
    }
    void settable(Json& entity, const std::string& topic) const {
        entity["state_topic"] = prefix_ + "/" + topic + "/state";
        entity["command_topic"] = prefix_ + "/" + topic + "/set";
    }
    Json on_off(const std::string& key, const std::string& topic, const std::string& name,
                const char* icon) const {
        Json one = entity(key, "switch", name, icon);
        settable(one, topic);
        return one;
    }
    Json problem() const {
        Json one = entity("problem", "binary_sensor", in_words(kProblem), "mdi:alert-circle");
        one["device_class"] = "problem";
        one["state_topic"] = prefix_ + "/problem/state";
        one["value_template"] = "{{ value_json.problem }}";
        one["json_attributes_topic"] = prefix_ + "/problem/state";
        one["entity_category"] = "diagnostic";
        return one;
    }

    const std::string& prefix_;
    const MqttFacts& facts_;
    std::string id_;
};

std::string discovery_topic(const std::string& prefix) {
    return "homeassistant/device/" + discovery_id(prefix) + "/config";
}

}  // namespace

std::string discovery_id(const std::string& prefix) {
    std::string id = prefix;
    std::replace_if(
        id.begin(), id.end(),
        [](char c) {
            return !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                     c == '-');
        },
        '_');
    return id;
}

MqttEntities discovery_entities(const MqttFacts& facts) {
    MqttEntities entities;
    const std::string prefix;
    const Json all = Device(prefix, facts).entities();
    for (const auto& [key, value] : all.items()) {
        entities[key] = value["platform"];
    }
    return entities;
}

MqttMessage discovery_message(const std::string& prefix, const MqttFacts& facts,
                              const MqttEntities& before) {
    const Device device(prefix, facts);
    Json entities = device.entities();
    for (const auto& [key, platform] : before) {
        if (!entities.contains(key)) {
            entities[key] = {{"platform", platform}};
        }
    }
    const Json message{{"device", device.device()},
                       {"origin", {{"name", "Pendopo"}, {"sw_version", facts.version}}},
                       {"availability_topic", prefix + "/available"},
                       {"qos", 1},
                       {"components", std::move(entities)}};
    return {discovery_topic(prefix), message.dump(-1, ' ', false, Json::error_handler_t::replace),
            true};
}

MqttMessage no_discovery_message(const std::string& prefix) {
    return {discovery_topic(prefix), "", true};
}

}  // namespace pendopo
