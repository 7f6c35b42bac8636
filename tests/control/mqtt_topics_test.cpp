#include "engine/control/mqtt_topics.h"

#include <gmock/gmock.h>

#include "tests/control/mqtt_sample.h"

namespace pendopo {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string read(const std::string& topic, std::string_view payload) {
    const auto command = read_mqtt_command("pendopo", "pendopo/" + topic, payload);
    return command
               ? to_json(*command)
               : std::string(to_string(command.error().code())) + ": " + command.error().message();
}

TEST(MqttTopics, EachMessageIsACommand) {
    const struct {
        const char* topic;
        const char* payload;
        Command command;
    } cases[] = {
        {"layout/set", "ringkasan", ActivateLayout{"ringkasan"}},
        {"layout/set", " ringkasan\n", ActivateLayout{"ringkasan"}},
        {"layout/set", "", FollowSchedule{}},
        {"layout/set", "  ", FollowSchedule{}},
        {"hold/set", "ON", Hold{}},
        {"hold/set", "off", Resume{}},
        {"cameras_hidden/set", "ON", HideCameras{}},
        {"cameras_hidden/set", "OFF", ShowCameras{}},
        {"message/set", "Pelayanan tutup pukul 15.00", ShowMessage{"Pelayanan tutup pukul 15.00"}},
        {"message/set", "\"5\\4\" {é}", ShowMessage{"\"5\\4\" {é}"}},
        {"message/set", "", ClearMessage{}},
        {"message/set", R"({"text": "Evakuasi", "level": "emergency", "seconds": 0})",
         ShowMessage{"Evakuasi", MessageLevel::emergency, 0}},
        {"message/set", R"( { "text": "x", "displays": ["kiri"] } )",
         ShowMessage{"x", MessageLevel::info, 300, {"kiri"}}},
        {"alarm/gempa/set", "ON", RaiseAlarm{"gempa"}},
        {"alarm/gempa/set", "OFF", EndAlarm{"gempa"}},
        {"alarm/gempa/set", "acknowledge", AcknowledgeAlarm{"gempa"}},
        {"command", R"({"command": "undo"})", Undo{}},
        {"command", R"({"command": "activate_layout", "layout": "pasar", "display": "kiri"})",
         ActivateLayout{"pasar", "kiri"}},
    };
    for (const auto& c : cases) {
        const auto command =
            read_mqtt_command("pendopo", std::string("pendopo/") + c.topic, c.payload);
        ASSERT_TRUE(command) << c.topic << " " << c.payload << ": " << command.error().message();
        EXPECT_EQ(*command, c.command) << c.topic << " " << c.payload << ": " << to_json(*command);
    }
}

TEST(MqttTopics, WhatIsNoCommandSaysWhy) {
    const struct {
        const char* topic;
        std::string payload;
        const char* error;
    } cases[] = {
        {"hold/set", "toggle", "invalid: hold/set: got \"toggle\"; expected ON or OFF"},
        {"hold/set", "", "invalid: hold/set: got \"\"; expected ON or OFF"},
        {"alarm/gempa/set", "1",
         "invalid: alarm/gempa/set: got \"1\"; expected ON, OFF or ACKNOWLEDGE"},
        {"alarm/a%2Fb/set", "ON", "invalid: alarm/a%2Fb/set: \"a%2Fb\" is no id of an alarm"},
        {"layout/set", "pasar raya",
         "invalid: layout/set: got \"pasar raya\"; expected the id of a layout"},
        {"alarm//set", "ON", "not_found: alarm//set: the wall listens to no such topic"},
        {"layout/state", "x", "not_found: layout/state: the wall listens to no such topic"},
        {"command", std::string(16385, ' '),
         "exhausted: command: got 16385 bytes; expected at most 16384"},
        {"layout/set", std::string(size_t{1} << 20, 'x'),
         "exhausted: layout/set: got 1048576 bytes; expected at most 16384"},
    };
    for (const auto& c : cases) {
        EXPECT_EQ(read(c.topic, c.payload), c.error);
    }
    const auto other = read_mqtt_command("pendopo", "pendopo2/hold/set", "ON");
    EXPECT_EQ(other.error().message(), "\"pendopo2/hold/set\": the wall listens to no such topic");
}

// The words of these belong to the reader of commands; here only that they are refused.
TEST(MqttTopics, HostileTextsAreRefused) {
    const struct {
        const char* topic;
        std::string payload;
    } cases[] = {
        {"command", "\xff\xfe"},
        {"command", ""},
        {"command", "reboot"},
        {"command", R"({"command": "undo", "command": "take"})"},
        {"command", std::string(16000, '[')},
        {"layout/set", "\xff\xfe"},
        {"layout/set", std::string(300, 'x')},
        {"message/set", "a\xff"},
        {"message/set", std::string("a\0b", 3)},
        {"message/set", "a\x1b[2J"},
        {"message/set", std::string(281, 'x')},
        {"message/set", R"({"command": "take"})"},
        {"message/set", R"({"text": "x", "command": "take"})"},
        {"message/set", R"({"text": "x"}, {)"},
        {"message/set", "{"},
        {"message/set", "{}"},
    };
    for (const auto& c : cases) {
        EXPECT_THAT(read(c.topic, c.payload), testing::StartsWith("invalid: ")) << c.payload;
    }
}

TEST(MqttTopics, IdsBecomeLevels) {
    const struct {
        const char* id;
        const char* level;
    } cases[] = {
        {"rsud-lobi_2", "rsud-lobi_2"},
        {"a/b", "a%2Fb"},
        {"#", "%23"},
        {"+", "%2B"},
        {"a b", "a%20b"},
        {"50%", "50%25"},
        {"pasar é", "pasar%20é"},
        {"\x7f\n", "%7F%0A"},
    };
    for (const auto& c : cases) {
        EXPECT_EQ(topic_level(c.id), c.level);
    }
}

TEST(MqttTopics, TheWholeState) {
    const auto retained = [](const char* topic, const char* payload) {
        return MqttMessage{topic, payload, true};
    };
    EXPECT_THAT(mqtt_messages("lobi/pendopo", test::mqtt_sample()),
                ElementsAre(retained("lobi/pendopo/state", R"({"layouts":[]})"),
                            retained("lobi/pendopo/layout/state", "ringkasan"),
                            retained("lobi/pendopo/hold/state", "ON"),
                            retained("lobi/pendopo/cameras_hidden/state", "OFF"),
                            retained("lobi/pendopo/camera/rsud-lobi/state", "live"),
                            retained("lobi/pendopo/camera/a%2Fb/state", "offline"),
                            retained("lobi/pendopo/alarm/gempa/state", "ON"),
                            retained("lobi/pendopo/problem/state",
                                     R"({"problem":"ON","count":1,"texts":["no output DP-2"]})")));
    MqttFacts facts;
    facts.problems.assign(12, "bad \xff");
    const std::string problems = mqtt_messages("p", facts).back().payload;
    EXPECT_THAT(problems, testing::StartsWith(R"({"problem":"ON","count":12,"texts":["bad �",)"));
    EXPECT_EQ(std::count(problems.begin(), problems.end(), ','), 2 + 9);
}

TEST(MqttTopics, Subscriptions) {
    EXPECT_THAT(mqtt_subscriptions("p"),
                ElementsAre("p/layout/set", "p/hold/set", "p/cameras_hidden/set", "p/message/set",
                            "p/alarm/+/set", "p/command", "p/available"));
}

TEST(MqttTopics, Answers) {
    const Command hold = Hold{};
    EXPECT_EQ(mqtt_result("p", "p/hold/set", &hold, "ab-7"),
              (MqttMessage{"p/command/result",
                           R"({"topic":"p/hold/set","command":"hold","tag":"ab-7"})", false}));
    EXPECT_EQ(
        mqtt_result("p", "p/command", nullptr, fail(ErrorCode::invalid, "not \xff JSON")).payload,
        R"({"topic":"p/command","error":{"code":"invalid","message":"not � JSON"}})");
}

TEST(MqttBook, TellsOnlyWhatChanged) {
    MqttBook book;
    const MqttMessage a{"a", "1", true};
    const MqttMessage b{"b", "1", true};
    EXPECT_THAT(book.changes({a, b}), ElementsAre(a, b));
    EXPECT_THAT(book.changes({a, b}), IsEmpty());
    const MqttMessage b2{"b", "2", true};
    EXPECT_THAT(book.changes({a, b2}), ElementsAre(b2));
    // What is gone is taken from the broker, once.
    EXPECT_THAT(book.changes({a}), ElementsAre(MqttMessage{"b", "", true}));
    EXPECT_THAT(book.changes({a}), IsEmpty());
    // After a lost connection everything is told again, and what went meanwhile taken away.
    EXPECT_THAT(book.changes({a, b}), ElementsAre(b));
    book.forget();
    EXPECT_THAT(book.changes({a}), ElementsAre(a, MqttMessage{"b", "", true}));
    book.forget("a");
    book.forget("c");
    EXPECT_THAT(book.changes({a}), ElementsAre(a));
}

}  // namespace
}  // namespace pendopo
