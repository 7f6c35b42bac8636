#include "engine/control/mqtt_topics.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "config/json_reader.h"
#include "config/problems.h"

namespace pendopo {
namespace {

using Json = nlohmann::ordered_json;

constexpr size_t kMostProblems = 10;  // texts on problem/state; "count" counts them all
constexpr std::string_view kBlanks = " \t\r\n";

std::string text_of(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

const char* on_off(bool on) {
    return on ? "ON" : "OFF";
}

std::string_view trimmed(std::string_view text) {
    const size_t first = text.find_first_not_of(kBlanks);
    return first == std::string_view::npos
               ? std::string_view()
               : text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::string upper(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    return result;
}

// `text` without the two ends, when it has them and something between them.
std::optional<std::string_view> between(std::string_view text, std::string_view begin,
                                        std::string_view end) {
    if (text.size() <= begin.size() + end.size() || !text.starts_with(begin) ||
        !text.ends_with(end)) {
        return std::nullopt;
    }
    return text.substr(begin.size(), text.size() - begin.size() - end.size());
}

Result<Command> read_switch(std::string_view payload, Command on, Command off) {
    const std::string word = upper(payload);
    if (word == "ON") {
        return on;
    }
    if (word == "OFF") {
        return off;
    }
    return fail(ErrorCode::invalid, "got " + in_quotes(payload) + "; expected ON or OFF");
}

Result<Command> read_layout(std::string_view payload) {
    if (payload.empty()) {
        return FollowSchedule{};
    }
    if (!is_id(payload)) {
        return fail(ErrorCode::invalid,
                    "got " + in_quotes(payload) + "; expected the id of a layout");
    }
    return ActivateLayout{std::string(payload)};
}

Result<Command> read_alarm(std::string_view id, std::string_view payload) {
    if (!is_id(id)) {
        return fail(ErrorCode::invalid, in_quotes(id) + " is no id of an alarm");
    }
    const std::string word = upper(payload);
    if (word == "ON") {
        return RaiseAlarm{std::string(id)};
    }
    if (word == "OFF") {
        return EndAlarm{std::string(id)};
    }
    if (word == "ACKNOWLEDGE") {
        return AcknowledgeAlarm{std::string(id)};
    }
    return fail(ErrorCode::invalid,
                "got " + in_quotes(payload) + "; expected ON, OFF or ACKNOWLEDGE");
}

// As a string of JSON, byte for byte: whether it is good UTF-8, the reader of commands says.
std::string json_string(std::string_view text) {
    std::string json = "\"";
    for (const char c : text) {
        if (static_cast<unsigned char>(c) < 0x20) {
            json += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
            continue;
        }
        if (c == '"' || c == '\\') {
            json += '\\';
        }
        json += c;
    }
    return json + '"';
}

// One reader for every command: of a text and of the fields of one. A "command" among the fields is
// then there twice, and refused.
Result<Command> read_message(std::string_view payload) {
    if (payload.empty()) {
        return ClearMessage{};
    }
    const std::string_view word = row_of(ShowMessage{}).word;
    if (!payload.starts_with('{')) {
        return read_command(
            fmt::format(R"({{"command": "{}", "text": {}}})", word, json_string(payload)));
    }
    const std::string_view fields = trimmed(payload.substr(1));
    return read_command(
        fmt::format(R"({{"command": "{}"{} {})", word, fields.starts_with('}') ? "" : ",", fields));
}

Result<Command> read_below(std::string_view topic, std::string_view payload) {
    if (topic == "command") {
        return read_command(payload);
    }
    const std::string_view word = trimmed(payload);
    if (topic == "layout/set") {
        return read_layout(word);
    }
    if (topic == "hold/set") {
        return read_switch(word, Hold{}, Resume{});
    }
    if (topic == "cameras_hidden/set") {
        return read_switch(word, HideCameras{}, ShowCameras{});
    }
    if (topic == "message/set") {
        return read_message(word);
    }
    if (const auto level = between(topic, "alarm/", "/set")) {
        return read_alarm(*level, word);
    }
    return fail(ErrorCode::not_found, "the wall listens to no such topic");
}

}  // namespace

std::string topic_level(std::string_view id) {
    std::string level;
    for (const char c : id) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte <= 0x20 || byte == 0x7f || std::string_view("#+/%").find(c) != std::string::npos) {
            level += fmt::format("%{:02X}", byte);
        } else {
            level += c;
        }
    }
    return level;
}

std::vector<std::string> mqtt_subscriptions(const std::string& prefix) {
    std::vector<std::string> topics;
    for (const char* topic : {"layout/set", "hold/set", "cameras_hidden/set", "message/set",
                              "alarm/+/set", "command", "available"}) {
        topics.push_back(prefix + "/" + topic);
    }
    return topics;
}

std::vector<MqttMessage> mqtt_messages(const std::string& prefix, const MqttFacts& facts) {
    std::vector<MqttMessage> all;
    const auto add = [&](const std::string& topic, std::string payload) {
        all.push_back({prefix + "/" + topic, std::move(payload), true});
    };
    add("state", facts.state);
    add("layout/state", facts.layout);
    add("hold/state", on_off(facts.held));
    add("cameras_hidden/state", on_off(facts.cameras_hidden));
    for (const MqttFacts::Camera& camera : facts.cameras) {
        add("camera/" + topic_level(camera.id) + "/state", camera.state);
    }
    for (const MqttFacts::Alarm& alarm : facts.alarms) {
        add("alarm/" + topic_level(alarm.id) + "/state", on_off(alarm.active));
    }
    auto texts = Json::array();
    for (const std::string& problem : facts.problems) {
        if (texts.size() < kMostProblems) {
            texts.push_back(problem);
        }
    }
    add("problem/state", text_of({{"problem", on_off(!facts.problems.empty())},
                                  {"count", facts.problems.size()},
                                  {"texts", std::move(texts)}}));
    return all;
}

Result<Command> read_mqtt_command(const std::string& prefix, std::string_view topic,
                                  std::string_view payload) {
    if (!topic.starts_with(prefix + "/")) {
        return fail(ErrorCode::not_found, in_quotes(topic) + ": the wall listens to no such topic");
    }
    const std::string_view below = topic.substr(prefix.size() + 1);
    Result<Command> command =
        payload.size() <= kLargestMqttMessage
            ? read_below(below, payload)
            : fail(ErrorCode::exhausted, fmt::format("got {} bytes; expected at most {}",
                                                     payload.size(), kLargestMqttMessage));
    if (!command) {
        return fail(command.error().within(below));
    }
    return command;
}

MqttMessage mqtt_result(const std::string& prefix, std::string_view topic, const Command* command,
                        const Result<std::string>& tag) {
    Json result{{"topic", topic}};
    if (command != nullptr) {
        result["command"] = row_of(*command).word;
    }
    if (tag) {
        result["tag"] = *tag;
    } else {
        result["error"] = {{"code", to_string(tag.error().code())},
                           {"message", tag.error().message()}};
    }
    return {prefix + "/command/result", text_of(result), false};
}

std::vector<MqttMessage> MqttBook::changes(const std::vector<MqttMessage>& all) {
    std::vector<MqttMessage> changed;
    std::set<std::string_view> there;
    for (const MqttMessage& message : all) {
        there.insert(message.topic);
        auto& known = published_[message.topic];
        if (known != message.payload) {
            known = message.payload;
            changed.push_back(message);
        }
    }
    for (auto it = published_.begin(); it != published_.end();) {
        if (there.contains(it->first)) {
            ++it;
            continue;
        }
        changed.push_back({it->first, "", true});
        it = published_.erase(it);
    }
    return changed;
}

void MqttBook::forget() {
    for (auto& entry : published_) {
        entry.second.reset();
    }
}

void MqttBook::forget(const std::string& topic) {
    if (const auto it = published_.find(topic); it != published_.end()) {
        it->second.reset();
    }
}

}  // namespace pendopo
