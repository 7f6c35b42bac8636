#pragma once
// What the wall says and hears by MQTT, as texts: its state to topics with their payloads, and a
// topic with a payload to a command. Below the prefix of wall.json ("pendopo"):
//
//   available                     "online" | "offline" (the broker says so when the wall is gone)
//   state                         JSON: layouts and the control part of GET /api/v1/state
//   layout/state   layout/set     id of the layout; set to nothing: what schedule or tour say
//   hold/state     hold/set       ON | OFF
//   cameras_hidden/state  …/set   ON | OFF
//   camera/<id>/state             playing, connecting, stale, offline, …
//   message/set                   a text, or the fields of show_message as JSON; nothing: clear it
//   alarm/<id>/state  …/set       ON | OFF; set also ACKNOWLEDGE
//   problem/state                 JSON: {"problem": "ON"|"OFF", "count", "texts"}
//   notice                        JSON: faults that last (notices.h); not retained
//   command                       any command as JSON, as in POST /api/v1/commands
//   command/result                what came of a command, JSON; not retained
//
// Every state is retained. Pure.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/wall/command.h"

namespace pendopo {

// What is told. Texts may hold anything; ids become levels of topics.
struct MqttFacts {
    struct Named {
        std::string id;
        std::string name;
        bool operator==(const Named&) const = default;
    };
    struct Camera {
        std::string id;
        std::string name;
        std::string state;
        bool operator==(const Camera&) const = default;
    };
    struct Alarm {
        std::string id;
        std::string name;
        bool active = false;
        bool operator==(const Alarm&) const = default;
    };
    std::string wall;      // what people call it
    std::string version;   // of the program
    std::string language;  // "id" | "en"
    std::string panel;     // its address, "https://…"; empty: not told
    std::vector<Named> layouts;
    std::string layout;  // shown
    bool held = false;
    bool cameras_hidden = false;
    std::vector<Camera> cameras;
    std::vector<Alarm> alarms;
    std::vector<std::string> problems;
    std::string state;  // the JSON of `state`
    bool operator==(const MqttFacts&) const = default;
};

struct MqttMessage {
    std::string topic;
    std::string payload;
    bool retained = false;
    bool operator==(const MqttMessage&) const = default;
};

// An id as one level of a topic: what would be a wildcard or another level, '%', spaces and control
// characters as %XX. Ids of a configuration are unchanged by it.
std::string topic_level(std::string_view id);

// What to subscribe to below `prefix`.
std::vector<std::string> mqtt_subscriptions(const std::string& prefix);

// The whole state, in a fixed order.
std::vector<MqttMessage> mqtt_messages(const std::string& prefix, const MqttFacts& facts);

// The largest message that is looked at.
constexpr size_t kLargestMqttMessage = size_t{16} << 10;

// The command that a message means. Errors name the topic below the prefix: exhausted (larger than
// kLargestMqttMessage), invalid (what was got and expected), not_found (no topic of ours).
Result<Command> read_mqtt_command(const std::string& prefix, std::string_view topic,
                                  std::string_view payload);

// The message on command/result: {"topic","command","tag"}, or
// {"topic","error":{"code","message"}}.
MqttMessage mqtt_result(const std::string& prefix, std::string_view topic, const Command* command,
                        const Result<std::string>& tag);

// What has been published, so that only changes are.
// Thread: bound to its owner.
class MqttBook {
  public:
    // Of `all` the messages that are new or changed; and for retained topics that are no longer in
    // it, an empty message, which takes them from the broker. They then count as published.
    std::vector<MqttMessage> changes(const std::vector<MqttMessage>& all);
    // Of a new connection nobody knows what the broker still has: everything is a change again.
    void forget();
    // The same for one topic.
    void forget(const std::string& topic);

  private:
    std::map<std::string, std::optional<std::string>> published_;  // nothing: some payload
};

}  // namespace pendopo
