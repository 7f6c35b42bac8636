#include "engine/control/mqtt_report.h"

#include <nlohmann/json.hpp>

#include "engine/control/status_json.h"

namespace pendopo {

MqttFacts mqtt_report(const WallStatus& status, const ControlStatus& control,
                      const std::string& language, const std::string& panel) {
    MqttFacts facts;
    facts.wall = status.name;
    facts.version = status.version;
    facts.language = language;
    facts.panel = panel;
    facts.layout = status.layout;
    facts.held = control.hold.has_value();
    facts.cameras_hidden = control.cameras_hidden;
    auto layouts = nlohmann::ordered_json::array();
    for (const LayoutStatus& layout : status.layouts) {
        facts.layouts.push_back({layout.id, layout.name});
        layouts.push_back({{"id", layout.id}, {"name", layout.name}, {"active", layout.active}});
    }
    for (const CameraStatus& camera : status.cameras) {
        facts.cameras.push_back({camera.id, camera.name, camera.state});
    }
    for (const AlarmStatus& alarm : control.alarms) {
        facts.alarms.push_back({alarm.id, alarm.name, alarm.active});
    }
    for (const ProblemStatus& problem : status.problems) {
        facts.problems.push_back(problem.text.in("en"));
    }
    facts.state = json_line({{"name", status.name},
                             {"layout", status.layout},
                             {"layouts", std::move(layouts)},
                             {"control", control_document(control)}});
    facts.state.pop_back();  // the end of the line
    return facts;
}

}  // namespace pendopo
