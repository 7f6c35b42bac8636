#pragma once
// The wall's status as what MQTT tells of it. Pure.

#include <string>

#include "engine/control/mqtt_topics.h"
#include "engine/control/wall_control.h"

namespace pendopo {

// `language`: of wall.json. `panel`: its address for people, empty: not told.
MqttFacts mqtt_report(const WallStatus& status, const ControlStatus& control,
                      const std::string& language, const std::string& panel);

}  // namespace pendopo
