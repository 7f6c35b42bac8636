#pragma once
// What Home Assistant is told about the wall: one device with its entities, as its MQTT integration
// discovers them (device-based discovery, Home Assistant 2024.11 and later):
// https://www.home-assistant.io/integrations/mqtt/#device-discovery-payload
// Pure.

#include <map>
#include <string>

#include "engine/control/mqtt_topics.h"

namespace pendopo {

// Where Home Assistant says that it has started, and is to be told again.
constexpr const char* kHomeAssistantStatus = "homeassistant/status";

// "lobi/pendopo" → "lobi_pendopo": names the device and begins the id of each of its entities.
std::string discovery_id(const std::string& prefix);

// Each entity by its key, and its platform: "layout" → "select".
using MqttEntities = std::map<std::string, std::string>;
MqttEntities discovery_entities(const MqttFacts& facts);

// homeassistant/device/<id>/config. `before`: the entities that were told the last time; those that
// are gone are named with their platform alone, which removes them.
MqttMessage discovery_message(const std::string& prefix, const MqttFacts& facts,
                              const MqttEntities& before);

// The same without anything: Home Assistant forgets the device.
MqttMessage no_discovery_message(const std::string& prefix);

}  // namespace pendopo
