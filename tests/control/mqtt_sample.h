#pragma once
// A small wall, as MQTT tells it.

#include "engine/control/mqtt_topics.h"

namespace pendopo::test {

inline MqttFacts mqtt_sample() {
    MqttFacts facts;
    facts.wall = "Lobi";
    facts.version = "0.1.0";
    facts.language = "id";
    facts.panel = "https://dinding.lan:7600/";
    facts.layouts = {{"pasar", "Pasar"}, {"ringkasan", "Ringkasan"}};
    facts.layout = "ringkasan";
    facts.held = true;
    facts.cameras = {{"rsud-lobi", "RSUD lobi", "live"}, {"a/b", "A b", "offline"}};
    facts.alarms = {{"gempa", "Gempa", true}};
    facts.problems = {"no output DP-2"};
    facts.state = R"({"layouts":[]})";
    return facts;
}

}  // namespace pendopo::test
