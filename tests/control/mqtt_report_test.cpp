#include "engine/control/mqtt_report.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "engine/control/status_json.h"

namespace pendopo {
namespace {

TEST(MqttReport, TellsWhatTheStateDocumentTells) {
    WallStatus status;
    status.name = "Lobi";
    status.version = "0.1.0";
    status.layout = "pasar";
    status.layouts = {{"pasar", "Pasar", true}, {"ringkasan", "Ringkasan", false}};
    CameraStatus camera;
    camera.id = "rsud";
    camera.name = "RSUD";
    camera.state = "playing";
    status.cameras = {camera};
    status.problems = {{{"", "no output DP-2"}, 5}};
    ControlStatus control;
    control.tag = "e-7";
    control.hold = HoldStatus{1000, "siti"};
    control.cameras_hidden = true;
    AlarmStatus alarm;
    alarm.id = "gempa";
    alarm.name = "Gempa";
    alarm.active = true;
    control.alarms = {alarm};

    const MqttFacts facts = mqtt_report(status, control, "en", "https://wall.lan:7600/");
    MqttFacts expected;
    expected.wall = "Lobi";
    expected.version = "0.1.0";
    expected.language = "en";
    expected.panel = "https://wall.lan:7600/";
    expected.layouts = {{"pasar", "Pasar"}, {"ringkasan", "Ringkasan"}};
    expected.layout = "pasar";
    expected.held = true;
    expected.cameras_hidden = true;
    expected.cameras = {{"rsud", "RSUD", "playing"}};
    expected.alarms = {{"gempa", "Gempa", true}};
    expected.problems = {"no output DP-2"};
    expected.state = facts.state;
    EXPECT_EQ(facts, expected);

    const auto state = nlohmann::ordered_json::parse(facts.state);
    EXPECT_EQ(facts.state.back(), '}');
    EXPECT_EQ(state["layouts"].dump(), R"([{"id":"pasar","name":"Pasar","active":true},)"
                                       R"({"id":"ringkasan","name":"Ringkasan","active":false}])");
    EXPECT_EQ(state["control"], control_document(control));

    const MqttFacts free = mqtt_report({}, {}, "id", "");
    EXPECT_FALSE(free.held);
    EXPECT_FALSE(free.cameras_hidden);
    EXPECT_THAT(free.cameras, testing::IsEmpty());
}

}  // namespace
}  // namespace pendopo
